//! The command line.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand};

use super::options::{FeedFault, FeedsMode, LogFormat, MetricsAddress, PublicUrl};

/// The database when none is named.
const DATABASE: &str = "sqlite:data/portal.db";

/// A city's portal: its places as list and map.
#[derive(Debug, Parser)]
#[command(name = "portal", version)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal of a city.
    Serve(ServeOptions),
    /// Say everything that is wrong with a city folder; fails when there is anything.
    Check(CheckOptions),
    /// Read one live source now and store what it brings.
    Feed(FeedOptions),
    /// Bring places or a timetable from a file into the database.
    Import(ImportOptions),
    /// Show the mistakes that citizens reported, newest first.
    Reports {
        /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME`
        #[arg(long, env = "PORTAL_DATABASE", default_value = DATABASE, hide_env_values = true)]
        database: String,
        /// How many at most.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Serve simulated sources of a city, to run the portal against. Nothing of it is measured.
    Simulate(SimulateOptions),
    /// Print the `OpenAPI` document of the open interface.
    Openapi,
}

/// How the portal is served.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// The folder of the city.
    #[arg(long, env = "PORTAL_CITY", value_name = "DIR")]
    pub city: PathBuf,
    /// What `cargo xtask build` made.
    #[arg(
        long,
        env = "PORTAL_SITE",
        default_value = "target/site",
        value_name = "DIR"
    )]
    pub site: PathBuf,
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME`
    #[arg(long, env = "PORTAL_DATABASE", default_value = DATABASE, hide_env_values = true, value_name = "URL")]
    pub database: String,
    /// Where citizens are answered.
    #[arg(
        long,
        env = "PORTAL_LISTEN",
        default_value = "127.0.0.1:3000",
        value_name = "ADDR"
    )]
    pub listen: SocketAddr,
    /// Where Prometheus is answered: a private address, or `off`.
    #[arg(
        long,
        env = "PORTAL_METRICS",
        default_value = "off",
        value_name = "ADDR|off"
    )]
    pub metrics: MetricsAddress,
    /// Scheme and host under which citizens reach the portal; `http://ADDR` when not given.
    #[arg(long, env = "PORTAL_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// How log lines look.
    #[arg(long, env = "PORTAL_LOG", value_enum, default_value = "pretty")]
    pub log: LogFormat,
    /// Reverse proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(
        long,
        env = "PORTAL_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "IP"
    )]
    pub trusted_proxies: Vec<IpAddr>,
    /// Let everybody search and report without limits: only where a proxy in front sets them.
    #[arg(long, env = "PORTAL_NO_RATE_LIMITS")]
    pub no_rate_limits: bool,
    /// Which live sources are read. Simulated values say so wherever they are shown.
    #[arg(long, env = "PORTAL_FEEDS", value_enum, default_value = "live")]
    pub feeds: FeedsMode,
    /// The address of a running `portal simulate`; without it the portal starts its own.
    #[arg(long, env = "PORTAL_SIMULATOR", value_name = "URL")]
    pub simulator: Option<String>,
    /// So many weeks of the past the portal's own simulator tells of counters of traffic, so that
    /// there is something to compare with.
    #[arg(
        long,
        env = "PORTAL_SIMULATED_WEEKS",
        default_value_t = 0,
        value_name = "N",
        value_parser = clap::value_parser!(u8).range(..=12)
    )]
    pub simulated_weeks: u8,
    /// The secret word of the address that sources notify: `POST /feeds/FEED/WORD`.
    #[arg(
        long,
        env = "PORTAL_NOTIFICATION_WORD",
        hide_env_values = true,
        value_name = "WORD"
    )]
    pub notification_word: Option<String>,
}

/// What is imported into which database.
#[derive(Clone, Debug, Args)]
pub struct ImportOptions {
    /// The kind of file.
    #[command(subcommand)]
    pub format: ImportFormat,
    /// The folder of the city.
    #[arg(long, global = true, env = "PORTAL_CITY", value_name = "DIR")]
    pub city: Option<PathBuf>,
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME`
    #[arg(long, global = true, env = "PORTAL_DATABASE", default_value = DATABASE, hide_env_values = true, value_name = "URL")]
    pub database: String,
    /// Remove places even if they are more than a tenth of a category, or so many stations.
    #[arg(long, global = true)]
    pub force: bool,
    /// Read and judge the file, and change nothing.
    #[arg(long, global = true)]
    pub dry_run: bool,
}

/// A kind of file that places or timetables come from.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportFormat {
    /// An OpenStreetMap extract; the city's `osm.toml` says what becomes which category.
    Osm {
        /// The extract (.osm.pbf).
        file: PathBuf,
        /// Only these categories; all of `osm.toml` when none is named.
        #[arg(long)]
        category: Vec<String>,
        /// The day of the data, for an extract that does not say it.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
    },
    /// Points or areas as GeoJSON.
    Geojson {
        /// The file.
        file: PathBuf,
        /// Which property becomes what.
        #[arg(long, value_name = "MAPPING.toml")]
        map: PathBuf,
    },
    /// A table with the columns of the city folder's places.
    Csv {
        /// The table.
        file: PathBuf,
        /// The category of all its places.
        #[arg(long)]
        category: String,
        /// The name under which a later table replaces this one.
        #[arg(long)]
        dataset: String,
    },
    /// A timetable of public transport as GTFS; it takes the place of the one before.
    Gtfs {
        /// The archive (.zip).
        file: PathBuf,
    },
}

/// Which city folder is checked.
#[derive(Clone, Debug, Args)]
pub struct CheckOptions {
    /// The folder of the city.
    pub city: PathBuf,
    /// Read every live source, too, and print what would be stored.
    #[arg(long)]
    pub sources: bool,
    /// Read the sources from a running `portal simulate`.
    #[arg(long, value_name = "URL", requires = "sources")]
    pub simulator: Option<String>,
}

/// Which live source is read into which database.
#[derive(Clone, Debug, Args)]
pub struct FeedOptions {
    /// The key of the feed in `sources.toml`.
    pub feed: String,
    /// Read it once; it is read again and again by `portal serve`.
    #[arg(long, required = true)]
    pub once: bool,
    /// The folder of the city.
    #[arg(long, env = "PORTAL_CITY", value_name = "DIR")]
    pub city: PathBuf,
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME`
    #[arg(long, env = "PORTAL_DATABASE", default_value = DATABASE, hide_env_values = true, value_name = "URL")]
    pub database: String,
    /// Read it from a running `portal simulate`.
    #[arg(long, value_name = "URL")]
    pub simulator: Option<String>,
}

/// Which city is simulated, when, and with which faults.
#[derive(Clone, Debug, Args)]
pub struct SimulateOptions {
    /// The folder of the city; its stations are in `simulation`.
    #[arg(long, env = "PORTAL_CITY", value_name = "DIR")]
    pub city: PathBuf,
    /// The port on this machine; a free one when it is 0.
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// The same seed gives the same values.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// When the simulation begins, as in `2026-03-28T22:00:00Z`; now when not given.
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<jiff::Timestamp>,
    /// How many simulated seconds a second has.
    #[arg(long, default_value_t = 1.0)]
    pub speed: f64,
    /// A fault from the beginning on, as in `parking=hang`; may be repeated. `GET /` lists them.
    #[arg(long = "fault", value_name = "FEED=NAME")]
    pub faults: Vec<FeedFault>,
}
