//! Everything that is answered over HTTP, one file for each concern.

pub mod base_map;
pub(crate) mod client_address;
mod client_errors;
mod fault_pages;
mod health;
mod listener;
mod metrics_page;
mod nonce;
mod notifications;
mod pages;
pub mod rate_limit;
mod render;
mod report_form;
mod request_limits;
mod request_log;
mod router;
mod same_origin;
mod security_headers;
mod security_txt;
mod site_files;
mod sitemap;

pub use listener::{bind, serve};
pub use metrics_page::metrics_router;
pub(crate) use nonce::random_word;
pub use router::router;
pub use site_files::SiteFiles;
