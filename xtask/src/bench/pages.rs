//! Lighthouse: pages of ours beside the benchmark partners, behind the same nginx.

use super::{
    lighthouse::Scores,
    load,
    partners::{PORTAL_PORT, Partners},
    serving::Serving,
};
use crate::{browser, program, project};
use anyhow::{Context, Result};
use std::{env, fs, path::Path, thread};

const LIST: &str = "/orte?kategorie=spielplaetze";
/// An odd number, so that a median is a run.
const RUNS: usize = 5;

/// Compares with the partners where they are at hand, otherwise measures our list alone.
pub(super) fn compare(server: &Path, city: &Path, database: &Path) -> Result<()> {
    browser::ensure()?;
    let Some(partners) = Partners::build()? else {
        return alone(server, city, database);
    };
    let portal = Serving::with_values(server, city, database, Some(PORTAL_PORT))?;
    let list = load::get(PORTAL_PORT, LIST, None)?;
    let list = String::from_utf8_lossy(&list.body);
    let place = first_place(&list).context("the list of playgrounds has no places")?;

    let running = partners.start()?;
    let ours = |path: &str| format!("https://localhost:7449{path}");
    let addresses = [
        ("static", "https://localhost:7443/".to_owned()),
        ("svelte", "https://localhost:7445/".to_owned()),
        ("next", "https://localhost:7444/".to_owned()),
        ("list", ours(LIST)),
        ("home", ours("/")),
        ("place", ours(place)),
        ("mobility", ours("/mobilitaet")),
        ("climate", ours("/klimakompass")),
    ];
    warn_if_busy();
    let measured = running.measure(&portal, RUNS, &addresses);
    drop(running);
    report(&Scores::read(&measured?)?)
}

fn report(pages: &[Scores]) -> Result<()> {
    println!(
        "\nLighthouse mobile, medians of {RUNS}\n  {}",
        Scores::head()
    );
    for page in pages {
        println!("  {}", page.line());
    }
    let find = |name: &str| {
        let found = pages.iter().find(|page| page.name == name);
        found.with_context(|| format!("{name} was not measured"))
    };
    let (fixed, svelte) = (find("static")?, find("svelte")?);
    let mut over = Vec::new();
    for name in ["list", "home", "place"] {
        over.extend(find(name)?.over_budget(fixed, svelte));
    }
    for name in ["mobility", "climate"] {
        over.extend(find(name)?.over_live_budget());
    }
    if over.is_empty() {
        println!("  all budgets are met");
    }
    for sentence in over {
        println!("  OVER  {sentence}");
    }
    Ok(())
}

/// The address of the first place in a list.
fn first_place(html: &str) -> Option<&str> {
    first_link(html.split_once("id=\"liste\"")?.1, "/orte/")
}

/// The first link of a page to an address that begins like this.
pub(super) fn first_link<'a>(html: &'a str, beginning: &str) -> Option<&'a str> {
    let links = html.split("href=\"").skip(1);
    let mut paths = links.filter_map(|rest| rest.split('"').next());
    paths.find(|path| path.starts_with(beginning))
}

/// Simulated times are computed from measured work, and work takes longer on a busy machine.
fn warn_if_busy() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Option<f64> = load.split(' ').next().and_then(|load| load.parse().ok());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if let Some(load) = load.filter(|load| *load > 1.0) {
        println!("the machine is busy (load {load} on {cores} cores): times are too long");
    }
}

fn alone(server: &Path, city: &Path, database: &Path) -> Result<()> {
    let serving = Serving::start(server, city, database, None)?;
    let report = project::scratch().join("lighthouse.html");
    let flags = "--headless=new --no-sandbox --disable-gpu --host-resolver-rules=\"MAP * ~NOTFOUND, EXCLUDE 127.0.0.1\"";
    let mut npx = program::command("npx");
    npx.args([
        "--yes",
        "lighthouse@12",
        &format!("http://127.0.0.1:{}{LIST}", serving.port),
    ]);
    npx.args([
        "--quiet",
        "--output=html",
        &format!("--chrome-flags={flags}"),
    ]);
    npx.arg(format!("--output-path={}", report.display()));
    if env::var_os("CHROME_PATH").is_none() {
        npx.env("CHROME_PATH", browser::ensure()?);
    }
    program::run("lighthouse", &mut npx)?;
    println!("the report is {}", project::shown(&report));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_a_list_is_measured() {
        let html = r##"<a href="/orte/7/karte">no</a><ul id="liste"><a href="#x">no</a>
            <a href="/orte/osm-way-1/first">yes</a><a href="/orte/osm-way-2/second">no</a>"##;
        assert_eq!(first_place(html), Some("/orte/osm-way-1/first"));
        assert_eq!(first_place("<ul id=\"liste\"></ul>"), None);
    }
}
