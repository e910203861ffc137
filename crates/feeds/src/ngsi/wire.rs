//! Entities in every form a broker writes them: `NGSIv2` and NGSI-LD, normalized, concise or as mere
//! values. Attributes may be of any shape; what their names mean is for `map`.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use crate::{line::Geometry, loose::Loose};

/// One page of entities; each is read on its own.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Page<'a> {
    #[serde(borrow)]
    pub(super) entities: Vec<&'a RawValue>,
}

/// A notification of either version.
#[derive(Deserialize)]
pub(super) struct Notification<'a> {
    #[serde(borrow)]
    pub(super) data: Vec<&'a RawValue>,
}

/// An entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) id: String,
    attributes: HashMap<String, Attribute>,
}

/// What an entity says under one name.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) value: Value,
    /// Its own time, if it has one.
    pub(super) observed: Loose,
    /// UN/CEFACT code of its unit.
    pub(super) unit: Option<String>,
}

impl Entity {
    /// Reads an entity, or says why it is none.
    pub(super) fn read(record: &str) -> Result<Self, String> {
        let members: Map<String, Value> =
            serde_json::from_str(record).map_err(|error| error.to_string())?;
        let id = members.get("id").and_then(|id| Loose::from(id).text());
        let attributes = members
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "id" | "type" | "@context"));
        Ok(Self {
            id: id.ok_or("it has no identifier")?,
            // A broker that knows no context writes whole addresses for names.
            attributes: attributes
                .map(|(name, value)| {
                    let short = name.rsplit(['/', '#']).next().unwrap_or(&name);
                    (short.to_owned(), Attribute::read(value))
                })
                .collect(),
        })
    }

    /// The attributes with their names.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &Attribute)> {
        self.attributes
            .iter()
            .map(|(name, attribute)| (name.as_str(), attribute))
    }

    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        Some(&self.attributes.get(name)?.value)
    }

    /// The first of some attributes that says anything.
    pub(super) fn first(&self, names: &[&str]) -> Loose {
        let values = names.iter().filter_map(|name| self.value(name));
        let mut said = values.map(Loose::from);
        said.find(|value| *value != Loose::Nothing)
            .unwrap_or_default()
    }

    /// The first of some attributes that has a time of its own: that time.
    pub(super) fn observed(&self, names: &[&str]) -> Loose {
        let attributes = names.iter().filter_map(|name| self.attributes.get(*name));
        let mut times = attributes.map(|attribute| attribute.observed.clone());
        times
            .find(|time| *time != Loose::Nothing)
            .unwrap_or_default()
    }

    /// Latitude and longitude, told as numbers or as a geometry, whose middle is taken.
    pub(super) fn position(&self) -> (Loose, Loose) {
        let (lat, lon) = (
            self.first(&["lat", "latitude"]),
            self.first(&["lon", "longitude"]),
        );
        if lat != Loose::Nothing && lon != Loose::Nothing {
            return (lat, lon);
        }
        let geometry = self
            .value("location")
            .and_then(|it| Geometry::deserialize(it).ok());
        let pairs = geometry
            .map(|geometry| geometry.pairs())
            .unwrap_or_default();
        let middle = pairs.get(pairs.len() / 2);
        middle.map_or_else(Default::default, |(lon, lat)| {
            ((*lat).into(), (*lon).into())
        })
    }

    /// A member of the address.
    pub(super) fn address(&self, name: &str) -> Loose {
        let member = self.value("address").and_then(|address| address.get(name));
        member.map_or_else(|| self.first(&[name]), Loose::from)
    }
}

impl Attribute {
    fn read(value: Value) -> Self {
        let members = match value {
            Value::Object(members) => members,
            // Several instances of one attribute: the one without a name comes first or alone.
            Value::Array(mut list) if list.iter().any(is_instance) => {
                let unnamed = list.iter().position(|one| one.get("datasetId").is_none());
                return Self::read(list.swap_remove(unnamed.unwrap_or(0)));
            }
            value => return Self::plain(value),
        };
        let metadata = |name: &str| {
            members
                .get("metadata")
                .and_then(|it| it.get(name)?.get("value"))
        };
        let observed = members.get("observedAt");
        let observed = observed
            .or_else(|| metadata("timestamp"))
            .or_else(|| metadata("TimeInstant"));
        let unit = members.get("unitCode").or_else(|| metadata("unitCode"));
        let (observed, unit) = (loose(observed), loose(unit).text());
        let value = ["value", "object", "languageMap"]
            .iter()
            .find_map(|name| members.get(*name));
        let value = match value {
            Some(value) => typed(value).clone(),
            None => typed(&Value::Object(members)).clone(),
        };
        Self {
            value,
            observed,
            unit,
        }
    }

    fn plain(value: Value) -> Self {
        Self {
            value,
            observed: Loose::Nothing,
            unit: None,
        }
    }
}

fn loose(value: Option<&Value>) -> Loose {
    value.map(typed).map_or(Loose::Nothing, Loose::from)
}

/// The value of `{"@type": "DateTime", "@value": …}`, and the German of a text in languages.
fn typed(value: &Value) -> &Value {
    value
        .get("@value")
        .or_else(|| value.get("de"))
        .unwrap_or(value)
}

fn is_instance(value: &Value) -> bool {
    value.get("type").is_some() && (value.get("value").is_some() || value.get("object").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(json: &str) -> Attribute {
        let record = format!("{{\"id\":\"1\",\"a\":{json}}}");
        Entity::read(&record)
            .unwrap()
            .attributes
            .remove("a")
            .unwrap()
    }

    #[test]
    fn every_form_of_an_attribute_has_the_same_value() {
        for form in [
            "7",
            r#"{"type":"Number","value":7,"metadata":{}}"#,
            r#"{"type":"Property","value":7}"#,
            r#"{"value":7,"unitCode":"CEL"}"#,
            r#"{"value":{"@type":"Integer","@value":7}}"#,
            r#"[{"type":"Property","value":8,"datasetId":"urn:x"},{"type":"Property","value":7}]"#,
        ] {
            assert_eq!(attribute(form).value, 7, "{form}");
        }
        assert_eq!(
            attribute(r#"{"type":"Relationship","object":"urn:x"}"#).value,
            "urn:x"
        );
        assert_eq!(
            attribute(r#"{"languageMap":{"en":"b","de":"a"}}"#).value,
            "a"
        );
        assert_eq!(attribute("[1,2]").value, serde_json::json!([1, 2]));
    }

    #[test]
    fn time_and_unit_are_found_in_both_versions() {
        let v2 = r#"{"value":7,"metadata":{"timestamp":{"value":"t"},"unitCode":{"value":"CEL"}}}"#;
        let ld = r#"{"value":7,"observedAt":"t","unitCode":"CEL"}"#;
        for form in [v2, ld] {
            let attribute = attribute(form);
            assert_eq!(attribute.observed.text().as_deref(), Some("t"));
            assert_eq!(attribute.unit.as_deref(), Some("CEL"));
        }
    }

    #[test]
    fn a_name_may_be_a_whole_address() {
        let record = r#"{"id":"1","https://models.example/status":{"value":"open"}}"#;
        let entity = Entity::read(record).unwrap();
        assert_eq!(entity.first(&["status"]).text().as_deref(), Some("open"));
    }
}
