//! What the program can do, one file for each command.

mod check;
mod import;
mod reports;
mod serve;
mod simulate;
mod sources;

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    api,
    config::{Command, CommandLine},
};

/// Does what the command line says.
pub fn run(command_line: CommandLine) -> Result<ExitCode> {
    match command_line.command {
        Command::Serve(options) => runtime()?.block_on(serve::serve(options))?,
        Command::Check(options) => return runtime()?.block_on(check::check(options)),
        Command::Feed(options) => return runtime()?.block_on(sources::feed_once(options)),
        Command::Import(options) => runtime()?.block_on(import::import(options))?,
        Command::Reports { database, limit } => {
            runtime()?.block_on(reports::reports(&database, limit))?;
        }
        Command::Simulate(options) => runtime()?.block_on(simulate::simulate(options))?,
        Command::Openapi => println!("{}", api::openapi_json()),
    }
    Ok(ExitCode::SUCCESS)
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}
