//! The browser the tests use.

use crate::{packages, program};
use anyhow::Result;
use std::{env, path::PathBuf};

const DEBIAN: &str = "/usr/bin/chromium";

/// Finds Chromium (environment variable `CHROMIUM`, then Debian's) or installs it.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    for name in ["chromium", "chromium-browser", "google-chrome"] {
        if let Some(found) = program::find(name) {
            return Ok(found);
        }
    }
    packages::install("the browser tests need Chromium", &["chromium"])?;
    Ok(PathBuf::from(DEBIAN))
}
