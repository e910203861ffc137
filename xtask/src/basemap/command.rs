//! The steps from an extract to the tiles.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::arguments::Arguments;
use super::city_folder::CityFolder;
use super::layer_files::{LayerFiles, file_name};
use super::schema::Layer;
use super::summary::{self, ATTRIBUTION, ZOOMS};
use super::translation::Translation;
use super::{more_layers, tools};
use crate::{project, step::step};

/// What a base map shows, in osmium's words; everything else is dropped before it is exported.
const KEPT: &str = "highway railway waterway building landuse natural leisure place historic w/man_made=pier a/man_made=pier \
    w/route=ferry a/public_transport=platform n/addr:housenumber boundary=administrative tourism=attraction,museum,gallery,zoo,theme_park,camp_site \
    amenity=school,kindergarten,university,college,research_institute,hospital,clinic,grave_yard,parking,townhall,theatre";

/// Which closed ways are areas.
const EXPORT: &str = r#"{"linear_tags":["highway","railway=rail,tram,light_rail,subway,narrow_gauge,funicular","waterway","route","man_made=pier"],
"area_tags":["building","landuse","natural","leisure","amenity","tourism","historic","waterway=riverbank,dock","boundary=administrative","place","railway=platform","public_transport=platform","man_made=pier"]}"#;

/// Makes the base map of a city; `arguments` are the words after `basemap`.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let arguments = Arguments::parse(arguments)?;
    let extract = &arguments.extract;
    if !extract.is_file() {
        bail!("there is no extract {}", extract.display());
    }
    let city = CityFolder::read(&arguments.city)?;
    let folder = arguments.city.file_name().context("CITY_DIR has no name")?;
    let work = project::path("target/basemap").join(folder);
    std::fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let osmium = step("osmium", tools::osmium)?;
    let tippecanoe = step("tippecanoe", tools::tippecanoe)?;
    let as_of = step("date of the data", |note| {
        let day = date_of(&osmium, extract);
        day.as_deref()
            .unwrap_or("the extract tells none")
            .clone_into(note);
        Ok(day)
    })?;
    step("cut and filter", |note| {
        cut(&osmium, extract, &work, &city, note)
    })?;
    step("export", |note| export(&osmium, &work, note))?;
    let counts = step("translate", |note| {
        translate(&arguments, &city, &work, note)
    })?;
    let bytes = step("tiles", |note| tiles(&tippecanoe, &work, &city, note))?;
    let shipped = arguments.city.join("basemap.pmtiles");
    std::fs::copy(work.join("basemap.pmtiles"), &shipped)
        .with_context(|| format!("cannot write {}", shipped.display()))?;
    summary::write(&arguments.city, city.bounds, as_of, &counts, bytes)?;
    println!("{}: {:.2} MB", project::shown(&shipped), megabytes(bytes));
    Ok(())
}

fn date_of(osmium: &Path, extract: &Path) -> Option<String> {
    let extract = extract.to_string_lossy();
    [
        "header.option.osmosis_replication_timestamp",
        "header.option.timestamp",
    ]
    .iter()
    .find_map(|key| summary::day(&tools::ask(osmium, &["fileinfo", "-g", key, &extract])))
    .or_else(|| {
        summary::day(&tools::ask(
            osmium,
            &[
                "fileinfo",
                "--extended",
                "-g",
                "data.timestamp.last",
                &extract,
            ],
        ))
    })
}

fn cut(
    osmium: &Path,
    extract: &Path,
    work: &Path,
    city: &CityFolder,
    note: &mut String,
) -> anyhow::Result<()> {
    let extract = extract.to_string_lossy();
    let bounds = city.bounds.west_south_east_north();
    let smart = [
        "-s",
        "smart",
        "-S",
        "types=multipolygon,boundary",
        "-b",
        &bounds,
        "-o",
        "cut.osm.pbf",
    ];
    tools::run(
        osmium,
        work,
        &[&["extract", "--overwrite", &extract], &smart[..]].concat(),
    )?;
    let mut filter = vec![
        "tags-filter",
        "--overwrite",
        "cut.osm.pbf",
        "-o",
        "kept.osm.pbf",
    ];
    filter.extend(KEPT.split_whitespace());
    tools::run(osmium, work, &filter)?;
    *note = size_of(&work.join("kept.osm.pbf"))?;
    Ok(())
}

