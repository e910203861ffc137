//! What a list of places may be asked for.

use domain::{BoundingBox, CategoryId, PlaceQuery};
use portal::{Near, Portal};
use utoipa::IntoParams;

use super::format::Format;
use crate::api::Problem;

/// Places on a page when no number is given.
const PER_PAGE: usize = 100;

/// Places on a page at most.
const PER_PAGE_MAX: usize = 1000;

/// Longest value of a parameter, in characters.
const LONGEST: usize = 200;

/// The parameters as they are described; [`PlacesQuestion::parse`] reads them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes the parameters, which are parsed one by one"
)]
pub(crate) struct PlacesParameters {
    /// Identifier or slug of a category, such as `toilet` or `toiletten`.
    category: Option<String>,
    /// Slug of a district.
    district: Option<String>,
    /// Only what is certainly open at this moment.
    open_now: Option<bool>,
    /// Only what a wheelchair can enter without help.
    wheelchair: Option<bool>,
    /// Only what the Euro key opens.
    eurokey: Option<bool>,
    /// Only what is certainly free of charge.
    free: Option<bool>,
    /// Words that name or address contain.
    #[param(max_length = 200)]
    q: Option<String>,
    /// West, south, east and north in degrees, separated by commas.
    #[param(example = "8.66,49.39,8.72,49.42")]
    bbox: Option<String>,
    /// A position `lat,lon` or an address of the city; sorts by distance.
    #[param(max_length = 200, example = "49.41,8.69")]
    near: Option<String>,
    /// Page, counted from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u32>,
    /// Places on a page.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    per_page: Option<u32>,
    /// How places are written; without it, `Accept` decides.
    #[param(inline)]
    format: Option<Format>,
}

/// A question to the list of places.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlacesQuestion {
    pub(crate) query: PlaceQuery,
    pub(crate) within: Option<BoundingBox>,
    /// Counted from 0.
    pub(crate) page: usize,
    pub(crate) per_page: usize,
    pub(crate) format: Option<Format>,
}

impl PlacesQuestion {
    /// Reads a query string. Whatever is not understood is a problem that names the parameter, so
    /// that nobody takes all places for an answer to a misspelt filter.
    pub(crate) fn parse(portal: &Portal, query: &str) -> Result<Self, Problem> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut question = Self {
            query: PlaceQuery::default(),
            within: None,
            page: 0,
            per_page: PER_PAGE,
            format: None,
        };
        for (name, value) in &pairs {
            question
                .set(portal, name, value.trim())
                .map_err(|why| Problem::parameter(name, why))?;
        }
        Ok(question)
    }

    fn set(&mut self, portal: &Portal, name: &str, value: &str) -> Result<(), String> {
        if value.chars().count() > LONGEST {
            return Err(format!("longer than {LONGEST} characters"));
        }
        let query = &mut self.query;
        match name {
            "category" => query.category = Some(category(portal, value)?),
            "district" => query.district = Some(district(portal, value)?),
            "open_now" => query.open_now = truth(value)?,
            "wheelchair" => query.wheelchair = truth(value)?,
            "eurokey" => query.euro_key = truth(value)?,
            "free" => query.free = truth(value)?,
            "q" => query.text = Some(value.to_owned()).filter(|text| !text.is_empty()),
            "near" => query.near = Some(near(portal, value)?),
            "bbox" => {
                let edges = "write west,south,east,north in degrees, such as 8.66,49.39,8.72,49.42";
                self.within = Some(value.parse().map_err(|_| edges)?);
            }
            "page" => self.page = number(value, 1_000_000)? - 1,
            "per_page" => self.per_page = number(value, PER_PAGE_MAX)?,
            "format" => {
                let format = Format::parse(value).ok_or("write json, geojson or csv")?;
                self.format = Some(format);
            }
            _ => return Err("there is no such parameter; /api/openapi.json lists them all".into()),
        }
        Ok(())
    }
}

fn category(portal: &Portal, value: &str) -> Result<String, String> {
    let by_id = portal.city.category(&CategoryId::new(value));
    let found = by_id.or_else(|| portal.city.category_by_slug(value));
    let unknown = || format!("there is no category `{value}`; /api/v1/categories lists them all");
    found
        .map(|category| category.slug.clone())
        .ok_or_else(unknown)
}

fn district(portal: &Portal, value: &str) -> Result<String, String> {
    let found = portal
        .city
        .districts
        .iter()
        .find(|district| district.id.as_str() == value);
    let unknown = || format!("there is no district `{value}`; /api/v1/districts lists them all");
    found
        .map(|district| district.id.to_string())
        .ok_or_else(unknown)
}

fn near(portal: &Portal, value: &str) -> Result<String, String> {
    match portal.locate(Some(value)) {
        Near::Found { .. } => Ok(value.to_owned()),
        _ => Err(format!(
            "`{value}` is neither a position lat,lon nor a known address"
        )),
    }
}

fn truth(value: &str) -> Result<bool, String> {
    value.parse().map_err(|_| "write true or false".to_owned())
}

fn number(value: &str, most: usize) -> Result<usize, String> {
    let number = value
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("write a whole number from 1 to {most}"))
}
