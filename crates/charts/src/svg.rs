//! The picture of a chart. Its lines are stretched to the width of the page; words keep their size,
//! because they stand beside the stretched part and are placed by percent.

use std::fmt::Write as _;

use crate::{
    Chart,
    shapes::{Drawing, HEIGHT, WIDTH},
    time_axis::{self, ticks},
};

/// Where the lines begin, in percent of the height: above them is room for a word.
const TOP: f64 = 9.0;
/// How high they are, in percent; below them are the times.
const HIGH: f64 = 79.0;
/// Words that are nearer to each other than this, in percent of the height, would touch.
const APART: f64 = 9.0;
/// Times further right than this would not fit.
const LAST_LABEL: f64 = 0.93;

/// A word beside the end of a line.
struct Word<'a> {
    text: &'a str,
    class: String,
    x: f64,
    y: f64,
}

impl Chart {
    /// The picture: one element `svg` with a name for those who do not see it. From its bars and lines,
    /// and from the table, `frontend/chart.js` knows which value stands where.
    pub fn svg(&self) -> String {
        let drawing = Drawing::of(self);
        let mut svg = String::with_capacity(4_096);
        let _ = write!(
            svg,
            r#"<svg class="chart-svg" role="img" aria-roledescription="{}" aria-label="{}" data-unit="{}"><svg y="{TOP}%" width="100%" height="{HIGH}%" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" overflow="visible" aria-hidden="true">"#,
            i18n::charts::chart(self.locale),
            escaped(&self.name),
            self.unit
        );
        let mut path = |class: &str, path: &str| {
            if !path.is_empty() {
                let _ = write!(svg, r#"<path class="{class}" d="{path}"/>"#);
            }
        };
        path("grid", &drawing.grid());
        // Bars would hide the band; a line stands above it.
        if self.bars() {
            for series in self.drawn() {
                path("bars", &drawing.bars(series.values()));
            }
        }
        path("band", &drawing.band());
        path("median", &drawing.median());
        if !self.bars() {
            for (at, series) in self.drawn().enumerate() {
                path(&line_class(at), &drawing.line(series.values()));
            }
        }
        svg.push_str("</svg>");
        self.numbers(&drawing, &mut svg);
        self.times(&mut svg);
        self.words(&drawing, &mut svg);
        svg.push_str("</svg>");
        svg
    }

    /// Numbers on the lines across; the unit stands beside the highest.
    fn numbers(&self, drawing: &Drawing<'_>, svg: &mut String) {
        let last = drawing.axis.ticks().count() - 1;
        for (at, value) in drawing.axis.ticks().enumerate() {
            let text = if at == last {
                self.quantity(value)
            } else {
                self.number(value)
            };
            let y = TOP + (1.0 - drawing.axis.share(value)) * HIGH;
            let _ = write!(svg, r#"<text y="{y:.1}%" dy="-.3em">{text}</text>"#);
        }
    }

    fn times(&self, svg: &mut String) {
        for tick in ticks(self) {
            let x = time_axis::share(self, tick.at);
            if x > LAST_LABEL {
                continue;
            }
            let class = if tick.is_minor {
                r#" class="minor""#
            } else {
                ""
            };
            let _ = write!(
                svg,
                r#"<text{class} x="{:.1}%" y="100%" dx=".25em" dy="-.4em">{}</text>"#,
                x * 100.0,
                escaped(&tick.label)
            );
        }
    }

    /// Names beside the ends of the lines, where there is more than one thing to tell apart.
    fn words(&self, drawing: &Drawing<'_>, svg: &mut String) {
        let series = self.drawn().enumerate().filter_map(|(at, series)| {
            let (x, y) = drawing.end_of(series.values())?;
            Some(Word {
                text: &series.name,
                class: format!("name s{}", at + 1),
                x,
                y: TOP + y * HIGH,
            })
        });
        let usual = drawing.end_of_usual().map(|(x, y)| Word {
            text: i18n::charts::usual(self.locale),
            class: "name".to_owned(),
            x,
            y: TOP + y * HIGH,
        });
        let mut words: Vec<Word<'_>> = series.chain(usual).collect();
        if words.len() < 2 {
            return;
        }
        spread(&mut words);
        for Word { text, class, x, y } in words {
            let anchor = if x > 0.5 { "end" } else { "start" };
            let _ = write!(
                svg,
                r#"<text class="{class}" x="{:.1}%" y="{y:.1}%" dy="-.4em" text-anchor="{anchor}">{}</text>"#,
                x * 100.0,
                escaped(text)
            );
        }
    }
}

/// Moves words apart that would touch, first down and then up again from the bottom.
fn spread(words: &mut [Word<'_>]) {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut least = TOP;
    for word in words.iter_mut() {
        word.y = word.y.max(least);
        least = word.y + APART;
    }
    let mut most = TOP + HIGH;
    for word in words.iter_mut().rev() {
        word.y = word.y.min(most);
        most = word.y - APART;
    }
}

/// "line s1": each line has its own colour and its own dashes. Classes: s1 s2 s3 s4.
fn line_class(at: usize) -> String {
    format!("line s{}", at + 1)
}

/// A text as it stands in an element or in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
