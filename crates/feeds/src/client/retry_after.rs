//! How long a source wants to be left alone.

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// Seconds of `Retry-After`: a number, or a date that is compared with the source's own clock.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let text = |name| headers.get(name)?.to_str().ok();
    let value = text(RETRY_AFTER)?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(seconds);
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now = httpdate::parse_http_date(text(DATE)?).ok()?;
    Some(until.duration_since(now).unwrap_or_default().as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        retry_after(&headers.collect())
    }

    #[test]
    fn the_wait_is_a_number_or_a_date() {
        let date = ("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        assert_eq!(waits(&[("retry-after", "120")]), Some(120));
        let later = ("retry-after", "Sun, 22 Nov 2026 10:01:30 GMT");
        assert_eq!(waits(&[later, date]), Some(90));
        assert_eq!(
            waits(&[("retry-after", "Sun, 22 Nov 2026 09:00:00 GMT"), date]),
            Some(0)
        );
        assert_eq!(waits(&[later]), None);
        assert_eq!(waits(&[("retry-after", "soon"), date]), None);
    }
}
