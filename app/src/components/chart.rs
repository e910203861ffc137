//! A chart with everything that belongs to it: what it shows in a sentence, the same numbers as a
//! table, and as a file.

use charts::Chart;
use domain::Locale;
use leptos::prelude::*;

use crate::written::{Html, Written};

/// A chart on a page.
pub struct ChartFigure {
    /// Heading above it.
    pub title: String,
    /// Words beside the heading: what one value stands for.
    pub each: &'static str,
    /// The picture and the table.
    pub chart: Chart,
    /// What else has to be said about the numbers.
    pub notes: Vec<String>,
    /// Name and address of each series as a file.
    pub files: Vec<(String, String)>,
}

/// The figure; without values a sentence that says so, and the file.
pub fn chart_figure(figure: ChartFigure) -> Html {
    let ChartFigure {
        title,
        each,
        chart,
        notes,
        files,
    } = figure;
    let locale = chart.locale;
    let sentence = chart.sentence();
    let sentence = sentence.unwrap_or_else(|| i18n::charts::no_values_in_range(locale).to_owned());
    let is_shown = !chart.is_empty() || !chart.usual.is_empty();
    let picture = is_shown.then(|| Html::new(chart.svg()));
    let table = (!chart.is_empty()).then(|| {
        view! {
            <details>
                <summary>{i18n::charts::table(locale)}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=chart.name.clone()>
                    {Html::new(chart.table())}
                </div>
            </details>
        }
    });
    let notes = notes
        .into_iter()
        .map(|note| view! { <p class="muted">{note}</p> });
    view! {
        <section class="chart">
            <h3>{title} " " <small class="muted">{each}</small></h3>
            {picture}
            <p>{sentence}</p>
            {notes.collect_view()}
            {table}
            {(!files.is_empty()).then(|| csv_links(locale, files))}
        </section>
    }
    .written()
}

fn csv_links(locale: Locale, files: Vec<(String, String)>) -> impl IntoView {
    let links = files.into_iter().map(|(name, href)| {
        view! { <li><a href=href download="">{name}</a></li> }
    });
    view! {
        <div class="files">
            <span class="muted">{i18n::charts::csv(locale)} ":"</span>
            <ul>{links.collect_view()}</ul>
        </div>
    }
}
