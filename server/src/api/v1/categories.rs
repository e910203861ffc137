//! `/api/v1/categories`: which kinds of places there are.

use axum::{Json, extract::State, http::HeaderMap, response::Response};
use domain::{Area, Filter};
use serde::Serialize;
use utoipa::ToSchema;

use super::place::Text;
use crate::{api::validators::Validators, state::SharedState};

/// A kind of places.
#[derive(Serialize, ToSchema)]
#[schema(as = Category)]
pub(crate) struct Category<'a> {
    /// Identifier, such as `toilet`.
    id: &'a str,
    /// Name in addresses, such as `toiletten`.
    slug: &'a str,
    /// Where the portal shows it.
    #[schema(value_type = AreaName)]
    area: Area,
    /// Plural.
    name: Text,
    /// Singular.
    one: Text,
    /// Filters that make sense.
    #[schema(value_type = Vec<FilterName>)]
    filters: &'a [Filter],
    /// What has to be known about the completeness of the set.
    notice: Option<Text>,
    /// The official list, where there is one.
    official_url: Option<&'a str>,
    /// How many places there are.
    places: usize,
}

/// An area of the portal.
#[derive(ToSchema)]
#[schema(as = Area, rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's type")]
enum AreaName {
    Services,
    Mobility,
    Climate,
}

/// A filter.
#[derive(ToSchema)]
#[schema(as = Filter, rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's type")]
enum FilterName {
    Open,
    Wheelchair,
    EuroKey,
    Free,
}

/// Kinds of places
#[utoipa::path(
    get, path = "/api/v1/categories", tag = "directory",
    responses(
        (status = 200, description = "All categories in the order of the pages", body = Vec<Category<'_>>),
        (status = 304, description = "The client has this answer already"),
    )
)]
pub(crate) async fn categories(State(state): State<SharedState>, headers: HeaderMap) -> Response {
    let portal = &state.site.portal;
    Validators::of_places(&state, "categories").answer(&headers, || {
        let categories = portal.city.categories.iter().map(|category| Category {
            id: category.id.as_str(),
            slug: &category.slug,
            area: category.area,
            name: (&category.name).into(),
            one: (&category.one).into(),
            filters: &category.filters,
            notice: category.notice.as_ref().map(Text::from),
            official_url: category.official_url.as_deref(),
            places: portal.count(&category.id).0,
        });
        Json(serde_json::json!(categories.collect::<Vec<_>>()))
    })
}
