//! Lines: what they are called, what runs on them and in which colour they are shown.

use std::fmt;

/// What runs on a line, as GTFS counts kinds (`route_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what runs")]
pub enum Mode {
    Tram,
    Metro,
    Rail,
    Bus,
    Ferry,
    CableCar,
    Funicular,
    Other,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 8] = [
        Self::Tram,
        Self::Metro,
        Self::Rail,
        Self::Bus,
        Self::Ferry,
        Self::CableCar,
        Self::Funicular,
        Self::Other,
    ];

    /// The mode of a `route_type`, the extended ones of hundreds included.
    pub fn of_route_type(number: u16) -> Self {
        match number {
            0 | 900..=999 => Self::Tram,
            1 | 400..=499 | 500..=699 => Self::Metro,
            2 | 100..=199 => Self::Rail,
            3 | 11 | 200..=299 | 700..=899 => Self::Bus,
            4 | 1000..=1099 | 1200..=1299 => Self::Ferry,
            5 | 6 | 1300..=1399 => Self::CableCar,
            7 | 1400..=1499 => Self::Funicular,
            _ => Self::Other,
        }
    }

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tram => "tram",
            Self::Metro => "metro",
            Self::Rail => "rail",
            Self::Bus => "bus",
            Self::Ferry => "ferry",
            Self::CableCar => "cable_car",
            Self::Funicular => "funicular",
            Self::Other => "other",
        }
    }

    /// The mode with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == value)
    }
}

/// An opaque colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    const BLACK: Self = Self([0; 3]);
    const WHITE: Self = Self([255; 3]);

    /// The contrast that small text needs (WCAG 2.2, 1.4.3).
    const READABLE: f64 = 4.5;

    /// A colour from six hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        is_hex.then_some(())?;
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Ratio of contrast to another colour, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Six hexadecimal digits.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "{r:02x}{g:02x}{b:02x}")
    }
}

/// A line that passengers know by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Identifier in the timetable.
    pub id: String,
    /// What stands on the vehicle: the short name, or the long one where there is no short one.
    pub name: String,
    /// What runs on it.
    pub mode: Mode,
    /// Who runs it.
    pub operator: Option<String>,
    /// Its colour.
    pub colour: Option<Colour>,
    /// The colour that its operator writes on it.
    pub text_colour: Option<Colour>,
}

impl Line {
    /// The line's colour and one that can be read on it: the operator's where the contrast is high
    /// enough, else black or white.
    pub fn colours(&self) -> Option<(Colour, Colour)> {
        let ground = self.colour?;
        let wanted = self
            .text_colour
            .filter(|text| ground.contrast(*text) >= Colour::READABLE);
        let plain = if ground.contrast(Colour::WHITE) >= Colour::READABLE {
            Colour::WHITE
        } else {
            Colour::BLACK
        };
        Some((ground, wanted.unwrap_or(plain)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(colour: &str, text: Option<&str>) -> Line {
        Line {
            id: "5".to_owned(),
            name: "5".to_owned(),
            mode: Mode::Tram,
            operator: None,
            colour: Colour::parse(colour),
            text_colour: text.and_then(Colour::parse),
        }
    }

    #[test]
    fn the_operators_text_colour_is_used_where_it_can_be_read() {
        let text = |colour, text| line(colour, text).colours().unwrap().1.to_string();
        assert_eq!(text("0000FF", Some("FFFF00")), "ffff00");
        assert_eq!(text("FFFFFF", Some("FFFF00")), "000000");
        assert_eq!(text("0000ff", None), "ffffff");
        assert_eq!(line("", None).colours(), None);
    }

    #[test]
    fn extended_kinds_of_lines_are_known() {
        let modes = [0, 3, 109, 400, 715, 900, 1400, 1700].map(Mode::of_route_type);
        let names = modes.map(Mode::as_str);
        assert_eq!(
            names,
            [
                "tram",
                "bus",
                "rail",
                "metro",
                "bus",
                "tram",
                "funicular",
                "other"
            ]
        );
        for mode in Mode::ALL {
            assert_eq!(Mode::parse(mode.as_str()), Some(mode));
        }
    }

    proptest! {
        #[test]
        fn the_name_of_a_line_can_be_read_on_any_colour(ground: [u8; 3], text: [u8; 3]) {
            let line = Line {
                colour: Some(Colour(ground)),
                text_colour: Some(Colour(text)),
                ..line("", None)
            };
            let (ground, text) = line.colours().unwrap();
            prop_assert!(ground.contrast(text) >= Colour::READABLE);
        }

        #[test]
        fn any_text_is_a_colour_or_none(text in ".*") {
            if let Some(colour) = Colour::parse(&text) {
                prop_assert_eq!(colour.to_string(), text.to_ascii_lowercase());
            }
        }
    }
}
