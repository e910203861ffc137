//! The two commands of the project, `run` and `test`, and the smaller ones behind them.

mod architecture;
mod basemap;
mod bench;
mod browser;
mod check;
mod command_line;
mod develop;
mod packages;
mod program;
mod project;
mod run;
mod server;
mod site;
mod source_rules;
mod step;
mod toolchain;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command_line::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
