//! `cargo xtask basemap CITY_DIR EXTRACT.osm.pbf [--layers DIR [--kinds a,b]]`: the city's base map.
//!
//! An OpenStreetMap extract of any size becomes `CITY_DIR/basemap.pmtiles` (vector tiles, zoom 6 to 15)
//! and `CITY_DIR/basemap.json` (bounds, zooms, date, attribution, number of features per layer):
//!
//! 1. `osmium extract` cuts the city's `bounding_box` (from `city.toml`) out of the extract,
//! 2. `osmium tags-filter` keeps what a base map shows,
//! 3. `osmium export` turns it into one GeoJSON feature a line,
//! 4. this module reads them line by line and writes them again in the schema below,
//! 5. `tippecanoe` makes the tiles.
//!
//! # Tile schema
//!
//! Every property is left out where it would be empty or false. Zooms are those of the tiles; a map that draws
//! a tile of 512 pixels shows them one zoom later.
//!
//! | layer | geometry | properties |
//! |---|---|---|
//! | `earth` | area | `kind`: land (the box the map knows), outside (of it, what is not the city), rim (frames along its edge, to fade out, each with its `step`) |
//! | `landuse` | area | `kind`: residential, commercial, industrial, railway, farmland, orchard, vineyard, allotments, forest, scrub, grass, wetland, park, cemetery, zoo, school, university, hospital, sports, pitch, playground, parking, pedestrian, platform, pier |
//! | `water` | area, line | `kind`: river, canal, stream, ditch, lake, basin, pool; `name` on lines |
//! | `buildings` | area, point | `kind`: building, address (a point); `number` of an address |
//! | `roads` | line | `kind`: motorway, trunk, primary, secondary, tertiary, street, pedestrian, service, track, path, steps, cycleway, rail, light_rail, tram, funicular, ferry, pier; `link`, `tunnel`, `bridge`, `cycle` (signed for bicycles), `siding` = true; `ref`, and `name` from the zoom at which a map writes it (13, streets 14, the rest 15) |
//! | `boundaries` | line | `kind`: city, district, municipality; `approximate` = true; every edge once |
//! | `places` | point | `kind`: city, town, village, hamlet, district, quarter, locality, station, halt, peak, landmark, and the names of areas: park, cemetery, zoo, hospital, university, school, sports, forest, lake, square; `name`; `height` of a peak in metres |

mod arguments;
mod boundaries;
mod city_folder;
mod city_layers;
mod command;
mod ground;
mod label_point;
mod layer_files;
mod more_layers;
mod names;
mod osm_feature;
mod polygons;
mod roads;
mod schema;
mod summary;
mod tools;
mod translation;

pub(crate) use command::run;
