//! The open interface, for programs: versioned, described by `OpenAPI`, readable from any page.

mod document;
mod problem;
mod v1;
mod validators;

pub use document::openapi_json;
pub(crate) use document::router;
pub(crate) use problem::Problem;
