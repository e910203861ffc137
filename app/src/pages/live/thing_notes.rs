//! What is said below a chart of a measuring point.

use charts::Chart;
use portal::live::{Course, Reference, Span, Step, YearToDate};

use super::thing_charts::Frame;

impl Frame<'_> {
    /// What has to be known to read the chart: gaps, what is usual, what is left out.
    pub(super) fn notes(&self, course: &Course) -> Vec<String> {
        let locale = self.locale;
        let mut notes = Vec::new();
        let [_] = &course.lines[..] else {
            if course.lines.len() > Chart::MOST_SERIES {
                notes.push(i18n::charts::most_frequent(locale).to_owned());
            }
            return notes;
        };
        notes.extend(self.gaps(course));
        notes.extend(course.year_to_date.map(|both| self.compared_years(both)));
        if self.span != Span::Year {
            notes.extend(self.reference(course));
            if course.adds_up && !course.usual.is_empty() {
                notes.push(i18n::charts::tolerance(locale).to_owned());
            }
        }
        notes
    }

    /// What is called usual, or why nothing is.
    fn reference(&self, course: &Course) -> Option<String> {
        let locale = self.locale;
        let zone = &self.site.city().time_zone;
        let since = course.since.map(|at| at.to_zoned(zone.clone()).date());
        let hourly = course.step <= Step::Hour;
        let known = since.filter(|_| !course.usual.is_empty());
        match (Reference::of(course.property), known) {
            (Reference::Nothing, _) => None,
            (Reference::Weeks, Some(since)) => Some(i18n::charts::reference(locale, hourly, since)),
            (Reference::Weeks, None) => Some(i18n::charts::no_reference(locale, since)),
            (Reference::Seasons, Some(since)) => {
                Some(i18n::charts::season_reference(locale, hourly, since))
            }
            (Reference::Seasons, None) => Some(i18n::charts::no_season(locale).to_owned()),
        }
    }

    /// How many steps have no value.
    pub(super) fn gaps(&self, course: &Course) -> Option<String> {
        let [line] = &course.lines[..] else {
            return None;
        };
        let missing = course.steps.saturating_sub(line.values.len());
        let whole = |number| i18n::format::integer(self.locale, number);
        (missing > 0 && !line.values.is_empty())
            .then(|| i18n::charts::gaps(self.locale, &whole(missing), &whole(course.steps)))
    }

    /// This year against the one before: "an 210 Tagen …".
    fn compared_years(&self, both: YearToDate) -> String {
        let locale = self.locale;
        let number = |value| i18n::format::number(locale, value, 0);
        if both.days == 0 {
            return i18n::charts::no_year_before(locale).to_owned();
        }
        let days = i18n::format::integer(locale, both.days);
        let (this, before) = (number(both.this_year), number(both.year_before));
        i18n::charts::year_to_date(locale, &days, &this, &before)
    }
}
