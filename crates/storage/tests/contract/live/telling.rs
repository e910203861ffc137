//! Events, readings, and who may read a feed.

use domain::live::{
    Event, EventId, EventKind, EventText, FeedBatch, FeedId, Outcome, Retention, Severity,
};
use jiff::{SignedDuration, Timestamp};
use portal::ports::LiveStore;

use super::batches::{With, at, berlin, instants, later, ok, reading, run};
use crate::databases::on_every_database;

const NOON: &str = "2026-06-01T12:00:00Z";

fn event(external: &str, from: Option<Timestamp>, to: Option<Timestamp>) -> Event {
    let feed = FeedId::new("f");
    Event {
        id: EventId::of(&feed, external),
        feed,
        kind: EventKind::Roadwork,
        severity: Severity::Unknown,
        valid_from: from,
        valid_to: to,
        line: vec![domain::Coordinate::new(49.4, 8.7).unwrap()],
        title: EventText::german("Vollsperrung »Brücke« \0"),
        description: None,
        instruction: None,
        street: Some("L 600".into()),
        direction: None,
        url: None,
    }
}

fn telling(now: Timestamp, events: &[&Event]) -> FeedBatch {
    let mut batch = reading("f", now);
    batch.harvest.events = Some(events.iter().copied().cloned().collect());
    batch
}

#[tokio::test]
async fn an_event_that_is_told_no_longer_has_ended_and_one_that_had_not_begun_never_was() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let begun = event("begun", Some(later(noon, -60)), Some(later(noon, 600)));
        let ended = event("ended", Some(later(noon, -60)), Some(later(noon, -30)));
        let coming = event("coming", Some(later(noon, 300)), None);
        let open = event("open", None, None);
        let first = telling(noon, &[&begun, &ended, &coming, &open]);
        let report = store.ingest(&first, &berlin()).await.unwrap();
        assert_eq!(
            store.ingest(&first, &berlin()).await.unwrap().sequence,
            None
        );
        let all = store.changes_since(0).await.unwrap().events;
        assert_eq!(
            all[0].1,
            [begun.clone(), coming.clone(), ended.clone(), open.clone()]
        );

        // Nothing is said about events: they stay.
        let silent = reading("f", later(noon, 5)).with(&instants("f", "1"), &[ok(noon, 1.0)]);
        store.ingest(&silent, &berlin()).await.unwrap();
        let since = store.changes_since(report.sequence.unwrap()).await.unwrap();
        assert_eq!(since.events, []);

        let now = later(noon, 10);
        store
            .ingest(&telling(now, &[&open]), &berlin())
            .await
            .unwrap();
        let since = store.changes_since(since.sequence).await.unwrap();
        assert_eq!(since.events, [(open.feed.clone(), vec![open.clone()])]);
        let history = store
            .events(later(noon, -60), later(noon, 900))
            .await
            .unwrap();
        let mut ends: Vec<_> = history
            .iter()
            .map(|e| (e.id.as_str(), e.valid_to))
            .collect();
        ends.sort_unstable();
        let expected = [
            ("f:begun", Some(now)),
            ("f:ended", ended.valid_to),
            ("f:open", None),
        ];
        assert_eq!(ends, expected);

        // It comes back.
        store
            .ingest(&telling(later(noon, 20), &[&begun]), &berlin())
            .await
            .unwrap();
        let told = store.changes_since(0).await.unwrap().events;
        assert_eq!(told[0].1, [begun]);
    })
    .await;
}

