//! What a chart shows, in words.

use domain::live::Compared;

use crate::{Chart, Series, Value, when};

impl Chart {
    /// The least and the greatest value with their times, and how the last one compares with what is
    /// usual; of several series the least and the greatest of each. `None` when there is no value.
    pub fn sentence(&self) -> Option<String> {
        if self.drawn().nth(1).is_some() {
            let each: Vec<String> = self.drawn().filter_map(|one| self.extent(one)).collect();
            return (!each.is_empty()).then(|| each.join(" "));
        }
        let values = self.series.first().map(Series::values)?;
        let least = values.iter().min_by(|a, b| a.value.total_cmp(&b.value))?;
        // The first of several equals.
        let greatest = values
            .iter()
            .rev()
            .max_by(|a, b| a.value.total_cmp(&b.value))?;
        let told = |one: &Value| (self.quantity(one.value), when::span(self, one.start));
        let locale = self.locale;
        let range = if self.number(least.value) == self.number(greatest.value) {
            i18n::charts::constant(locale, &self.quantity(least.value))
        } else {
            let (low, low_at) = told(least);
            let (high, high_at) = told(greatest);
            i18n::charts::range(locale, (&low, &low_at), (&high, &high_at))
        };
        let compared = values.last().and_then(|last| {
            let usual = self.usual_at(last.start)?;
            let words = if self.bars() {
                let compared = Compared::of(last.value, usual.low, usual.median, usual.high);
                i18n::usual::compared(locale, compared)
            } else if last.value > usual.high {
                i18n::charts::above_usual(locale)
            } else if last.value < usual.low {
                i18n::charts::below_usual(locale)
            } else {
                i18n::charts::as_usual(locale)
            };
            Some(i18n::charts::lately(
                locale,
                &self.quantity(last.value),
                &when::span(self, last.start),
                words,
            ))
        });
        Some(match compared {
            Some(compared) => format!("{range} {compared}"),
            None => range,
        })
    }

    /// "Pkw: 3 bis 512."
    fn extent(&self, series: &Series) -> Option<String> {
        let values = || series.values().iter().map(|one| one.value);
        let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
        let to = i18n::charts::to(self.locale);
        let (low, high) = (self.number(low), self.quantity(high));
        Some(format!("{}: {low} {to} {high}.", series.name))
    }
}
