//! Measures 10,000 places in a new SQLite file: `cargo run --release -p storage --example measure_places`.
//! With an address as argument it measures that database instead.

use std::time::Instant;

use domain::{
    CategoryId, Coordinate, DistrictId, Place, PlaceId,
    import::ImportBatch,
    place::{Accuracy, AsOf, PostalAddress, Wheelchair},
};
use portal::ports::PlaceStore;
use storage::Store;

const PLACES: u32 = 10_000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::temp_dir().join(format!("measure-{}.db", std::process::id()));
    let own = format!("sqlite:{}", file.display());
    let url = std::env::args().nth(1).unwrap_or(own);
    let batch = || -> Result<ImportBatch, Box<dyn std::error::Error>> {
        Ok(ImportBatch {
            dataset: "measure".into(),
            categories: vec![CategoryId::new("stop")],
            places: (0..PLACES).map(place).collect::<Result<_, _>>()?,
            rejected: vec![],
            force: true,
        })
    };
    let store = Store::open(&url).await?;
    for what in ["first import", "same import"] {
        let import = batch()?;
        let start = Instant::now();
        store.apply(import).await?;
        println!("{what} of {PLACES} places in {:.0?}", start.elapsed());
    }
    store.close().await;
    let before = resident();
    let start = Instant::now();
    let store = Store::open(&url).await?;
    println!("opened in {:.1?}", start.elapsed());
    let start = Instant::now();
    let places = store.all().await?;
    println!(
        "{} places read in {:.1?}; memory {before} -> {} MiB",
        places.len(),
        start.elapsed(),
        resident()
    );
    store.close().await;
    // Only the file this program made; it may be another database that was measured.
    let _ = std::fs::remove_file(file);
    Ok(())
}

fn place(number: u32) -> Result<Place, Box<dyn std::error::Error>> {
    let origin = format!("osm:node/{number}");
    let known = number.is_multiple_of(2);
    let some = |text: &str| known.then(|| text.to_owned());
    Ok(Place {
        id: PlaceId::from_origin(&origin),
        origin,
        category: CategoryId::new("stop"),
        name: Some(format!("Haltestelle {number}")),
        address: PostalAddress {
            street: some("Turnerstraße"),
            house_number: some("12a"),
            ..PostalAddress::default()
        },
        near_street: Some("Rohrbacher Straße".to_owned()),
        position: Coordinate::new(49.4 + f64::from(number) * 1e-5, 8.7)?,
        accuracy: Accuracy::Exact,
        district: Some(DistrictId::new("suedstadt")),
        opening_hours: some("Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off"),
        opening_hours_as_of: None,
        phone: some("+49 6221 580"),
        website: some("https://www.example.org/haltestellen"),
        wheelchair: Wheelchair::Limited,
        wheelchair_note: None,
        fee: Some(known),
        fee_note: None,
        euro_key: None,
        glass_colours: vec![],
        capacity: Some(number),
        capacity_disabled: None,
        operator: some("Verkehrsverbund"),
        note: None,
        source: "osm".to_owned(),
        as_of: AsOf::parse("2026-11-22").ok_or("no date")?,
    })
}

/// Resident memory of this program in MiB, where the system tells.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kibibytes.unwrap_or(0) / 1024
}
