//! From a record of text fields to a place.

use domain::{
    CategoryId, Coordinate, LocalText, Place, PlaceId,
    district::district_of,
    place::{Accuracy, AsOf, GlassColour, PostalAddress, Wheelchair},
};
use hours::OpeningHours;

use crate::{Complaint, PlaceCheck, PlaceRecord, ReadPlace, field};

/// Reads a place.
pub fn read_place(
    record: &PlaceRecord,
    category: &CategoryId,
    check: &PlaceCheck<'_>,
) -> ReadPlace {
    let mut fields = Fields {
        record,
        complaints: Vec::new(),
    };
    let essential = fields.essential(check);
    let place = fields.place(category, essential, check);
    ReadPlace {
        place,
        complaints: fields.complaints,
    }
}

/// What a place cannot do without.
struct Essential {
    origin: String,
    position: Coordinate,
    source: String,
    as_of: AsOf,
}

struct Fields<'r> {
    record: &'r PlaceRecord,
    complaints: Vec<Complaint>,
}

impl Fields<'_> {
    fn keep<T>(&mut self, column: &str, read: Result<T, Complaint>) -> Option<T> {
        read.map_err(|complaint| {
            let what = format!("{column}: {}", complaint.what);
            self.complaints.push(Complaint { what, ..complaint });
        })
        .ok()
    }

    /// The text of a field, where there is one.
    fn text(&self, column: &str) -> Option<String> {
        Some(self.record.get(column))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// A field that was understood, where there is one.
    fn read<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, Complaint>,
    ) -> Option<T> {
        let text = self.text(column)?;
        self.keep(column, parse(&text))
    }

    /// A field that has to be there.
    fn need<T>(
        &mut self,
        column: &str,
        hint: &str,
        parse: impl FnOnce(&str) -> Result<T, Complaint>,
    ) -> Option<T> {
        let empty = || Complaint::new("the field is empty", hint);
        let read = self
            .text(column)
            .ok_or_else(empty)
            .and_then(|text| parse(&text));
        self.keep(column, read)
    }

    fn essential(&mut self, check: &PlaceCheck<'_>) -> Option<Essential> {
        let origin = self.need(
            "origin",
            "give it one that never changes, such as osm:node/123",
            origin,
        );
        let position = field::position(self.record.get("lat"), self.record.get("lon"), check.area);
        let position = self.keep("lat, lon", position);
        let known = |text: &str| known_source(text, check.sources.as_deref());
        let source = self.need("source", "name a key of sources.toml", known);
        let as_of = self.need(
            "as_of",
            "say from when the record is: 2026-11-22, 2026-11 or 2026",
            field::as_of,
        );
        Some(Essential {
            origin: origin?,
            position: position?,
            source: source?,
            as_of: as_of?,
        })
    }

    fn place(
        &mut self,
        category: &CategoryId,
        essential: Option<Essential>,
        check: &PlaceCheck<'_>,
    ) -> Option<Place> {
        let address = PostalAddress {
            street: self.text("street"),
            house_number: self.text("house_number"),
            postcode: self.read("postcode", field::postcode),
            town: self.text("town"),
        };
        let accuracy = self.read("accuracy", accuracy).unwrap_or_default();
        let opening_hours = self.read("opening_hours", opening_hours);
        let opening_hours_as_of = self.read("opening_hours_as_of", field::as_of);
        let phone = self.read("phone", field::phone);
        let website = self.read("website", field::web_address);
        let wheelchair = self.read("wheelchair", wheelchair).unwrap_or_default();
        let fee = self.read("fee", field::yes_no);
        let euro_key = self.read("euro_key", field::yes_no);
        let glass_colours = self
            .read("glass_colours", glass_colours)
            .unwrap_or_default();
        let capacity = self.read("capacity", field::count);
        let capacity_disabled = self.read("capacity_disabled", field::count);
        let note = self.note();
        let Essential {
            origin,
            position,
            source,
            as_of,
        } = essential?;
        Some(Place {
            id: PlaceId::from_origin(&origin),
            origin,
            category: category.clone(),
            name: self.text("name"),
            address,
            near_street: self.text("near_street"),
            position,
            accuracy,
            district: district_of(check.districts, position).map(|district| district.id.clone()),
            opening_hours,
            opening_hours_as_of,
            phone,
            website,
            wheelchair,
            wheelchair_note: self.text("wheelchair_note"),
            fee,
            fee_note: self.text("fee_note"),
            euro_key,
            glass_colours,
            capacity,
            capacity_disabled,
            operator: self.text("operator"),
            note,
            source,
            as_of,
        })
    }

    fn note(&mut self) -> Option<LocalText> {
        let (column, language) = match (self.text("note_de"), self.text("note_en")) {
            (Some(de), Some(en)) => return Some(LocalText { de, en }),
            (None, None) => return None,
            (None, Some(_)) => ("note_de", "German"),
            (Some(_), None) => ("note_en", "English"),
        };
        let what = format!("the note has no {language} text");
        self.keep(
            column,
            Err(Complaint::new(
                what,
                "write the note in both languages, or in none",
            )),
        )
    }
}

fn origin(text: &str) -> Result<String, Complaint> {
    let origin = field::key(text, ":/_.-")?;
    match origin.split_once(':') {
        Some((from, id)) if !from.is_empty() && !id.is_empty() => Ok(origin),
        _ => Err(Complaint::new(
            format!("`{text}` does not say where the record comes from"),
            "write the source, a colon and its identifier there, such as osm:node/123",
        )),
    }
}

fn known_source(text: &str, sources: Option<&[&str]>) -> Result<String, Complaint> {
    let Some(sources) = sources else {
        return Ok(text.to_owned());
    };
    if sources.contains(&text) {
        return Ok(text.to_owned());
    }
    let hint = field::did_you_mean(text, sources.iter().copied());
    Err(Complaint::new(
        format!("`{text}` is not in sources.toml"),
        hint,
    ))
}

fn opening_hours(text: &str) -> Result<String, Complaint> {
    let hint = "write them as OpenStreetMap does, with English days: Mo-Fr 08:00-12:00; PH off";
    OpeningHours::parse(text)
        .map(|_| text.to_owned())
        .map_err(|error| Complaint::new(error.to_string(), hint))
}

/// One of a few words.
fn word<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, Complaint> {
    words
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            let hint = format!("write one of: {}", names.join(", "));
            Complaint::new(format!("`{text}` is unknown"), hint)
        })
}

fn accuracy(text: &str) -> Result<Accuracy, Complaint> {
    use Accuracy::{Area, Building, Exact, Street};
    word(
        text,
        &[
            ("exact", Exact),
            ("building", Building),
            ("street", Street),
            ("area", Area),
        ],
    )
}

fn wheelchair(text: &str) -> Result<Wheelchair, Complaint> {
    word(
        text,
        &[
            ("yes", Wheelchair::Yes),
            ("limited", Wheelchair::Limited),
            ("no", Wheelchair::No),
        ],
    )
}

fn glass_colours(text: &str) -> Result<Vec<GlassColour>, Complaint> {
    use GlassColour::{Any, Brown, Green, White};
    let words = [
        ("white", White),
        ("green", Green),
        ("brown", Brown),
        ("any", Any),
    ];
    text.split_whitespace()
        .map(|colour| word(colour, &words))
        .collect()
}
