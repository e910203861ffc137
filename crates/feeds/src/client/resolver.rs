//! Names become addresses here, so that none is asked that has not been checked.

use std::{error::Error, net::SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

use super::addresses::is_public;

/// A name leads to an address that the portal does not ask.
#[derive(Clone, Copy, Debug, Error)]
#[error("its name leads to a private address")]
pub(super) struct PrivateAddress;

/// Resolves names with the system's resolver and lets only public addresses pass.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One private address among public ones is no accident.
            if found.iter().all(|address| is_public(address.ip())) {
                Ok(Box::new(found.into_iter()) as Addrs)
            } else {
                Err(Box::new(PrivateAddress) as Box<dyn Error + Send + Sync>)
            }
        })
    }
}
