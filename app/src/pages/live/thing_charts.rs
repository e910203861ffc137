//! The history of a measuring point as charts.

use charts::{Chart, Series, Shape, Step as ChartStep, Usual, Value};
use domain::{
    Locale,
    live::{Datastream, Thing},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use leptos::prelude::*;
use portal::live::{Course, DayKind, Line, Span, Step, WeatherBeside};

use super::thing_part::Part;
use crate::{
    components::{ChartFigure, chart_figure},
    routes::in_path,
    site::Site,
    written::{Html, Written},
};

/// What all charts of a page have in common.
pub(super) struct Frame<'a> {
    pub(super) site: &'a Site,
    pub(super) locale: Locale,
    pub(super) thing: &'a Thing,
    pub(super) span: Span,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

/// A chart for a part of the courses; where there is none, why.
pub(super) fn charts(
    site: &Site,
    locale: Locale,
    thing: &Thing,
    span: Span,
    courses: Vec<Course>,
    (part, weather): (Part, Option<WeatherBeside>),
) -> Html {
    let (from, to) = span.bounds(&site.portal.now());
    let frame = Frame {
        site,
        locale,
        thing,
        span,
        from,
        to,
    };
    if courses.is_empty() {
        return view! { <p>{i18n::charts::no_values_in_range(locale)}</p> }.written();
    }
    let figures: Vec<Html> = match part {
        Part::Whole => courses
            .into_iter()
            .take(1)
            .map(|one| frame.told(one))
            .collect(),
        Part::Classes => courses
            .into_iter()
            .skip(1)
            .map(|one| frame.told(one))
            .collect(),
        Part::Profile => courses
            .iter()
            .filter_map(|one| frame.profile(one))
            .collect(),
        Part::Weather => frame.with_weather(courses.into_iter().next(), weather),
    };
    view! { <div class="charts">{figures}</div> }.written()
}

impl Frame<'_> {
    /// A chart with all that has to be known to read it.
    fn told(&self, course: Course) -> Html {
        let notes = self.notes(&course);
        self.figure(course, notes)
    }

    pub(super) fn figure(&self, course: Course, notes: Vec<String>) -> Html {
        let locale = self.locale;
        let title = capitalised(&self.title(&course));
        let step = course.step;
        let files = course.streams.iter().map(|one| self.file(one, step));
        let files = files.collect();
        chart_figure(ChartFigure {
            each: i18n::charts::each(locale, step.minutes()),
            notes,
            files,
            chart: self.chart(course, &title),
            title,
        })
    }

    /// How a day usually goes, as a day without a date.
    fn profile(&self, course: &Course) -> Option<Html> {
        if course.profile.is_empty() {
            return None;
        }
        let (locale, begin) = (self.locale, Timestamp::UNIX_EPOCH);
        let hour =
            |hour: usize| begin + SignedDuration::from_hours(i64::try_from(hour).unwrap_or(0));
        let series = course.profile.iter().map(|(kind, hours)| {
            let known = hours.iter().enumerate();
            let values = known.filter_map(|(at, value)| {
                Some(Value {
                    start: hour(at),
                    end: hour(at + 1),
                    value: (*value)?,
                })
            });
            let name = match kind {
                DayKind::Workday => i18n::charts::workdays(locale),
                DayKind::Saturday => i18n::charts::saturdays(locale),
                DayKind::Sunday => i18n::charts::sundays(locale),
            };
            Series::new(name.to_owned(), values.collect())
        });
        let title = i18n::charts::profile(locale);
        let chart = Chart {
            locale,
            zone: TimeZone::UTC,
            from: begin,
            to: hour(24),
            step: ChartStep::Clock,
            name: format!("{title}, {}", self.thing.name),
            unit: i18n::observed::unit(course.property),
            decimals: course.property.decimals(),
            shape: Shape::Line,
            series: series.collect(),
            usual: Vec::new(),
        };
        Some(chart_figure(ChartFigure {
            title: title.to_owned(),
            each: i18n::charts::each(locale, course.step.minutes()),
            chart,
            notes: vec![i18n::charts::profile_note(locale).to_owned()],
            files: Vec::new(),
        }))
    }

    /// "Fahrzeuge", "Fahrzeuge (Pkw)", "Fahrzeuge nach Fahrzeugklasse".
    fn title(&self, course: &Course) -> String {
        let property = i18n::observed::property(self.locale, course.property);
        match &course.lines[..] {
            [line] if line.class.is_some() => {
                format!("{property} ({})", line_name(self.locale, line))
            }
            [_, _, ..] if course.lines.iter().all(|line| line.class.is_some()) => {
                format!("{property} {}", i18n::charts::by_class(self.locale))
            }
            _ => property.to_owned(),
        }
    }

    fn chart(&self, course: Course, title: &str) -> Chart {
        let locale = self.locale;
        let range = i18n::charts::span(locale, self.span.slug());
        let is_whole = course.lines.len() == 1;
        let mut lines = course.lines;
        // What there is most of is shown where not all can be.
        let total = |line: &Line| line.values.iter().map(|one| one.value).sum::<f64>();
        if course.adds_up {
            lines.sort_by(|a, b| total(b).total_cmp(&total(a)));
        }
        let series = lines.into_iter().take(Chart::MOST_SERIES).map(|line| {
            let name = if is_whole {
                i18n::charts::measured(locale).to_owned()
            } else {
                line_name(locale, &line)
            };
            let values = line.values.iter().map(|one| Value {
                start: one.start,
                end: one.end,
                value: one.value,
            });
            Series::new(name, values.collect())
        });
        let usual = course.usual.iter().map(|one| Usual {
            start: one.start,
            end: one.end,
            low: one.low,
            median: one.median,
            high: one.high,
        });
        Chart {
            locale,
            zone: self.site.city().time_zone.clone(),
            from: self.from,
            to: self.to,
            step: match course.step {
                Step::Quarter | Step::Hour => ChartStep::Clock,
                Step::Day => ChartStep::Day,
                Step::Week => ChartStep::Week,
            },
            name: format!("{title}, {}, {range}", self.thing.name),
            unit: i18n::observed::unit(course.property),
            decimals: course.property.decimals(),
            shape: if course.adds_up {
                Shape::Bars
            } else {
                Shape::Line
            },
            series: series.collect(),
            usual: usual.collect(),
        }
    }

    /// The values of a datastream in this span, as a file of the open interface.
    fn file(&self, stream: &Datastream, step: Step) -> (String, String) {
        let resolution = match step {
            Step::Quarter => "15min",
            Step::Hour => "1h",
            Step::Day | Step::Week => "1d",
        };
        let href = format!(
            "/api/v1/observations?datastream={}&from={}&to={}&resolution={resolution}&format=csv",
            in_path(stream.id.as_str()),
            self.from,
            self.to
        );
        let property = i18n::observed::property(self.locale, stream.property);
        let class = stream
            .class
            .map(|class| i18n::observed::vehicle_class(self.locale, class));
        let more: Vec<&str> = class
            .into_iter()
            .chain(stream.direction.as_deref())
            .collect();
        let name = if more.is_empty() {
            property.to_owned()
        } else {
            more.join(", ")
        };
        (name, href)
    }
}

/// "Pkw", "Richtung Norden".
fn line_name(locale: Locale, line: &Line) -> String {
    let class = line
        .class
        .map(|class| i18n::observed::vehicle_class(locale, class));
    let parts: Vec<&str> = class.into_iter().chain(line.direction.as_deref()).collect();
    parts.join(", ")
}

/// A heading begins with a capital letter.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.into_iter().chain([letters.collect()]).collect()
}
