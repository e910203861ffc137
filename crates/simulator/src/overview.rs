//! What the simulator offers, in plain words.

use std::fmt::Write as _;

use crate::{Fault, Simulator, sources};

/// The page at `/`.
pub(crate) fn overview(simulator: &Simulator, base: &str) -> String {
    let mut page = String::new();
    // Writing into a text does not fail.
    let _ = write_overview(&mut page, simulator, base);
    page
}

fn write_overview(page: &mut String, simulator: &Simulator, base: &str) -> std::fmt::Result {
    let now = simulator.clock().now();
    writeln!(
        page,
        "Simulated sources of {}. Nothing here is measured.",
        simulator.city_name()
    )?;
    writeln!(
        page,
        "Its clock shows {}.\n",
        now.strftime("%Y-%m-%dT%H:%M:%SZ")
    )?;
    writeln!(page, "Feeds:")?;
    for feed in simulator.feeds() {
        let path = sources::first_path(feed);
        write!(
            page,
            "  {:<24} {:<20} {base}/{}{path}",
            feed.id.as_str(),
            feed.connector.as_str(),
            feed.id
        )?;
        match simulator.faults().of(&feed.id) {
            Some(fault) => writeln!(page, "  — {}: {}", fault.name(), fault.words())?,
            None => writeln!(page)?,
        }
    }
    let broker = base.replacen("http", "mqtt", 1);
    writeln!(
        page,
        "\nObservations of sensors are also told by MQTT 3.1.1, on the same port:"
    )?;
    writeln!(page, "  {broker}  v1.1/Datastreams(1)/Observations\n")?;
    writeln!(page, "Faults, switched from this machine:")?;
    writeln!(
        page,
        "  curl --json '{{\"fault\":\"hang\"}}' {base}/_faults/FEED    (null heals it; GET /_faults lists them)"
    )?;
    for fault in Fault::ALL {
        writeln!(page, "  {:<20} {}", fault.name(), fault.words())?;
    }
    Ok(())
}
