//! What happens without anybody asking.

use std::{sync::Arc, time::Duration};

use tokio::time::{MissedTickBehavior, interval};

use crate::state::SharedState;

/// How often imports by other processes are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// How often reports are deleted whose time has come.
const CLEAN: Duration = Duration::from_hours(1);

/// How often it is learned what is usual now.
const LEARN: Duration = Duration::from_mins(1);

/// Indexes the words of the places, then takes over imports and deletes old reports until the
/// server ends.
pub(crate) async fn run(state: SharedState) {
    index(&state).await;
    let (mut look, mut clean, mut learn) = (interval(LOOK), interval(CLEAN), interval(LEARN));
    for ticks in [&mut look, &mut clean, &mut learn] {
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    }
    look.tick().await;
    loop {
        tokio::select! {
            _ = look.tick() => {
                refresh(&state).await;
                refresh_timetable(&state).await;
            }
            _ = clean.tick() => delete_due_reports(&state).await,
            _ = learn.tick() => learn_past(&state).await,
        }
    }
}

/// Pages are answered before the words are indexed; a search that comes meanwhile waits.
async fn index(state: &SharedState) {
    let shared = Arc::clone(state);
    match tokio::task::spawn_blocking(move || shared.site.portal.make_searchable()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "the places cannot be searched"),
        Err(error) => tracing::error!(%error, "indexing the places was cut short"),
    }
}

/// Shows what another process imported. Building the directory and the search index takes a
/// while, so it is kept away from the threads that answer.
async fn refresh(state: &SharedState) {
    let shared = Arc::clone(state);
    let runtime = tokio::runtime::Handle::current();
    let refreshed = tokio::task::spawn_blocking(move || {
        runtime.block_on(async {
            let changed = shared.site.portal.refresh().await?;
            Ok::<_, portal::ports::StoreError>((changed, shared.site.portal.directory().revision()))
        })
    });
    match refreshed.await {
        Ok(Ok((true, revision))) => {
            state
                .edition
                .renew(revision, state.site.portal.now().timestamp());
            let places = state.site.portal.directory().len();
            tracing::info!(revision, places, "places were imported and are shown now");
        }
        Ok(Ok((false, _))) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the places could not be looked up again"),
        Err(error) => tracing::error!(%error, "looking up the places was cut short"),
    }
}

/// Compares with what was usual before.
async fn learn_past(state: &SharedState) {
    let portal = &state.site.portal;
    if let Some(live) = portal.live() {
        live.learn_past(&portal.now()).await;
    }
}

/// Shows a timetable that another process imported.
async fn refresh_timetable(state: &SharedState) {
    let shared = Arc::clone(state);
    let runtime = tokio::runtime::Handle::current();
    let refreshed = tokio::task::spawn_blocking(move || {
        let timetables = shared.site.portal.timetables()?;
        Some(runtime.block_on(timetables.refresh()))
    });
    match refreshed.await {
        Ok(Some(Ok(true))) => tracing::info!("a timetable was imported and is shown now"),
        Ok(Some(Ok(false)) | None) => {}
        Ok(Some(Err(error))) => {
            tracing::warn!(%error, "the timetable could not be looked up again");
        }
        Err(error) => tracing::error!(%error, "looking up the timetable was cut short"),
    }
}

async fn delete_due_reports(state: &SharedState) {
    match state.site.portal.delete_due_reports().await {
        Ok(0) => {}
        Ok(deleted) => tracing::info!(deleted, "reports were deleted whose time had come"),
        Err(error) => tracing::warn!(%error, "old reports could not be deleted"),
    }
}