fn export(osmium: &Path, work: &Path, note: &mut String) -> anyhow::Result<()> {
    std::fs::write(work.join("export.json"), EXPORT)?;
    let written = [
        "-o",
        "kept.geojsonl",
        "-f",
        "geojsonseq",
        "-x",
        "print_record_separator=false",
        "-u",
        "type_id",
    ];
    tools::run(
        osmium,
        work,
        &[
            &["export", "--overwrite", "-c", "export.json", "kept.osm.pbf"],
            &written[..],
        ]
        .concat(),
    )?;
    *note = size_of(&work.join("kept.geojsonl"))?;
    Ok(())
}

type Counts = [usize; Layer::ALL.len()];

fn translate(
    arguments: &Arguments,
    city: &CityFolder,
    work: &Path,
    note: &mut String,
) -> anyhow::Result<Counts> {
    let mut translation = Translation::new(city, LayerFiles::create(work)?);
    translation.read(BufReader::new(File::open(work.join("kept.geojsonl"))?))?;
    let rejected = translation.rejected;
    let mut files = translation.finish()?;
    let added = match &arguments.layers {
        Some(folder) => more_layers::add(folder, &arguments.kinds, &city.name, &mut files)?,
        None => 0,
    };
    let counts = files.finish()?;
    let mut told: Vec<_> = Layer::ALL
        .iter()
        .map(|layer| format!("{} {}", layer.name(), counts[layer.index()]))
        .collect();
    told.extend((added > 0).then(|| format!("of them {added} from --layers")));
    told.extend((rejected > 0).then(|| format!("{rejected} unreadable lines skipped")));
    *note = told.join(", ");
    Ok(counts)
}

fn tiles(
    tippecanoe: &Path,
    work: &Path,
    city: &CityFolder,
    note: &mut String,
) -> anyhow::Result<u64> {
    let layers: Vec<_> = Layer::ALL
        .iter()
        .map(|layer| format!("--named-layer={}:{}", layer.name(), file_name(*layer)))
        .collect();
    let zooms = [
        format!("--minimum-zoom={}", ZOOMS.0),
        format!("--maximum-zoom={}", ZOOMS.1),
    ];
    let clip = format!(
        "--clip-bounding-box={}",
        city.bounds.west_south_east_north()
    );
    let texts = [
        format!("--name={}", city.name),
        format!("--attribution={ATTRIBUTION}"),
    ];
    let mut words = vec![
        "--quiet",
        "--force",
        "--output=basemap.pmtiles",
        "--drop-rate=1",
        "--no-tile-size-limit",
        "--no-feature-limit",
    ];
    words.extend([
        "--full-detail=12",
        "--low-detail=11",
        "--simplification=4",
        "--buffer=8",
        "--coalesce",
        "--reorder",
    ]);
    words.extend(
        zooms
            .iter()
            .chain(&texts)
            .chain(&layers)
            .map(String::as_str),
    );
    words.push(&clip);
    tools::run(tippecanoe, work, &words)?;
    *note = size_of(&work.join("basemap.pmtiles"))?;
    Ok(std::fs::metadata(work.join("basemap.pmtiles"))?.len())
}

fn size_of(file: &Path) -> anyhow::Result<String> {
    Ok(format!(
        "{:.2} MB",
        megabytes(std::fs::metadata(file)?.len())
    ))
}

#[expect(clippy::cast_precision_loss, reason = "printed with two digits")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
