//! Opening states in words.

use domain::{Locale, OpeningPhase, OpeningState};
use jiff::Zoned;

use crate::format;

/// "Geöffnet bis 17:30 Uhr", "Geschlossen – öffnet morgen um 8:00 Uhr", …
pub fn state(locale: Locale, state: &OpeningState, now: &Zoned) -> String {
    let de = locale == Locale::De;
    match (state, state.phase(now)) {
        (OpeningState::Open { until: Some(until) }, OpeningPhase::ClosesSoon) => {
            let at = closing(until);
            if de {
                format!("Schließt bald: um {at} Uhr")
            } else {
                format!("Closes soon: at {at}")
            }
        }
        (OpeningState::Open { until: Some(until) }, _) => {
            let day = far_day(locale, until, now);
            let at = closing(until);
            if de {
                format!("Geöffnet bis {day}{at} Uhr")
            } else {
                format!("Open until {day}{at}")
            }
        }
        (OpeningState::Open { until: None }, _) => if de {
            "Rund um die Uhr geöffnet"
        } else {
            "Open 24 hours"
        }
        .to_owned(),
        (OpeningState::Closed { opens: Some(opens) }, _) => {
            let (day, at) = (near_day(locale, opens, now), format::time(opens.time()));
            if de {
                format!("Geschlossen – öffnet {day} um {at} Uhr")
            } else {
                format!("Closed – opens {day} at {at}")
            }
        }
        (OpeningState::Closed { opens: None }, _) => {
            if de { "Geschlossen" } else { "Closed" }.to_owned()
        }
        (OpeningState::Unknown, _) => if de {
            "Öffnungszeiten nicht bekannt"
        } else {
            "Opening hours not known"
        }
        .to_owned(),
    }
}

fn closing(until: &Zoned) -> String {
    format::end_time(until.time())
}

/// Nothing for the coming 24 hours, else the day with a comma.
fn far_day(locale: Locale, until: &Zoned, now: &Zoned) -> String {
    if now.duration_until(until) <= jiff::SignedDuration::from_hours(24) {
        return String::new();
    }
    // What closes at midnight closes at the end of the day before.
    let last = until.saturating_sub(jiff::Span::new().minutes(1));
    format!("{}, ", day_name(locale, &last, now))
}

/// "heute", "morgen", "am Montag", "am 3. März".
fn near_day(locale: Locale, at: &Zoned, now: &Zoned) -> String {
    let de = locale == Locale::De;
    match days_between(now, at) {
        0 => if de { "heute" } else { "today" }.to_owned(),
        1 => if de { "morgen" } else { "tomorrow" }.to_owned(),
        _ => {
            let on = if de { "am" } else { "on" };
            format!("{on} {}", day_name(locale, at, now))
        }
    }
}

fn day_name(locale: Locale, at: &Zoned, now: &Zoned) -> String {
    if days_between(now, at) < 7 {
        format::weekday(locale, at.weekday()).to_owned()
    } else {
        format::day_and_month(locale, at.date())
    }
}

fn days_between(now: &Zoned, at: &Zoned) -> i32 {
    now.date()
        .until(at.date())
        .map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::{civil::DateTime, tz::TimeZone};

    use super::*;

    fn at(text: &str) -> Zoned {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        text.parse::<DateTime>().unwrap().to_zoned(zone).unwrap()
    }

    fn opens(when: &str) -> String {
        let state_then = OpeningState::Closed {
            opens: Some(at(when)),
        };
        state(Locale::De, &state_then, &at("2026-11-20T18:00"))
    }

    #[test]
    fn the_day_of_the_next_opening_is_named_as_people_say_it() {
        assert_eq!(
            opens("2026-11-20T20:00"),
            "Geschlossen – öffnet heute um 20:00 Uhr"
        );
        assert_eq!(
            opens("2026-11-21T08:00"),
            "Geschlossen – öffnet morgen um 8:00 Uhr"
        );
        assert_eq!(
            opens("2026-11-23T08:00"),
            "Geschlossen – öffnet am Montag um 8:00 Uhr"
        );
        assert_eq!(
            opens("2027-03-03T08:00"),
            "Geschlossen – öffnet am 3. März um 8:00 Uhr"
        );
    }

    #[test]
    fn the_last_hour_is_announced() {
        let open = OpeningState::Open {
            until: Some(at("2026-11-20T18:00")),
        };
        assert_eq!(
            state(Locale::De, &open, &at("2026-11-20T16:59")),
            "Geöffnet bis 18:00 Uhr"
        );
        assert_eq!(
            state(Locale::De, &open, &at("2026-11-20T17:00")),
            "Schließt bald: um 18:00 Uhr"
        );
        assert_eq!(
            state(Locale::En, &open, &at("2026-11-20T17:00")),
            "Closes soon: at 18:00"
        );
    }

    #[test]
    fn midnight_is_the_end_of_the_day() {
        let open = OpeningState::Open {
            until: Some(at("2026-11-21T00:00")),
        };
        assert_eq!(
            state(Locale::De, &open, &at("2026-11-20T16:00")),
            "Geöffnet bis 24:00 Uhr"
        );
    }

    #[test]
    fn a_far_closing_time_names_its_day() {
        let open = OpeningState::Open {
            until: Some(at("2026-11-23T10:00")),
        };
        let text = state(Locale::De, &open, &at("2026-11-20T16:00"));
        assert_eq!(text, "Geöffnet bis Montag, 10:00 Uhr");
    }
}
