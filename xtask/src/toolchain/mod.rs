//! What builds the portal: a C compiler and the crates, a Rust toolchain with a standard library for
//! WebAssembly, and Node.

mod debian;
mod native;
mod node;
mod wasm;

pub(crate) use native::ensure_native;
pub(crate) use node::{npm_packages, script};
pub(crate) use wasm::{TARGET, WasmToolchain};
