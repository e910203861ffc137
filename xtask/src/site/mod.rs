//! `build`: the browser half. The wasm client, styles, scripts and fonts become immutable files
//! under `target/site`, each named after its content and compressed once.

mod assets;
mod build;
mod client;
mod compress;
mod inputs;

pub(crate) use build::{Mode, build};
pub(crate) use client::cargo as client_cargo;
