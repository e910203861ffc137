//! `portal serve`.

use std::sync::atomic::Ordering;

use anyhow::{Context, Result};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    config::{MetricsAddress, ServeOptions},
    http::{self, SiteFiles},
    live, schedule,
    state::SharedState,
    telemetry, wiring,
};

/// Serves a city's portal until the process is told to stop.
pub(super) async fn serve(options: ServeOptions) -> Result<()> {
    telemetry::start_logging(options.log);
    let (files, assets) = SiteFiles::open(&options.site)?;
    let listener = http::bind(options.listen).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let (state, database) = wiring::assemble(&options, assets, address).await?;
    let metrics = serve_metrics(options.metrics, &state, stopped.clone()).await?;

    let schedule = tokio::spawn(schedule::run(state.clone()));
    let following = tokio::spawn(live::follow(state.clone()));
    let engine =
        wiring::engine(&state, &database).map(|engine| tokio::spawn(engine.run(stopped.clone())));
    let router = http::router(state.clone(), &files);
    let server = tokio::spawn(http::serve(listener, router, stopped.clone()));
    println!("Bürgerportal: http://{address}");
    tracing::info!(%address, places = state.site.portal.directory().len(), "ready");

    told_to_stop().await?;
    tracing::info!("stopping: running requests are finished first");
    state.stopping.store(true, Ordering::Relaxed);
    schedule.abort();
    following.abort();
    state.hub.close();
    stop.send_replace(true);
    server.await.context("the server was cut short")?;
    if let Some(engine) = engine {
        engine.await.context("the engine was cut short")?;
    }
    metrics.abort();
    database.close().await;
    Ok(())
}

async fn serve_metrics(
    address: MetricsAddress,
    state: &SharedState,
    stopped: watch::Receiver<bool>,
) -> Result<tokio::task::JoinHandle<()>> {
    let MetricsAddress::At(address) = address else {
        return Ok(tokio::spawn(async {}));
    };
    let listener = http::bind(address).await.context("metrics")?;
    let router = http::metrics_router(state.clone())?;
    Ok(tokio::spawn(http::serve(listener, router, stopped)))
}

/// Waits for Ctrl-C or a service manager's signal to end.
async fn told_to_stop() -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => Ok(interrupted?),
    }
}
