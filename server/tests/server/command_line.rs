//! The program `portal` from outside: what it says when something is wrong.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use crate::portal::{build_site, city_folder};

fn portal(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("PORTAL_CITY");
    command
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    portal(arguments, folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A command line that serves, with other values for some of its options.
fn serve(more: &[&str]) -> Vec<String> {
    let city = city_folder();
    let usual = [
        ["--city", city.to_str().unwrap()],
        ["--site", "site"],
        ["--database", "sqlite:portal.db"],
        ["--listen", "127.0.0.1:0"],
        ["--feeds", "off"],
    ];
    let kept = usual
        .iter()
        .filter(|[name, _]| !more.contains(name))
        .flatten();
    ["serve"]
        .iter()
        .chain(kept)
        .chain(more)
        .map(|word| (*word).to_owned())
        .collect()
}

fn fails_with(folder: &Path, more: &[&str], words: &str) {
    let arguments = serve(more);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = run(&arguments, folder);
    assert!(!output.status.success(), "{more:?}");
    assert!(said(&output).contains(words), "{more:?}: {}", said(&output));
}

#[test]
fn serving_fails_early_with_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    fails_with(folder.path(), &[], "run `cargo xtask build`");
    build_site(&folder.path().join("site"));
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    fails_with(
        folder.path(),
        &["--listen", &address],
        "is taken by another program",
    );
    fails_with(
        folder.path(),
        &["--metrics", &address],
        "is taken by another program",
    );
    fails_with(folder.path(), &["--city", "nowhere"], "nowhere");
    fails_with(
        folder.path(),
        &["--database", "mysql://x"],
        "not a database this program knows",
    );
    fails_with(
        folder.path(),
        &["--database", "postgres://u@127.0.0.1:1/x"],
        "cannot be reached",
    );
    fails_with(
        folder.path(),
        &["--public-url", "portal.example"],
        "write scheme and host",
    );
    fs::write(
        folder.path().join("text.db"),
        "this is a text and no database at all",
    )
    .unwrap();
    fails_with(
        folder.path(),
        &["--database", "sqlite:text.db"],
        "not an SQLite database",
    );
}

#[test]
fn a_city_with_faults_is_checked_and_not_served() {
    let folder = tempfile::tempdir().unwrap();
    build_site(&folder.path().join("site"));
    let good = city_folder();
    assert!(
        run(&["check", good.to_str().unwrap()], folder.path())
            .status
            .success()
    );

    copy(&good, &folder.path().join("city"));
    let table = folder.path().join("city/places/toilet.csv");
    let wrong = fs::read_to_string(&table)
        .unwrap()
        .replace("53.0512", "95.0512");
    fs::write(&table, wrong).unwrap();
    let checked = run(&["check", "city"], folder.path());
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        said(&checked).contains("city/places/toilet.csv:"),
        "{}",
        said(&checked)
    );
    fails_with(
        folder.path(),
        &["--city", "city"],
        "city/places/toilet.csv:",
    );
}

#[test]
fn a_portal_serves_measures_and_ends_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    build_site(&folder.path().join("site"));
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string();
    let arguments = serve(&["--metrics", &free, "--log", "json"]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut child = portal(&arguments, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let url = address_of(&mut child);
    let get = |url: &str| {
        ureq::get(url)
            .call()
            .unwrap()
            .body_mut()
            .read_to_string()
            .unwrap()
    };
    get(&format!("{url}/orte?q=geheim"));
    get(&format!("{url}/api/v1/places?q=geheim"));
    let measured = get(&format!("http://{free}/metrics"));
    let page = r#"portal_requests_total{method="GET",route="/orte",status="200"} 1"#;
    assert!(measured.contains(page), "{measured}");
    assert!(measured.contains(r#"route="/api/v1/places""#), "{measured}");
    assert!(measured.contains("portal_places "), "{measured}");

    terminate(&child);
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{log}");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["message"].is_string(), "{line}");
    }
    assert!(log.contains(r#""path":"/orte""#), "{log}");
    assert!(
        !log.contains("geheim") && !log.contains("user_agent"),
        "{log}"
    );
}

#[test]
fn reports_and_the_description_of_the_interface_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let reports = run(
        &["reports", "--database", "sqlite:portal.db"],
        folder.path(),
    );
    assert!(
        reports.status.success() && reports.stdout.is_empty(),
        "{}",
        said(&reports)
    );
    let document = run(&["openapi"], folder.path());
    let document: serde_json::Value = serde_json::from_slice(&document.stdout).unwrap();
    assert!(document["paths"]["/api/v1/places"].is_object());
}

#[test]
fn an_import_says_what_it_changed() {
    let folder = tempfile::tempdir().unwrap();
    let city = city_folder();
    let table = city.join("places/toilet.csv");
    let text = fs::read_to_string(table)
        .unwrap()
        .replace("muster:", "other:");
    fs::write(folder.path().join("toilets.csv"), text).unwrap();
    let city = city.to_str().unwrap().to_owned();
    let arguments = [
        "import",
        "csv",
        "toilets.csv",
        "--category",
        "toilet",
        "--dataset",
        "other",
    ];
    let mut arguments = arguments.to_vec();
    arguments.extend(["--city", &city, "--database", "sqlite:portal.db"]);
    let said_by = |arguments: &[&str]| {
        let output = run(arguments, folder.path());
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let dry = said_by(&[&arguments[..], &["--dry-run"]].concat());
    assert!(dry.contains("nothing was changed"), "{dry}");
    let first = said_by(&arguments);
    assert!(
        first.contains("toilet") && !first.contains("Nothing has changed"),
        "{first}"
    );
    assert!(said_by(&arguments).contains("Nothing has changed"));
    let foreign = run(
        &["import", "osm", "toilets.csv", "--city", &city],
        folder.path(),
    );
    assert!(!foreign.status.success());
}

fn address_of(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    line.trim()
        .strip_prefix("Bürgerportal: ")
        .unwrap_or_default()
        .to_owned()
}

fn terminate(child: &Child) {
    let process = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .unwrap()
            .success()
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
