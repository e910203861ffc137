//! The pages: each loads what it needs from the portal, then shows it.

use crate::site::{Answer, PageRequest, ReportRequest, Site};

/// Answers a request for a page; an unknown path is answered by a page that helps.
pub async fn answer(_site: &Site, _request: PageRequest) -> Answer {
    Answer::Redirect { status: 303, to: "/".to_owned() }
}

/// Takes a report about a place and shows what came of it.
pub async fn report(_site: &Site, _request: ReportRequest) -> Answer {
    Answer::Redirect { status: 303, to: "/".to_owned() }
}

/// The page for a fault of the server.
pub fn fault(_site: &Site, _locale: domain::Locale, _status: u16) -> Answer {
    Answer::Redirect { status: 303, to: "/".to_owned() }
}
