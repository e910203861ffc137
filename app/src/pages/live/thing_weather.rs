//! What was counted, and the weather beside it.

use domain::Locale;
use portal::live::{Course, WeatherBeside};

use super::thing_charts::Frame;
use crate::written::Html;

impl Frame<'_> {
    /// The chart of the counts and those of the weather, on the same axis of time.
    pub(super) fn with_weather(
        &self,
        counted: Option<Course>,
        beside: Option<WeatherBeside>,
    ) -> Vec<Html> {
        let locale = self.locale;
        let said = match &beside {
            None => Some(i18n::charts::no_weather(locale).to_owned()),
            Some(beside) => dry_and_wet(locale, beside),
        };
        let counted = counted.map(|course| self.without_usual(course, said));
        let mut figures: Vec<Html> = counted.into_iter().collect();
        if let Some(beside) = beside {
            let away = beside.away.map(|away| i18n::format::distance(locale, away));
            let station = &beside.station;
            let said = i18n::charts::measured_at(locale, &station.name, away.as_deref());
            let frame = Frame {
                thing: station,
                ..*self
            };
            let weather = beside.courses.into_iter();
            figures.extend(weather.map(|course| frame.without_usual(course, Some(said.clone()))));
        }
        figures
    }

    fn without_usual(&self, mut course: Course, said: Option<String>) -> Html {
        course.usual.clear();
        let notes = said.into_iter().chain(self.gaps(&course)).collect();
        self.figure(course, notes)
    }
}

/// How many were counted on dry and on rainy days.
fn dry_and_wet(locale: Locale, beside: &WeatherBeside) -> Option<String> {
    let days = beside.days?;
    let told = |(days, mean): (usize, f64)| {
        let days = i18n::format::integer(locale, days);
        (days, i18n::format::number(locale, mean, 0))
    };
    Some(i18n::charts::dry_and_wet(
        locale,
        told(days.dry),
        told(days.wet),
    ))
}
