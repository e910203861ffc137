//! A place as the open interface writes it.

use domain::place::ListedPlace;
use domain::{
    City, DistrictId, Locale, OpeningState,
    place::{Accuracy, AsOf, GlassColour, Wheelchair},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A place. What nobody knows is null.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
pub(crate) struct Place<'a> {
    /// Stable identifier.
    pub(crate) id: &'a str,
    /// Where the record comes from, such as `osm:node/123`.
    pub(crate) origin: &'a str,
    /// Identifier of the category.
    pub(crate) category: &'a str,
    /// Name, where it has one.
    pub(crate) name: Option<&'a str>,
    /// What the portal calls it: its name, or its kind with the nearest street.
    pub(crate) label: Text,
    /// Postal address, as far as it is known.
    pub(crate) address: Address<'a>,
    /// Nearest named street, where there is no address.
    pub(crate) near_street: Option<&'a str>,
    /// Where it is (WGS 84).
    pub(crate) position: Position,
    /// How good the position is.
    #[schema(value_type = AccuracyName)]
    pub(crate) accuracy: Accuracy,
    /// Slug of the district.
    pub(crate) district: Option<&'a str>,
    /// Distance in metres from the position that was given.
    pub(crate) distance_m: Option<f64>,
    /// Opening hours in the syntax of OpenStreetMap.
    pub(crate) opening_hours: Option<&'a str>,
    /// When the opening hours were known to be right.
    pub(crate) opening_hours_as_of: Option<&'a str>,
    /// Whether it is open at this moment.
    pub(crate) opening: Opening,
    /// Telephone number.
    pub(crate) phone: Option<&'a str>,
    /// Its web page.
    pub(crate) website: Option<&'a str>,
    /// Access with a wheelchair.
    #[schema(value_type = WheelchairName)]
    pub(crate) wheelchair: Wheelchair,
    /// More about access.
    pub(crate) wheelchair_note: Option<&'a str>,
    /// Whether it costs something.
    pub(crate) fee: Option<bool>,
    /// How much.
    pub(crate) fee_note: Option<&'a str>,
    /// Whether the Euro key opens it.
    pub(crate) euro_key: Option<bool>,
    /// Colours of glass it takes.
    #[schema(value_type = Vec<GlassColourName>)]
    pub(crate) glass_colours: &'a [GlassColour],
    /// Spaces.
    pub(crate) capacity: Option<u32>,
    /// Spaces for disabled people.
    pub(crate) capacity_disabled: Option<u32>,
    /// Who runs it.
    pub(crate) operator: Option<&'a str>,
    /// A short note.
    pub(crate) note: Option<Text>,
    /// Address of its page.
    pub(crate) url: String,
    /// Where the record comes from, and under which licence.
    pub(crate) source: Source<'a>,
    /// When the record was known to be right: a day, a month or a year.
    pub(crate) as_of: &'a str,
}

/// A text in every language of the portal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Text {
    pub(crate) de: String,
    pub(crate) en: String,
}

/// A postal address.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Address)]
pub(crate) struct Address<'a> {
    pub(crate) street: Option<&'a str>,
    pub(crate) house_number: Option<&'a str>,
    pub(crate) postcode: Option<&'a str>,
    /// Town, when it is not the city itself.
    pub(crate) town: Option<&'a str>,
}

/// Degrees in WGS 84.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Position {
    #[schema(minimum = -90, maximum = 90)]
    pub(crate) lat: f64,
    #[schema(minimum = -180, maximum = 180)]
    pub(crate) lon: f64,
}

/// Whether a place is open, and when that changes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "lowercase")]
pub(crate) enum Opening {
    /// Open now.
    Open {
        /// When it closes (RFC 3339); null when it never does.
        until: Option<String>,
    },
    /// Closed now.
    Closed {
        /// When it opens again (RFC 3339); null when that is not foreseeable.
        opens: Option<String>,
    },
    /// Nobody knows.
    Unknown,
}

/// A source with its licence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Source)]
pub(crate) struct Source<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Text,
    pub(crate) url: Option<&'a str>,
    /// Name of the licence.
    pub(crate) licence: &'a str,
    /// Text of the licence.
    pub(crate) licence_url: Option<&'a str>,
    /// The credit that has to be shown.
    pub(crate) attribution: &'a str,
}

