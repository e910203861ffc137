//! Everything a citizen sees.
//!
//! Pages are rendered on the server and are complete without JavaScript. What is interactive is an
//! [`isle::Isle`]: the same view on both sides, written by the server and woken by the browser.

#[cfg(feature = "ssr")]
pub mod components;
pub mod isle;
pub mod isles;
#[cfg(feature = "ssr")]
pub mod page_cache;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod props;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod styles;
#[cfg(feature = "hydrate")]
pub mod wake;
#[cfg(feature = "ssr")]
pub mod wall_shell;
#[cfg(feature = "ssr")]
pub mod written;
