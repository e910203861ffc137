//! What builds the portal: a Rust toolchain with a standard library for WebAssembly, and Node.

mod debian;
mod node;
mod wasm;

pub(crate) use node::{npm_packages, script};
pub(crate) use wasm::{TARGET, WasmToolchain};
