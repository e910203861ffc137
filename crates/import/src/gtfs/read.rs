//! Reads an archive as a whole.

use std::{collections::HashMap, path::Path};

use domain::{
    City,
    import::Rejected,
    timetable::{Colour, Line, Mode, Timetable},
};
use jiff::tz::TimeZone;

use super::{
    archive::Archive,
    assemble::Assembly,
    calendar::services,
    stops::stops,
    trips::trips,
    wire::{AgencyRow, RouteRow, needed},
};
use crate::ImportError;

/// A timetable that was read, and what was left out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GtfsImport {
    /// The timetable.
    pub timetable: Timetable,
    /// How many stops lie outside the city and were left out.
    pub stops_outside: usize,
    /// Rows that were left out, with table and line.
    pub rejected: Vec<Rejected>,
}

/// Reads the timetable of a city out of a GTFS archive.
pub fn read(path: &Path, city: &City) -> Result<GtfsImport, ImportError> {
    let mut archive = Archive::open(path)?;
    let (zone, operators) = agencies(&mut archive, path)?;
    let lines = lines(&mut archive, &operators)?;
    let services = services(&mut archive)?;
    let stops = stops(&mut archive, &city.places_box)?;
    let trips = trips(
        &mut archive,
        &stops,
        |route| lines.contains_key(route),
        |service| services.contains_key(service),
    )?;
    let rows = archive.rejected.len() + trips.len();
    let stops_outside = stops.all.iter().filter(|stop| !stop.is_inside).count();
    if stops_outside > 0 && stops_outside == stops.all.len() {
        return Err(ImportError::OutsideTheCity {
            path: path.to_owned(),
            city: city.name.clone(),
        });
    }
    let mut assembly = Assembly::new(zone, &lines, &services, &stops);
    for trip in trips {
        assembly.take(trip);
    }
    let timetable = assembly.finish();
    if timetable.trips.is_empty() {
        let first = archive.rejected.first();
        return Err(ImportError::NothingUsable {
            path: path.to_owned(),
            records: rows,
            reason: first.map_or_else(
                || "no trip stops in the city on any day".to_owned(),
                |first| format!("{}: {}", first.record, first.reason),
            ),
        });
    }
    Ok(GtfsImport {
        timetable,
        stops_outside,
        rejected: archive.rejected,
    })
}

/// The zone of all times, and who operates by identifier.
fn agencies(
    archive: &mut Archive<'_>,
    path: &Path,
) -> Result<(String, HashMap<String, String>), ImportError> {
    let (mut zones, mut operators) = (Vec::new(), HashMap::new());
    archive.needed_rows("agency.txt", |row: AgencyRow| {
        let zone = needed("agency_timezone", row.agency_timezone.as_ref())?;
        zones.push(zone.to_owned());
        let name = needed("agency_name", row.agency_name.as_ref())?;
        operators.insert(row.agency_id.unwrap_or_default(), name.to_owned());
        Ok(())
    })?;
    zones.dedup();
    let zone = match <[String; 1]>::try_from(zones) {
        Ok([zone]) if TimeZone::get(&zone).is_ok() => zone,
        Ok([zone]) => return Err(damaged(path, format!("`{zone}` is no time zone"))),
        Err(zones) => {
            let zones = zones.join("`, `");
            let reason = format!("agency.txt has not one time zone but `{zones}`");
            return Err(damaged(path, reason));
        }
    };
    Ok((zone, operators))
}

fn damaged(path: &Path, reason: String) -> ImportError {
    ImportError::Damaged {
        path: path.to_owned(),
        reason,
    }
}

/// Lines by the identifier of their route.
fn lines(
    archive: &mut Archive<'_>,
    operators: &HashMap<String, String>,
) -> Result<HashMap<String, Line>, ImportError> {
    let mut lines = HashMap::new();
    // With one operator, its identifier may be left out everywhere.
    let only = operators.values().next().filter(|_| operators.len() == 1);
    archive.needed_rows("routes.txt", |row: RouteRow| {
        let id = needed("route_id", row.route_id.as_ref())?;
        let name = row
            .route_short_name
            .as_ref()
            .or(row.route_long_name.as_ref());
        let kind = needed("route_type", row.route_type.as_ref())?;
        let kind: u16 = kind
            .parse()
            .map_err(|_| format!("route_type `{kind}` is no number"))?;
        let operator = row.agency_id.as_ref().and_then(|id| operators.get(id));
        let line = Line {
            id: id.to_owned(),
            name: needed("route_short_name", name)?.to_owned(),
            mode: Mode::of_route_type(kind),
            operator: operator.or(only).cloned(),
            colour: row.route_color.as_deref().and_then(Colour::parse),
            text_colour: row.route_text_color.as_deref().and_then(Colour::parse),
        };
        if lines.insert(id.to_owned(), line).is_some() {
            return Err(format!("the route `{id}` came twice"));
        }
        Ok(())
    })?;
    Ok(lines)
}
