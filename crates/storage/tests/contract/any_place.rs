//! Places as tests need them: bare, full, and any at all.

use domain::{
    CategoryId, Coordinate, DistrictId, LocalText, Place, PlaceId,
    import::ImportBatch,
    place::{Accuracy, AsOf, GlassColour, PostalAddress, Wheelchair},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// A place of which nothing is known but where it is.
pub(crate) fn bare(category: &str, number: usize) -> Place {
    let origin = format!("osm:node/{number:05}");
    Place {
        id: PlaceId::from_origin(&origin),
        origin,
        category: CategoryId::new(category),
        name: None,
        address: PostalAddress::default(),
        near_street: None,
        position: Coordinate::new(49.4, 8.7).unwrap(),
        accuracy: Accuracy::Exact,
        district: None,
        opening_hours: None,
        opening_hours_as_of: None,
        phone: None,
        website: None,
        wheelchair: Wheelchair::Unknown,
        wheelchair_note: None,
        fee: None,
        fee_note: None,
        euro_key: None,
        glass_colours: vec![],
        capacity: None,
        capacity_disabled: None,
        operator: None,
        note: None,
        source: "osm".into(),
        as_of: AsOf::parse("2026").unwrap(),
    }
}

/// A place of which everything is known.
pub(crate) fn full(category: &str, number: usize) -> Place {
    let some = |text: &str| Some(text.to_owned());
    Place {
        name: some("Bürgeramt »Süd«, 'quoted' \"twice\" 🚻"),
        address: PostalAddress {
            street: some("Straße des 17. Juni"),
            house_number: some("12a"),
            postcode: some("01234"),
            town: some("Eppelheim"),
        },
        near_street: some("Weg"),
        accuracy: Accuracy::Building,
        district: Some(DistrictId::new("suedstadt")),
        opening_hours: some("Mo-Fr 08:00-12:00; PH off"),
        opening_hours_as_of: AsOf::parse("2020-07"),
        phone: some("+49 6221 58-0"),
        website: some("https://example.org/?a=b&c=%20"),
        wheelchair: Wheelchair::Limited,
        wheelchair_note: some("Rampe\nhinten"),
        fee: Some(true),
        fee_note: some("0,50 €"),
        euro_key: Some(false),
        glass_colours: vec![GlassColour::White, GlassColour::Green, GlassColour::Brown],
        capacity: Some(u32::MAX),
        capacity_disabled: Some(0),
        operator: some("Stadt"),
        note: Some(LocalText {
            de: "Nur außen".into(),
            en: String::new(),
        }),
        as_of: AsOf::parse("2026-11-22").unwrap(),
        ..bare(category, number)
    }
}

/// The places as a new state of one category of a data set.
pub(crate) fn batch(dataset: &str, category: &str, places: Vec<Place>) -> ImportBatch {
    ImportBatch {
        dataset: dataset.into(),
        categories: vec![CategoryId::new(category)],
        places,
        rejected: vec![],
        force: false,
    }
}

/// Any place; PostgreSQL has no text with the character NUL.
pub(crate) fn any_place() -> impl Strategy<Value = Place> {
    let text = || option::of("[^\\x00]{0,12}");
    let day = || select(vec!["2020", "2020-02", "2024-02-29"]);
    let names = (text(), text(), text(), text(), text(), text());
    let notes = (text(), text(), text(), text(), text(), text());
    let facts = (
        option::of(any::<bool>()),
        option::of(any::<bool>()),
        option::of(any::<u32>()),
        option::of(any::<u32>()),
        select(vec![
            Wheelchair::Yes,
            Wheelchair::Limited,
            Wheelchair::No,
            Wheelchair::Unknown,
        ]),
        select(vec![
            Accuracy::Exact,
            Accuracy::Building,
            Accuracy::Street,
            Accuracy::Area,
        ]),
        vec(
            select(vec![
                GlassColour::White,
                GlassColour::Any,
                GlassColour::Brown,
            ]),
            0..3,
        ),
        (-90.0..=90.0, -180.0..=180.0),
    );
    let rest = (
        text(),
        option::of(day()),
        day(),
        option::of(("[^\\x00]*", "[^\\x00]*")),
    );
    (0..100_000_usize, names, notes, facts, rest).prop_map(|(number, names, notes, facts, rest)| {
        let (name, street, house_number, postcode, town, near_street) = names;
        let (opening_hours, phone, website, wheelchair_note, fee_note, operator) = notes;
        let (fee, euro_key, capacity, capacity_disabled, wheelchair, accuracy, glass, at) = facts;
        Place {
            name,
            address: PostalAddress {
                street,
                house_number,
                postcode,
                town,
            },
            near_street,
            position: Coordinate::new(at.0, at.1).unwrap(),
            accuracy,
            district: rest.0.map(|id| DistrictId::new(&id)),
            opening_hours,
            opening_hours_as_of: rest.1.and_then(AsOf::parse),
            phone,
            website,
            wheelchair,
            wheelchair_note,
            fee,
            fee_note,
            euro_key,
            glass_colours: glass,
            capacity,
            capacity_disabled,
            operator,
            note: rest.3.map(|(de, en)| LocalText { de, en }),
            as_of: AsOf::parse(rest.2).unwrap(),
            ..bare("any", number)
        }
    })
}
