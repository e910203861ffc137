//! The commands and their explanations.

use crate::{
    basemap, bench, browser, check, develop, program, run, server, site,
    step::step,
    toolchain::{self, WasmToolchain},
};
use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use std::process::ExitCode;

/// Everything a developer of the Bürgerportal needs, in one place.
///
/// Start with `cargo xtask run`: on a bare machine it installs what is missing, builds the portal
/// and serves it on <http://127.0.0.1:3000>. `cargo xtask test` checks everything that CI checks.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the portal in release and serve it; installs whatever is missing
    Run(Serving),
    /// Check everything CI checks; ends with a line `N passed, N failed`
    Test {
        /// Only this step (may be repeated); what it needs is built
        #[arg(long, value_enum)]
        only: Vec<check::Name>,
    },
    /// Serve the portal unoptimised, rebuild and restart it whenever a source changes
    Dev(Serving),
    /// Build the browser half (wasm client, styles, scripts, fonts) into target/site
    Build {
        /// Unoptimised and uncompressed, into target/dev/site
        #[arg(long)]
        dev: bool,
    },
    /// Print sizes, CPU per request, memory and start time beside their budgets
    Bench {
        /// Measure pages in a browser instead: by Lighthouse, beside the benchmark partners where they
        /// are at hand, and how quickly a list of 10,000 places answers
        #[arg(long)]
        pages: bool,
        /// Only measure what pushing values to 10,000 and to 19,000 listeners takes; needs two cores,
        /// and 20,000 open files for a process
        #[arg(long, conflicts_with = "pages")]
        live: bool,
        /// Only measure time series in SQLite and in PostgreSQL; takes half an hour
        #[arg(long, conflicts_with_all = ["pages", "live"])]
        series: bool,
        /// Only leave pages with live values open for ten minutes: whether they shift or grow
        #[arg(long, conflicts_with_all = ["pages", "live", "series"])]
        screens: bool,
        /// Observations that are stored for it
        #[arg(
            long,
            requires = "series",
            default_value_t = 10_000_000,
            value_name = "N"
        )]
        rows: u32,
    },
    /// Make a city's base map from an OpenStreetMap extract
    Basemap {
        /// See the messages of the command itself
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Take the screenshots of the README
    Screenshots,
    /// Format all Rust code
    Fmt,
    /// Install what is missing and build nothing
    Setup,
}

/// What is served, and where.
#[derive(Args)]
pub(crate) struct Serving {
    /// The city's folder
    #[arg(long, env = "PORTAL_CITY", value_name = "DIR")]
    pub(crate) city: String,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 3000)]
    pub(crate) port: u16,
    /// Where the data is kept: sqlite:FILE or postgres://…
    #[arg(long, default_value = server::DATABASE, value_name = "URL")]
    pub(crate) database: String,
    /// Which live sources are read; auto asks one for two seconds, and without an answer the
    /// portal simulates them all
    #[arg(long, env = "PORTAL_FEEDS", default_value = "auto", value_parser = ["auto", "live", "simulated", "off"])]
    pub(crate) feeds: String,
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> Result<ExitCode> {
    match CommandLine::parse().command {
        Command::Run(serving) => run::run(&serving),
        Command::Test { only } => return Ok(check::run(&only)),
        Command::Dev(serving) => develop::run(&serving),
        Command::Build { dev: true } => build(site::Mode::Dev),
        Command::Build { dev: false } => build(site::Mode::Release),
        Command::Bench {
            series: true, rows, ..
        } => bench::series(rows),
        Command::Bench { live: true, .. } => bench::live(),
        Command::Bench { screens: true, .. } => bench::screens(),
        Command::Bench { pages: true, .. } => bench::run_pages(),
        Command::Bench { .. } => bench::run(),
        Command::Basemap { arguments } => basemap::run(&arguments),
        Command::Screenshots => screenshots(),
        Command::Fmt => program::run("fmt", program::command("cargo").args(["fmt", "--all"])),
        Command::Setup => setup().map(drop),
    }
    .map(|()| ExitCode::SUCCESS)
}

/// Finds or installs a C compiler, the crates, the toolchain of the browser half, Node and the npm
/// packages.
pub(crate) fn setup() -> Result<WasmToolchain> {
    step("crates", |_| toolchain::ensure_native())?;
    let toolchain = step("wasm toolchain", |note| {
        let toolchain = WasmToolchain::ensure()?;
        toolchain.name().clone_into(note);
        Ok(toolchain)
    })?;
    step("npm packages", |note| {
        if !toolchain::npm_packages()? {
            "unchanged".clone_into(note);
        }
        Ok(())
    })?;
    Ok(toolchain)
}

fn build(mode: site::Mode) -> Result<()> {
    site::build(&setup()?, mode)
}

fn screenshots() -> Result<()> {
    site::build(&setup()?, site::Mode::Release)?;
    let server = step("server", |_| server::build(server::Profile::Release))?;
    let chromium = browser::ensure()?;
    let mut script = toolchain::script("end2end/screenshots.mjs")?;
    script.arg("--docs");
    script.env("PORTAL_BIN", server).env("CHROMIUM", chromium);
    step("screenshots", |_| program::run("screenshots", &mut script))
}
