//! What a reader of `SensorThings` wants to see of observations.

use jiff::Timestamp;

/// `$top`, `$skip`, the order, and the bounds of `$filter` on `phenomenonTime`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    pub(super) top: Option<usize>,
    pub(super) skip: usize,
    pub(super) newest_first: bool,
    pub(super) after: Option<Timestamp>,
    pub(super) before: Option<Timestamp>,
}

impl Wanted {
    /// From the parameters of a request.
    pub(super) fn of(
        parameters: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
    ) -> Self {
        let mut wanted = Self::default();
        for (key, value) in parameters {
            let value = value.as_ref().trim();
            match key.as_ref().trim() {
                "$top" => wanted.top = value.parse().ok(),
                "$skip" => wanted.skip = value.parse().unwrap_or(0),
                "$orderby" => wanted.newest_first = value.to_lowercase().ends_with("desc"),
                "$filter" => wanted.filter(value),
                _ => {}
            }
        }
        wanted
    }

    /// From what stands in the brackets of `Observations(…)` in `$expand`; `None` when the
    /// observations are not asked for.
    pub(super) fn expanded(expand: &str) -> Option<Self> {
        let rest = &expand[expand.find("Observations")? + "Observations".len()..];
        let Some(rest) = rest.strip_prefix('(') else {
            return Some(Self::default());
        };
        let mut depth = 1;
        let end = rest.find(|sign| {
            depth += match sign {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let inside = &rest[..end.unwrap_or(rest.len())];
        Some(Self::of(
            inside
                .split([';', '&'])
                .filter_map(|part| part.split_once('=')),
        ))
    }

    /// Comparisons such as `phenomenonTime gt 2026-06-01T00:00:00Z and …`.
    fn filter(&mut self, filter: &str) {
        let words: Vec<&str> = filter.split_whitespace().collect();
        for three in words.windows(3) {
            let [subject, comparison, instant] = three else {
                continue;
            };
            let time = ["phenomenonTime", "resultTime"].contains(subject);
            let Some(instant) = instant.trim_matches('\'').parse().ok().filter(|_| time) else {
                continue;
            };
            match *comparison {
                "gt" | "ge" => self.after = Some(instant),
                "lt" | "le" => self.before = Some(instant),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expansion_says_which_observations() {
        let expand =
            "Thing/Locations,ObservedProperty,Observations($orderby=phenomenonTime desc;$top=1)";
        let wanted = Wanted::expanded(expand).unwrap();
        assert!(wanted.newest_first && wanted.top == Some(1) && wanted.after.is_none());
        let wanted =
            Wanted::expanded("Observations($filter=phenomenonTime gt 2026-06-01T00:00:00Z)")
                .unwrap();
        assert_eq!(wanted.after, Some("2026-06-01T00:00:00Z".parse().unwrap()));
        assert_eq!(Wanted::expanded("Thing/Locations"), None);
        assert_eq!(Wanted::expanded("Observations("), Some(Wanted::default()));
    }
}
