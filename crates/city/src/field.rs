//! Values as they stand in a field of a table or under a key, and what can be wrong with them.

use domain::{BoundingBox, Coordinate, place::AsOf};

use crate::Complaint;

type Checked<T> = Result<T, Complaint>;

/// `yes` or `no`.
pub(crate) fn yes_no(text: &str) -> Checked<bool> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Complaint::new(
            format!("`{text}` is neither yes nor no"),
            "write yes or no, or leave it empty when nobody knows",
        )),
    }
}

/// A day, a month or a year.
pub(crate) fn as_of(text: &str) -> Checked<AsOf> {
    AsOf::parse(text).ok_or_else(|| {
        Complaint::new(
            format!("`{text}` is not a date"),
            "write 2026-11-22, or 2026-11 or 2026 when no more is known",
        )
    })
}

/// An `http` or `https` address.
pub(crate) fn web_address(text: &str) -> Checked<String> {
    let wrong = |hint: &str| {
        Err(Complaint::new(
            format!("`{text}` is not a web address"),
            hint,
        ))
    };
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return wrong("begin it with https:// or http://");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.contains('@') {
        return wrong("after https:// comes the name of a host, such as www.example.org");
    }
    if text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "\"'<>`\\".contains(c))
    {
        return wrong("write only one address, without spaces and quotation marks");
    }
    Ok(text.to_owned())
}

/// A telephone number as people write it.
pub(crate) fn phone(text: &str) -> Checked<String> {
    let allowed = |c: char| c.is_ascii_digit() || "+ -/().;,".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if text.chars().all(allowed) && digits >= 3 {
        return Ok(text.to_owned());
    }
    Err(Complaint::new(
        format!("`{text}` is not a telephone number"),
        "write it like +49 6221 58-13810: digits, spaces and hyphens, more than one with `;` between",
    ))
}

/// Five digits.
pub(crate) fn postcode(text: &str) -> Checked<String> {
    if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    Err(Complaint::new(
        format!("`{text}` is not a postcode"),
        "a German postcode has five digits",
    ))
}

/// A number of spaces.
pub(crate) fn count(text: &str) -> Checked<u32> {
    text.parse().map_err(|_| {
        Complaint::new(
            format!("`{text}` is not a whole number"),
            "write digits only, such as 60",
        )
    })
}

/// A key: small letters, digits and the other characters given.
pub(crate) fn key(text: &str, others: &str) -> Checked<String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || others.contains(c);
    if !text.is_empty() && text.chars().all(allowed) {
        return Ok(text.to_owned());
    }
    let hint = format!("use small letters a to z, digits and {}", spaced(others));
    Err(Complaint::new(format!("`{text}` is not a key"), hint))
}

fn spaced(characters: &str) -> String {
    characters
        .chars()
        .map(String::from)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A position from two numbers, inside `area` where that is known.
pub(crate) fn position(lat: &str, lon: &str, area: Option<&BoundingBox>) -> Checked<Coordinate> {
    let number = |name: &str, text: &str| {
        let hint = "write decimal degrees with a point, such as 49.4122";
        let wrong = || Complaint::new(format!("{name} `{text}` is not a number"), hint);
        text.parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .ok_or_else(wrong)
    };
    within(number("lat", lat)?, number("lon", lon)?, area)
}

/// A position from latitude and longitude, inside `area` where that is known.
pub(crate) fn within(lat: f64, lon: f64, area: Option<&BoundingBox>) -> Checked<Coordinate> {
    let inside = |lat, lon| {
        Coordinate::new(lat, lon)
            .ok()
            .filter(|c| area.is_none_or(|area| area.contains(*c)))
    };
    if let Some(position) = inside(lat, lon) {
        return Ok(position);
    }
    let what = format!("the position {lat}, {lon} is far outside the city");
    let hint = if inside(lon, lat).is_some() {
        "latitude and longitude are swapped: lat is about 47 to 55 in Germany, lon about 6 to 15"
    } else {
        "look at the position, or widen places_box in city.toml"
    };
    Err(Complaint::new(what, hint))
}

/// The name of the list that is most like `wrong`, as the end of a hint.
pub(crate) fn did_you_mean<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let best = names
        .iter()
        .max_by(|a, b| strsim::jaro_winkler(wrong, a).total_cmp(&strsim::jaro_winkler(wrong, b)));
    match best {
        Some(best) if strsim::jaro_winkler(wrong, best) > 0.8 => format!("did you mean `{best}`?"),
        _ if names.is_empty() => "there is none yet".to_owned(),
        _ => format!("there are: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_pass_as_web_addresses() {
        for good in ["https://www.example.org", "http://example.org/a?b=c#d"] {
            assert!(web_address(good).is_ok(), "{good}");
        }
        for bad in [
            "www.example.org",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "http://a\"b",
            "https://x@evil.example",
        ] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn telephone_numbers_have_digits_only() {
        assert!(phone("+49 6221 58-13810").is_ok());
        assert!(phone("(06221) 58/123; 06221 4").is_ok());
        for bad in ["call us", "12", "+49<script>"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn swapped_coordinates_are_recognised() {
        let area = BoundingBox::new(8.5, 49.3, 8.9, 49.5).unwrap();
        assert!(position("49.4", "8.7", Some(&area)).is_ok());
        let swapped = position("8.7", "49.4", Some(&area)).unwrap_err();
        assert!(swapped.hint.contains("swapped"), "{swapped:?}");
        let elsewhere = position("52.5", "13.4", Some(&area)).unwrap_err();
        assert!(elsewhere.hint.contains("places_box"), "{elsewhere:?}");
        assert!(position("49,4", "8.7", None).is_err());
        assert!(position("NaN", "8.7", None).is_err());
    }

    #[test]
    fn a_typing_error_gets_the_nearest_name() {
        assert_eq!(
            did_you_mean("tiolet", ["toilet", "park"].into_iter()),
            "did you mean `toilet`?"
        );
        assert_eq!(
            did_you_mean("x", ["toilet", "park"].into_iter()),
            "there are: toilet, park"
        );
    }
}
