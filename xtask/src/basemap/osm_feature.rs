//! One line of `osmium export`: the tags of an object and its geometry.

use std::collections::HashMap;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The tags of an OpenStreetMap object.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Tags(HashMap<String, String>);

impl Tags {
    /// The value of a tag.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The value of a tag, or the empty text.
    pub(crate) fn value(&self, key: &str) -> &str {
        self.get(key).unwrap_or_default()
    }

    /// Whether a tag has this value.
    pub(crate) fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    /// Whether a tag is there and does not say no.
    pub(crate) fn says_yes(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value != "no")
    }

    /// The name a German city would write on its map.
    pub(crate) fn name(&self) -> Option<&str> {
        self.get("name").or_else(|| self.get("name:de"))
    }

    #[cfg(test)]
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        Self(
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }
}

/// Points, lines and areas are mapped by different rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Point,
    Line,
    Area,
}

/// One object of the extract; its coordinates stay text until somebody needs them.
#[derive(Debug)]
pub(crate) struct OsmFeature<'line> {
    pub(crate) tags: Tags,
    pub(crate) form: Form,
    pub(crate) geometry: &'line RawValue,
}

#[derive(Deserialize)]
struct Line<'line> {
    #[serde(borrow)]
    geometry: &'line RawValue,
    properties: Tags,
}

#[derive(Deserialize)]
struct GeometryType<'line> {
    r#type: &'line str,
}

impl<'line> OsmFeature<'line> {
    /// Reads one line of a GeoJSON text sequence, with or without its record separator.
    pub(crate) fn parse(line: &'line str) -> anyhow::Result<Self> {
        let line: Line<'line> = serde_json::from_str(line.trim_start_matches('\u{1e}'))
            .context("no GeoJSON feature with text properties")?;
        Ok(Self {
            tags: line.properties,
            form: form_of(line.geometry)?,
            geometry: line.geometry,
        })
    }
}

/// Whether a geometry is made of points, lines or areas.
pub(crate) fn form_of(geometry: &RawValue) -> anyhow::Result<Form> {
    let geometry: GeometryType<'_> =
        serde_json::from_str(geometry.get()).context("a geometry without a type")?;
    Ok(match geometry.r#type {
        "Point" | "MultiPoint" => Form::Point,
        "LineString" | "MultiLineString" => Form::Line,
        "Polygon" | "MultiPolygon" => Form::Area,
        other => anyhow::bail!("a geometry of the type {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_osmium_export_is_read_with_its_record_separator() {
        let line = "\u{1e}{\"type\":\"Feature\",\"id\":\"w1\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[8.1,49.1],[8.2,49.2]]},\"properties\":{\"highway\":\"path\"}}";
        let feature = OsmFeature::parse(line).expect("a feature");
        assert_eq!(feature.form, Form::Line);
        assert!(feature.tags.is("highway", "path"));
        assert_eq!(
            feature.geometry.get(),
            "{\"type\":\"LineString\",\"coordinates\":[[8.1,49.1],[8.2,49.2]]}"
        );
    }

    #[test]
    fn a_broken_line_is_an_error_and_not_a_panic() {
        assert!(OsmFeature::parse("{\"type\":\"Feature\"").is_err());
        assert!(
            OsmFeature::parse("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}")
                .is_err()
        );
    }

    #[test]
    fn a_tag_that_says_no_is_not_a_yes() {
        let tags = Tags::of(&[("tunnel", "no"), ("bridge", "viaduct")]);
        assert!(!tags.says_yes("tunnel"));
        assert!(tags.says_yes("bridge"));
        assert!(!tags.says_yes("building"));
    }
}
