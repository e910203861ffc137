//! One entity of a context broker, in either version of NGSI.

use serde_json::{Map, Value, json};

/// How a broker writes entities.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V2,
    Ld,
}

/// An entity while it is put together.
pub(super) struct Entity {
    version: Version,
    observed: String,
    attributes: Map<String, Value>,
}

impl Entity {
    /// `observed` is the instant of its measurements.
    pub(super) fn new(version: Version, kind: &str, id: &str, observed: &str) -> Self {
        let scheme = match version {
            Version::V2 => "ngsiv2",
            Version::Ld => "ngsi-ld",
        };
        let mut attributes = Map::new();
        attributes.insert("id".to_owned(), json!(format!("urn:{scheme}:{kind}:{id}")));
        attributes.insert("type".to_owned(), json!(kind));
        Self {
            version,
            observed: observed.to_owned(),
            attributes,
        }
    }

    /// An attribute that seldom changes.
    pub(super) fn fact(self, name: &str, kind: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let attribute = match self.version {
            Version::V2 => json!({ "type": kind, "value": value, "metadata": {} }),
            Version::Ld => json!({ "type": "Property", "value": value }),
        };
        self.with(name, attribute)
    }

    /// An attribute that was measured; `unit` is its UN/CEFACT code.
    pub(super) fn measured(self, name: &str, unit: Option<&str>, value: impl Into<Value>) -> Self {
        let value = value.into();
        let attribute = match self.version {
            Version::V2 => json!({ "type": "Number", "value": value, "metadata": {} }),
            Version::Ld => {
                let mut attribute =
                    json!({ "type": "Property", "value": value, "observedAt": self.observed });
                if let Some(unit) = unit {
                    attribute["unitCode"] = json!(unit);
                }
                attribute
            }
        };
        self.with(name, attribute)
    }

    /// An instant.
    pub(super) fn instant(self, name: &str, at: &str) -> Self {
        let attribute = match self.version {
            Version::V2 => json!({
                "type": "DateTime",
                "value": at,
                "metadata": { "timestamp": { "type": "DateTime", "value": at } },
            }),
            Version::Ld => json!({
                "type": "Property",
                "value": { "@type": "DateTime", "@value": at },
            }),
        };
        self.with(name, attribute)
    }

    /// Where it is, as GeoJSON.
    pub(super) fn location(self, lat: f64, lon: f64) -> Self {
        let point = json!({ "type": "Point", "coordinates": [lon, lat] });
        let attribute = match self.version {
            Version::V2 => json!({ "type": "geo:json", "value": point, "metadata": {} }),
            Version::Ld => json!({ "type": "GeoProperty", "value": point }),
        };
        self.with("location", attribute)
    }

    /// Whether the broker speaks NGSI-LD.
    pub(super) fn is_linked(&self) -> bool {
        self.version == Version::Ld
    }

    pub(super) fn done(mut self) -> Value {
        if self.is_linked() {
            let context = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld";
            self.attributes
                .insert("@context".to_owned(), json!(context));
        }
        Value::Object(self.attributes)
    }

    fn with(mut self, name: &str, attribute: Value) -> Self {
        self.attributes.insert(name.to_owned(), attribute);
        self
    }
}
