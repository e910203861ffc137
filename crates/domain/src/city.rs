//! Everything that is one city's and not the software's.

use jiff::tz::TimeZone;

use crate::{
    Area, BoundingBox, Category, CategoryId, Coordinate, District, DistrictId, LocalText, Place,
    display::Display,
    heat::HeatHelp,
    live::Feed,
    place::AsOf,
    street::{Address, Street},
};

/// A city as its folder describes it.
#[derive(Clone, Debug)]
pub struct City {
    /// "Musterstadt".
    pub name: String,
    /// "Bürgerportal Musterstadt".
    pub portal_name: String,
    /// Time zone of every opening hour and every shown time.
    pub time_zone: TimeZone,
    /// Land whose public holidays hold, as ISO 3166-2 subdivision: `BW`.
    pub land: String,
    /// Where the map starts.
    pub centre: Coordinate,
    /// What the base map covers.
    pub bounding_box: BoundingBox,
    /// Where places may lie: the city and what belongs to it outside the base map, such as park
    /// and ride along the lines into the city.
    pub places_box: BoundingBox,
    /// Telephone numbers and addresses citizens are sent to.
    pub contacts: Vec<Contact>,
    /// Pages of the city that the portal leads to.
    pub links: Vec<Link>,
    /// Screens on walls.
    pub displays: Vec<Display>,
    /// Help in heat.
    pub heat: HeatHelp,
    /// What each area is about, in one sentence.
    pub areas: Vec<(Area, LocalText)>,
    /// Kinds of places in the order of the pages.
    pub categories: Vec<Category>,
    /// The city limits in WGS 84, x is the longitude, where they are known.
    pub boundary: Option<geo::MultiPolygon>,
    /// Districts in alphabetical order.
    pub districts: Vec<District>,
    /// Street directory.
    pub streets: Vec<Street>,
    /// Addresses with house numbers, as far as known.
    pub addresses: Vec<Address>,
    /// Where records come from.
    pub sources: Vec<Source>,
    /// What is read from those sources again and again.
    pub feeds: Vec<Feed>,
    /// Feeds that are described and not read, because something is not settled yet.
    pub resting_feeds: Vec<Feed>,
    /// The city's own table of places.
    pub places: Vec<Place>,
    /// Texts the city answers for, as Markdown.
    pub texts: Texts,
    /// Custom properties of the theme, as CSS.
    pub theme_css: String,
    /// What is known about the base map, where the folder has one.
    pub base_map: Option<BaseMap>,
}

/// A way to reach the city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Key, such as `appointments`.
    pub id: String,
    /// What it is for.
    pub label: LocalText,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// When somebody answers, in words.
    pub hours: Option<LocalText>,
    /// Postal address in one line.
    pub address: Option<String>,
    /// Web address.
    pub url: Option<String>,
}

/// A page of the city that the portal leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Key, such as `offices`.
    pub id: String,
    /// What is found there.
    pub label: LocalText,
    /// Web address.
    pub url: String,
}

/// A source of records with its licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Key that places refer to.
    pub id: String,
    /// Name of the source.
    pub title: LocalText,
    /// Where it is found.
    pub url: Option<String>,
    /// Name of the licence.
    pub licence: String,
    /// Text of the licence.
    pub licence_url: Option<String>,
    /// The credit that has to be shown.
    pub attribution: String,
    /// When it was taken, where one date holds for all of it.
    pub as_of: Option<AsOf>,
}

/// Texts of the legal pages in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Impressum.
    pub imprint: LocalText,
    /// Datenschutzerklärung.
    pub privacy: LocalText,
    /// Erklärung zur Barrierefreiheit.
    pub accessibility: LocalText,
}

/// The base map file beside the city's folder and what it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseMap {
    /// The `PMTiles` archive.
    pub path: std::path::PathBuf,
    /// What it covers.
    pub bounds: BoundingBox,
    /// Lowest zoom with tiles.
    pub min_zoom: u8,
    /// Highest zoom with tiles; beyond it they are enlarged.
    pub max_zoom: u8,
    /// The credit that has to be shown on every map.
    pub attribution: String,
    /// When the data it is drawn from was taken.
    pub as_of: Option<AsOf>,
}

impl BaseMap {
    /// Changes when the map does: part of the tiles' addresses, so that they may be kept for ever.
    pub fn version(&self) -> &str {
        self.as_of.as_ref().map_or("1", AsOf::as_str)
    }
}

impl City {
    /// The category with this identifier.
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The category with this slug.
    pub fn category_by_slug(&self, slug: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.slug == slug)
    }

    /// The district with this identifier.
    pub fn district(&self, id: &DistrictId) -> Option<&District> {
        self.districts.iter().find(|district| district.id == *id)
    }

    /// The source with this key.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
