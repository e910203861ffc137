//! `portal simulate`: the sources of a city, made up.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Result, ensure};
use portal::ports::Clock;
use simulator::{SimulatedClock, Simulator};

use crate::{
    config::{FeedFault, SimulateOptions},
    http,
    wiring::{SystemClock, read_city, simulated_city},
};

/// Serves the simulated sources on this machine until the process is told to stop.
pub(super) async fn simulate(options: SimulateOptions) -> Result<()> {
    let simulator = simulator(&options)?;
    for FeedFault { feed, fault } in &options.faults {
        ensure!(
            simulator.feeds().iter().any(|one| one.id == *feed),
            "the city has no feed `{feed}`"
        );
        simulator.faults().set(feed, Some(*fault));
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = http::bind(address).await?;
    println!("Simulated sources: http://{}", listener.local_addr()?);
    tokio::select! {
        served = simulator::serve(listener, simulator) => Ok(served?),
        stopped = tokio::signal::ctrl_c() => Ok(stopped?),
    }
}

/// The city of a folder with all its feeds, also those that are not read yet.
fn simulator(options: &SimulateOptions) -> Result<Simulator> {
    let city = read_city(&options.city)?;
    ensure!(
        options.speed >= 0.0,
        "time does not run backwards: --speed is 0 or more"
    );
    let simulated = simulated_city(&options.city, &city)?;
    let start = options.now.unwrap_or_else(|| SystemClock.now());
    let clock = SimulatedClock::running(start, options.speed);
    Ok(Simulator::new(simulated, options.seed, clock))
}