#[tokio::test]
async fn events_are_found_by_the_time_in_which_they_hold() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let one = event("one", Some(noon), Some(later(noon, 60)));
        store
            .ingest(&telling(later(noon, 30), &[&one]), &berlin())
            .await
            .unwrap();
        for (from, to, found) in [
            (-60, 0, 0),
            (-60, 1, 1),
            (10, 20, 1),
            (59, 90, 1),
            (60, 90, 0),
        ] {
            let events = store
                .events(later(noon, from), later(noon, to))
                .await
                .unwrap();
            assert_eq!(events.len(), found, "{from} to {to}");
            assert!(events.iter().all(|event| *event == one));
        }
        // Two years after its end it is forgotten, unless it is still told.
        let years = SignedDuration::try_from(Retention::EVENTS).unwrap();
        let long = later(noon, 60) + years + SignedDuration::from_hours(1);
        store.delete_expired(long, 9).await.unwrap();
        assert_eq!(database.number("SELECT count(*) FROM event").await, 1);
        store
            .ingest(&telling(later(noon, 90), &[]), &berlin())
            .await
            .unwrap();
        store
            .delete_expired(long - SignedDuration::from_hours(2), 9)
            .await
            .unwrap();
        assert_eq!(database.number("SELECT count(*) FROM event").await, 1);
        store.delete_expired(long, 9).await.unwrap();
        assert_eq!(database.number("SELECT count(*) FROM event").await, 0);
    })
    .await;
}

#[tokio::test]
async fn readings_come_back_as_they_were_the_newest_first() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let mut runs = Vec::new();
        for (minutes, outcome) in (0..).zip(Outcome::ALL) {
            let mut run = run("f", later(noon, minutes));
            run.outcome = outcome;
            run.http_status = (minutes > 0).then_some(503);
            run.error = (minutes > 0).then(|| "Zeit »abgelaufen«".into());
            store.record(&run).await.unwrap();
            runs.insert(0, run);
        }
        let feed = FeedId::new("f");
        assert_eq!(store.runs(&feed, 99).await.unwrap(), runs);
        assert_eq!(store.runs(&feed, 2).await.unwrap(), runs[..2]);
        assert_eq!(store.runs(&FeedId::new("g"), 2).await.unwrap(), []);
        let first = runs.last().map(|run| run.started);
        assert_eq!(store.first_run(&feed).await.unwrap(), first);
        assert_eq!(store.first_run(&FeedId::new("g")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_a_feed_brought_is_counted_by_its_readings() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        for minutes in [0, 15, 30] {
            let now = later(noon, minutes);
            let values = [ok(now, 1.0), ok(later(now, -5), 2.0)];
            let batch = reading("f", now).with(&instants("f", "1"), &values);
            store.ingest(&batch, &berlin()).await.unwrap();
        }
        let feed = FeedId::new("f");
        assert_eq!(store.rows_since(&feed, later(noon, -60)).await.unwrap(), 6);
        assert_eq!(store.rows_since(&feed, later(noon, 10)).await.unwrap(), 4);
        assert_eq!(store.rows_since(&feed, later(noon, 60)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn one_program_reads_a_feed_until_it_stops_or_its_time_runs_out() {
    on_every_database(async |database| {
        let (one, other) = (database.open().await, database.open().await);
        let (feed, noon) = (FeedId::new("f"), at(NOON));
        let until = |minutes| later(noon, minutes);
        let answers = tokio::join!(
            one.lease(&feed, "one", noon, until(5)),
            other.lease(&feed, "other", noon, until(5)),
        );
        let (won, lost) = (answers.0.unwrap(), answers.1.unwrap());
        assert!(won != lost, "exactly one has it");
        let (owner, loser) = if won {
            ("one", "other")
        } else {
            ("other", "one")
        };
        assert!(one.lease(&feed, owner, until(4), until(9)).await.unwrap());
        // Prolonged: the first end does not count any more.
        assert!(!one.lease(&feed, loser, until(6), until(11)).await.unwrap());
        // Somebody who does not have it cannot give it back.
        other.release(&feed, loser).await.unwrap();
        assert!(
            !other
                .lease(&feed, loser, until(8), until(13))
                .await
                .unwrap()
        );
        // It ran out.
        assert!(
            other
                .lease(&feed, loser, until(9), until(14))
                .await
                .unwrap()
        );
        assert!(!one.lease(&feed, owner, until(10), until(15)).await.unwrap());
        other.release(&feed, loser).await.unwrap();
        assert!(one.lease(&feed, owner, until(10), until(15)).await.unwrap());
        assert!(
            one.lease(&FeedId::new("g"), "third", noon, until(5))
                .await
                .unwrap()
        );
    })
    .await;
}
