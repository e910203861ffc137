//! What the built site depends on, as one number: the same number means nothing to do.

use crate::project;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Folders and files whose content decides about the site, besides the wasm file.
const INPUTS: [&str; 10] = [
    "app/src", // the purge keeps the classes it finds here
    "crates/charts/src",
    "crates/map/src",
    "crates/ui/src",
    "frontend",
    "package-lock.json",
    "public",
    "server/src",
    "style",
    "xtask/node",
];

/// The first eight hexadecimal digits of a SHA-256.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes)[..4])
}

/// A fingerprint of everything that goes into the site.
pub(super) fn fingerprint(wasm: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    let mut add = |path: &Path| -> Result<()> {
        digest.update(path.to_string_lossy().as_bytes());
        digest.update(fs::read(path).with_context(|| format!("reading {}", path.display()))?);
        Ok(())
    };
    add(wasm)?;
    for input in INPUTS.iter().chain(&["xtask/src/site"]) {
        for file in files(&project::path(input))? {
            add(&file)?;
        }
    }
    Ok(hexadecimal(&digest.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// All files under a path, sorted; a missing path has none.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            found.extend(files(&entry?.path())?);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_short_name() {
        assert_eq!(short_hash(b""), "e3b0c442");
        assert_ne!(short_hash(b"a"), short_hash(b"b"));
    }
}
