//! What of a mapping can be seen to be wrong before anything is read.

use domain::Coordinate;

use super::mapping::{Format, Mapping, Time, Value};

/// What is wrong, with the name of the option and what is possible.
pub(super) fn check(mapping: &Mapping) -> Result<(), String> {
    if mapping.values.is_empty() {
        return Err("`values` names nothing to observe".to_owned());
    }
    if mapping.header_line == 0 {
        return Err("`header_line` is counted from 1".to_owned());
    }
    if !mapping.delimiter.is_ascii() {
        return Err(format!(
            "`delimiter`: `{}` is not an ASCII character",
            mapping.delimiter
        ));
    }
    let thing = &mapping.thing;
    if thing.id.is_none() && mapping.things.len() != 1 {
        return Err(format!(
            "`thing.id` is needed, or exactly one entry in `things`; there are {}",
            mapping.things.len()
        ));
    }
    if thing.lat.is_some() != thing.lon.is_some() {
        return Err("`thing.lat` and `thing.lon` go together".to_owned());
    }
    for known in &mapping.things {
        Coordinate::new(known.lat, known.lon)
            .map_err(|error| format!("`things`, `{}`: {error}", known.id))?;
    }
    if let Some(time) = &mapping.time {
        check_time(time)?;
    }
    mapping.values.iter().try_for_each(check_value)?;
    if mapping.format == Format::Csv
        && let Some(field) = fields(mapping).find(|field| field.starts_with("../"))
    {
        return Err(format!("`{field}`: a table has nothing around its records"));
    }
    Ok(())
}

fn check_time(time: &Time) -> Result<(), String> {
    if time.fields.is_empty() {
        return Err("`time.fields` names no field".to_owned());
    }
    let format = time.format.as_str();
    if ["rfc3339", "unix", "unix_ms"].contains(&format) {
        return Ok(());
    }
    if !format.contains('%') {
        return Err(format!(
            "`time.format`: `{format}` is neither rfc3339, unix, unix_ms nor a pattern such as `%d.%m.%Y %H:%M`"
        ));
    }
    let has_offset = format.contains("%z") || format.contains("%:z");
    if has_offset == time.zone.is_some() {
        return Err(format!(
            "`time.zone` has to be utc, cet or city for a pattern without an offset (`%z`), and only then; the pattern is `{format}`"
        ));
    }
    Ok(())
}

fn check_value(value: &Value) -> Result<(), String> {
    let wrong = |reason: &str| Err(format!("`values`, `{}`: {reason}", value.field));
    if value.aggregation.is_some() != value.period_minutes.is_some() {
        return wrong("`aggregation` and `period_minutes` go together");
    }
    if value.period_minutes == Some(0) || value.every_minutes == Some(0) {
        return wrong("a period has at least one minute");
    }
    if !value.factor.is_finite() || !value.offset.is_finite() {
        return wrong("`factor` and `offset` are numbers");
    }
    if value.class.is_some() && value.class_field.is_some() {
        return wrong("either `class` or `class_field`");
    }
    if value.direction.is_some() && value.direction_field.is_some() {
        return wrong("either `direction` or `direction_field`");
    }
    Ok(())
}

/// Every field that the mapping reads.
fn fields(mapping: &Mapping) -> impl Iterator<Item = &String> {
    let thing = &mapping.thing;
    let of_thing = [&thing.id, &thing.name, &thing.lat, &thing.lon];
    let of_time = mapping.time.iter().flat_map(|time| &time.fields);
    let of_values = mapping.values.iter().flat_map(|value| {
        let others = [&value.class_field, &value.direction_field];
        std::iter::once(&value.field)
            .chain(value.only.keys())
            .chain(others.into_iter().flatten())
    });
    of_thing
        .into_iter()
        .flatten()
        .chain(of_time)
        .chain(of_values)
}
