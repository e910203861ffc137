//! The build in order: compile, bind, bundle, name, compress. Nothing is done twice.

use super::{
    assets::{self, Asset},
    client, compress,
    inputs::{self, files, short_hash},
};
use crate::{
    program, project,
    step::step,
    toolchain::{self, WasmToolchain},
};
use anyhow::{Context, Result};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// For whom the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For citizens: small and compressed, in `target/site`.
    Release,
    /// For the person at the keyboard: quickly, in `target/dev/site`.
    Dev,
}

impl Mode {
    /// Where the finished site is.
    pub(crate) fn site(self) -> &'static str {
        match self {
            Self::Release => "target/site",
            Self::Dev => "target/dev/site",
        }
    }

    /// The target folder of the browser half.
    pub(crate) fn client_target(self) -> &'static str {
        match self {
            Self::Release => "target/client",
            Self::Dev => "target/dev/client",
        }
    }

    /// Compiler flags of both halves: erased component types compile much faster.
    pub(crate) fn flags(self) -> &'static str {
        match self {
            Self::Release => "",
            Self::Dev => "--cfg erase_components",
        }
    }

    fn scratch(self) -> PathBuf {
        project::scratch().join(match self {
            Self::Release => "site",
            Self::Dev => "site-dev",
        })
    }
}

/// Builds the browser half, as far as something changed.
pub(crate) fn build(toolchain: &WasmToolchain, mode: Mode) -> Result<()> {
    let wasm = step("client", |_| client::compile(toolchain, mode))?;
    step("site", |note| {
        let stamp = mode.scratch().join("fingerprint");
        let fingerprint = inputs::fingerprint(&wasm)?;
        let manifest = project::path(mode.site()).join("assets.json");
        if manifest.is_file() && fs::read_to_string(&stamp).is_ok_and(|old| old == fingerprint) {
            "unchanged".clone_into(note);
            return Ok(());
        }
        *note = assemble(&wasm, mode)?;
        fs::write(stamp, fingerprint).context("remembering what was built")
    })
}

fn assemble(wasm: &Path, mode: Mode) -> Result<String> {
    let bound = mode.scratch().join("client");
    let bundled = mode.scratch().join("bundle");
    client::bind(wasm, &bound, mode)?;
    if bundled.exists() {
        fs::remove_dir_all(&bundled)?;
    }
    program::run(
        "bundle",
        toolchain::script("xtask/node/bundle.mjs")?.args([&bundled, &bound]),
    )?;

    let mut unnamed = BTreeMap::new();
    for file in files(&bundled)?.into_iter().chain(fonts()?) {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        unnamed.insert(name, fs::read(&file)?);
    }
    write(&assets::name_all(unnamed)?, mode)
}

/// The cut fonts: made once, since cutting takes seconds and they hardly ever change.
fn fonts() -> Result<Vec<PathBuf>> {
    let recipe = fs::read(project::path("xtask/node/fonts.mjs"))?;
    let lock = fs::read(project::path("package-lock.json"))?;
    let dir = project::scratch()
        .join("fonts")
        .join(short_hash(&[recipe, lock].concat()));
    if !dir.is_dir() {
        let unfinished = dir.with_extension("unfinished");
        program::run(
            "fonts",
            toolchain::script("xtask/node/fonts.mjs")?.arg(&unfinished),
        )?;
        fs::rename(unfinished, &dir)?;
    }
    files(&dir)
}

/// Writes the site and removes what no longer belongs to it; `assets.json` comes last.
fn write(assets: &BTreeMap<String, Asset>, mode: Mode) -> Result<String> {
    let site = project::path(mode.site());
    let public = project::path("public");
    let mut expected = BTreeSet::from([site.join("assets.json")]);
    let mut uncompressed = Vec::new();
    let mut place = |path: PathBuf, bytes: &[u8]| -> Result<()> {
        let fresh = fs::read(&path).is_ok_and(|old| old == bytes);
        if !fresh {
            fs::create_dir_all(path.parent().unwrap_or(&site))?;
            fs::write(&path, bytes).with_context(|| project::shown(&path))?;
        }
        if mode == Mode::Release && compress::gains(&path) {
            let siblings = compress::siblings(&path);
            if !fresh || siblings.iter().any(|sibling| !sibling.is_file()) {
                uncompressed.push(path.clone());
            }
            expected.extend(siblings);
        }
        expected.insert(path);
        Ok(())
    };
    for asset in assets.values() {
        place(site.join(asset.url.trim_start_matches('/')), &asset.bytes)?;
    }
    for file in files(&public)? {
        place(site.join(file.strip_prefix(&public)?), &fs::read(&file)?)?;
    }
    compress::compress(&uncompressed)?;

    let urls: BTreeMap<&String, &String> = assets
        .iter()
        .map(|(name, asset)| (name, &asset.url))
        .collect();
    let build = short_hash(serde_json::to_string(&urls)?.as_bytes());
    let manifest = json!({ "build": build, "files": urls });
    fs::write(
        site.join("assets.json"),
        serde_json::to_string_pretty(&manifest)? + "\n",
    )?;
    for file in files(&site)? {
        if !expected.contains(&file) {
            fs::remove_file(file)?;
        }
    }
    Ok(format!("build {build}, {} files", assets.len()))
}
