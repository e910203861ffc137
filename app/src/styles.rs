//! Which styles are written into a page.

/// The styles of a page's first screen, beside `critical.css`; all others come at the end of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Styles {
    /// Places in a list, or one place.
    #[default]
    Lists,
    /// The home page with what happens in the city now.
    Home,
    /// Live values.
    Live,
    /// Live values in a list beside a map, or beside places.
    LiveList,
    /// Charts of live values.
    Charts,
}

impl Styles {
    /// The files, of [`crate::site::Assets::WRITTEN`].
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Lists => &["lists.css"],
            Self::Home => &["home.css", "live.css"],
            Self::Live => &["live.css"],
            Self::LiveList => &["lists.css", "live.css"],
            Self::Charts => &["charts.css"],
        }
    }
}
