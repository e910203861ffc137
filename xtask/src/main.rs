//! The two commands of the project, and the smaller ones behind them.

mod basemap;
mod packages;
mod program;
mod project;
mod step;
mod toolchain;

use step::step;

fn main() -> anyhow::Result<()> {
    step("wasm toolchain", |note| {
        let toolchain = toolchain::WasmToolchain::ensure()?;
        toolchain.name().clone_into(note);
        Ok(())
    })?;
    let _ = (basemap::run, toolchain::npm_packages, toolchain::script);
    Ok(())
}
