//! Every text and the wasm file get a `.br` and a `.gz` beside them, made once at the best level.

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::{
    ffi::OsString,
    fs,
    io::Write,
    num::NonZero,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

const KINDS: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Whether compression gains anything: pictures and fonts are compressed already.
pub(super) fn gains(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| KINDS.iter().any(|kind| extension == *kind))
}

/// The two compressed files that belong to a file.
pub(super) fn siblings(path: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|suffix| {
        let mut name = OsString::from(path);
        name.push(".");
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// Compresses files on all cores.
pub(super) fn compress(files: &[PathBuf]) -> Result<()> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        compress_one(file).with_context(|| file.display().to_string())?;
                    }
                    Ok(())
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .map_err(|_| anyhow!("a compressing thread panicked"))?
        })
    })
}

/// Bytes after brotli at its best level.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn compress_one(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    let [br, gz] = siblings(file);
    fs::write(br, brotli(&bytes)?)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    fs::write(gz, encoder.finish()?)?;
    Ok(())
}
