//! What can be configured: the command line, with an environment variable for everything that is
//! set once per machine.

mod command_line;
mod options;

pub use command_line::{
    CheckOptions, Command, CommandLine, FeedOptions, ImportFormat, ImportOptions, ServeOptions,
    SimulateOptions,
};
pub use options::{FeedFault, FeedsMode, LogFormat, MetricsAddress, PublicUrl};
