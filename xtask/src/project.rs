//! Where things are: every path the commands use, relative to the project's root.

use std::path::{Path, PathBuf};

/// The folder with the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// A path inside the project.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Where xtask keeps logs, fingerprints and caches: inside `target`, so `cargo clean` forgets them.
pub(crate) fn scratch() -> PathBuf {
    root().join("target/xtask")
}

/// The path as people write it: relative to the root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
