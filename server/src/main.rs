//! The program `portal`: serves a city's portal, checks city folders, imports places.

use std::process::ExitCode;

use clap::Parser;
use server::config::CommandLine;

fn main() -> ExitCode {
    match server::run(CommandLine::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portal: {error:#}");
            ExitCode::FAILURE
        }
    }
}
