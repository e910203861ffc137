//! Reading live sources by hand, from a simulator on this machine.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use crate::portal::city_folder;

/// `portal simulate` on a free port; ends with the test.
struct Simulator {
    child: Child,
    url: String,
}

impl Simulator {
    fn start(faults: &[&str]) -> Self {
        let mut command = portal(&["simulate", "--port", "0"], Path::new("."));
        command.args(faults.iter().flat_map(|fault| ["--fault", fault]));
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let url = line.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{line}");
        Self { child, url }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn portal(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("PORTAL_CITY", city_folder());
    command
}

fn run(arguments: &[&str], folder: &Path) -> (Output, String) {
    let output = portal(arguments, folder).output().unwrap();
    let said = [&output.stdout[..], &output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output, said)
}

#[test]
fn a_check_of_the_sources_prints_what_would_be_stored() {
    let simulator = Simulator::start(&["water=html-200"]);
    let folder = tempfile::tempdir().unwrap();
    let city = city_folder();
    let arguments = [
        "check",
        city.to_str().unwrap(),
        "--sources",
        "--simulator",
        &simulator.url,
    ];
    let (output, said) = run(&arguments, folder.path());
    assert!(
        said.contains("simulated-weather (bright-sky-weather"),
        "{said}"
    );
    assert!(
        said.contains("air_temperature") && said.contains("Cel (ok) at 20"),
        "{said}"
    );
    let [_, water] = &said.split("simulated-water ").collect::<Vec<_>>()[..] else {
        unreachable!("{said}");
    };
    assert!(
        water.lines().next().unwrap().contains("unreadable"),
        "{said}"
    );
    assert!(water.contains("it is a web page and no data"), "{said}");
    assert_eq!(output.status.code(), Some(1), "one source cannot be read");
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is stored"
    );
}

#[test]
fn a_single_reading_is_stored_once() {
    let simulator = Simulator::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    let feed = |key| {
        let more = [
            "--once",
            "--database",
            "sqlite:portal.db",
            "--simulator",
            &simulator.url,
        ];
        run(&[&["feed", key][..], &more].concat(), folder.path())
    };
    let (output, said) = feed("water");
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("simulated-water: read in "), "{said}");
    assert!(!said.contains(" 0 new"), "{said}");
    let (_, said) = feed("nothing");
    assert!(
        said.contains("there is no enabled feed `nothing`"),
        "{said}"
    );
}
