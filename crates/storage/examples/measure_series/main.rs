//! Measures time series in a database beside their budgets; `cargo xtask bench --series` runs it.
//! `cargo run --release -p storage --example measure_series -- [--rows N] [ADDRESS]`; without an
//! address it measures a new SQLite file.

mod charts;
mod filling;
mod ingesting;
mod table;
mod ticks;

use storage::Store;

use self::table::Budgets;

pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let mut rows: u32 = 10_000_000;
    let mut address = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--rows" {
            rows = arguments.next().ok_or("--rows needs a number")?.parse()?;
        } else {
            address = Some(argument);
        }
    }
    let folder = std::env::temp_dir().join(format!("measure-series-{}", std::process::id()));
    let url = address.unwrap_or_else(|| format!("sqlite:{}", folder.join("portal.db").display()));
    let measured = measure(&url, rows).await;
    if folder.is_dir() {
        std::fs::remove_dir_all(folder)?;
    }
    measured
}

async fn measure(url: &str, rows: u32) -> Outcome<()> {
    let budgets = Budgets::of(url);
    println!("\n{:<60} {:>9}  {:>9}", budgets.database, "value", "budget");
    let store = Store::open(url).await?;
    ingesting::measure(&store, url, rows, &budgets).await?;
    ticks::measure(&store, url, &budgets).await?;
    charts::measure(&store, url).await?;
    store.close().await;
    Ok(())
}