/// How good a position is.
#[derive(ToSchema)]
#[schema(as = Accuracy, rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's type")]
enum AccuracyName {
    Exact,
    Building,
    Street,
    Area,
}

/// Access with a wheelchair.
#[derive(ToSchema)]
#[schema(as = Wheelchair, rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's type")]
enum WheelchairName {
    Yes,
    Limited,
    No,
    Unknown,
}

/// A colour of glass.
#[derive(ToSchema)]
#[schema(as = GlassColour, rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's type")]
enum GlassColourName {
    White,
    Green,
    Brown,
    Any,
}

impl<'a> Place<'a> {
    /// Writes a place of a city; `public_url` is where its page is found.
    pub(crate) fn new(city: &'a City, public_url: &str, listed: &'a ListedPlace) -> Self {
        let place = &*listed.place;
        let label = Text {
            de: i18n::places::label(city, place, Locale::De),
            en: i18n::places::label(city, place, Locale::En),
        };
        let page = app::routes::Route::of_place(city, place).href(Locale::De);
        let address = &place.address;
        Self {
            id: place.id.as_str(),
            origin: &place.origin,
            category: place.category.as_str(),
            name: place.name.as_deref(),
            address: Address {
                street: address.street.as_deref(),
                house_number: address.house_number.as_deref(),
                postcode: address.postcode.as_deref(),
                town: address.town.as_deref(),
            },
            near_street: place.near_street.as_deref(),
            position: Position {
                lat: place.position.lat(),
                lon: place.position.lon(),
            },
            accuracy: place.accuracy,
            district: place.district.as_ref().map(DistrictId::as_str),
            // Centimetres would be a lie.
            distance_m: listed.distance.map(|distance| distance.0.round()),
            opening_hours: place.opening_hours.as_deref(),
            opening_hours_as_of: place.opening_hours_as_of.as_ref().map(AsOf::as_str),
            opening: Opening::from(&listed.opening),
            phone: place.phone.as_deref(),
            website: place.website.as_deref(),
            wheelchair: place.wheelchair,
            wheelchair_note: place.wheelchair_note.as_deref(),
            fee: place.fee,
            fee_note: place.fee_note.as_deref(),
            euro_key: place.euro_key,
            glass_colours: &place.glass_colours,
            capacity: place.capacity,
            capacity_disabled: place.capacity_disabled,
            operator: place.operator.as_deref(),
            note: place.note.as_ref().map(Text::from),
            url: format!("{public_url}{page}"),
            source: Source::new(city, &place.source),
            as_of: place.as_of.as_str(),
            label,
        }
    }
}

impl<'a> Source<'a> {
    /// The source with this key; a place whose source the city no longer lists keeps the key.
    fn new(city: &'a City, id: &'a str) -> Self {
        let source = city.source(id);
        Self {
            id,
            title: source.map_or_else(
                || Text {
                    de: id.into(),
                    en: id.into(),
                },
                |s| (&s.title).into(),
            ),
            url: source.and_then(|s| s.url.as_deref()),
            licence: source.map_or("", |s| &s.licence),
            licence_url: source.and_then(|s| s.licence_url.as_deref()),
            attribution: source.map_or("", |s| &s.attribution),
        }
    }
}

impl From<&domain::LocalText> for Text {
    fn from(text: &domain::LocalText) -> Self {
        Self {
            de: text.de.clone(),
            en: text.en.clone(),
        }
    }
}

impl From<&OpeningState> for Opening {
    fn from(state: &OpeningState) -> Self {
        // RFC 3339: the offset without the name of the time zone.
        let written = |at: &Option<jiff::Zoned>| {
            at.as_ref()
                .map(|at| at.timestamp().display_with_offset(at.offset()).to_string())
        };
        match state {
            OpeningState::Open { until } => Self::Open {
                until: written(until),
            },
            OpeningState::Closed { opens } => Self::Closed {
                opens: written(opens),
            },
            OpeningState::Unknown => Self::Unknown,
        }
    }
}
