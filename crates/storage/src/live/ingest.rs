//! Storing one reading of a feed: all of it or nothing.

use std::collections::BTreeSet;

use domain::live::{FeedBatch, FeedRun, IngestReport};
use jiff::tz::TimeZone;
use portal::ports::StoreError;

use super::{
    described::{self, Updated, mixed},
    events, health,
    known::Newest,
    latest, observations, partitions,
    plan::{self, Plan},
    revisions, runs, sequence,
    transaction::Transaction,
};
use crate::pool::Store;

pub(super) async fn ingest(
    store: &Store,
    batch: &FeedBatch,
    zone: &TimeZone,
) -> Result<IngestReport, StoreError> {
    let (feed, now) = (&batch.feed, batch.run.ended);
    let mut transaction = Transaction::write(&store.writer).await?;
    let number = sequence::next(&mut transaction).await?;
    let mut state = health::of_feed(&mut transaction, feed).await?;
    if state.origin.is_some_and(|origin| origin != batch.origin) {
        return Err(mixed(feed, feed.as_str()));
    }
    state.origin = Some(batch.origin);

    let remembered = store.known.described(feed);
    let Updated { described, keys } =
        described::bring_up_to_date(&mut transaction, remembered, state.described, batch, number)
            .await?;
    let described_changed = described.sequence == number;
    state.described = described.sequence;

    let mut newest = store.known.take_latest(feed, state.latest);
    let (plan, refused) =
        plan_observations(&mut transaction, batch, &keys, zone, &mut newest).await?;
    write_observations(&mut transaction, &plan, batch, zone, number).await?;
    if !plan.latest.is_empty() {
        state.latest = number;
    }
    newest.extend(
        plan.latest
            .iter()
            .map(|row| (row.key, Some((row.end, row.says())))),
    );

    let events_changed = match &batch.harvest.events {
        Some(events) => events::replace(&mut transaction, feed, events, now).await?,
        None => false,
    };
    if events_changed {
        state.events = number;
    }

    let (new, revised) = (plan.fresh.len() as u64, plan.revised.len() as u64);
    let run = FeedRun {
        new,
        revised,
        rejected: batch.run.rejected + refused,
        ..batch.run.clone()
    };
    runs::add(&mut transaction, &run).await?;
    state.health = state.health.after(&run);
    state.health_sequence = number;
    health::write(&mut transaction, &state).await?;
    sequence::commit(transaction, &store.known, number).await?;
    store.known.remember(feed, described);
    store.known.remember_latest(feed, state.latest, newest);

    let changed = described_changed || events_changed || new + revised > 0;
    let streams = &batch.harvest.datastreams;
    let newest = plan
        .latest
        .iter()
        .filter_map(|row| streams.get(row.position as usize));
    Ok(IngestReport {
        new,
        revised,
        changed: newest.map(|stream| stream.id.clone()).collect(),
        sequence: changed.then_some(number),
    })
}

/// What storing the observations comes to, and how many are refused.
async fn plan_observations(
    transaction: &mut Transaction,
    batch: &FeedBatch,
    keys: &[i32],
    zone: &TimeZone,
    newest: &mut Newest,
) -> Result<(Plan, u32), StoreError> {
    let (rows, refused) = plan::rows(&batch.harvest, keys, batch.run.ended, zone);
    if rows.is_empty() {
        return Ok((Plan::default(), refused));
    }
    let observed: BTreeSet<i32> = rows.iter().map(|row| row.key).collect();
    let observed: Vec<i32> = observed.into_iter().collect();
    latest::look_up(transaction, &observed, newest).await?;
    let mut plan = Plan::new(rows, newest);
    if !plan.late.is_empty() {
        let stored = observations::stored(transaction, &plan.late).await?;
        plan.look_up(&stored);
    }
    Ok((plan, refused))
}

async fn write_observations(
    transaction: &mut Transaction,
    plan: &Plan,
    batch: &FeedBatch,
    zone: &TimeZone,
    number: i64,
) -> Result<(), StoreError> {
    if plan.fresh.is_empty() && plan.revised.is_empty() {
        return Ok(());
    }
    let now = batch.run.ended.as_millisecond();
    if let Transaction::Postgres(t) = transaction {
        partitions::make(&mut *t, plan.fresh.iter().map(|row| row.slot).collect()).await?;
    }
    observations::insert(transaction, &plan.fresh).await?;
    revisions::write(transaction, &plan.revised, now).await?;
    latest::write(transaction, &plan.latest, now, number).await?;
    let dirty = plan::dirty(plan, &batch.harvest, zone);
    observations::mark_dirty(transaction, &dirty).await
}
