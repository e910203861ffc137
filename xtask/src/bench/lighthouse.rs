//! What Lighthouse says about pages, beside the budgets of ours.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

const LEAST_PERFORMANCE: f64 = 97.0;
/// Of pages with live values.
const LEAST_LIVE_PERFORMANCE: f64 = 95.0;

/// Medians over all runs of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scores {
    /// What the page is called in the table.
    pub(super) name: String,
    /// Performance, accessibility, best practices, search engines: 0 to 100.
    categories: [f64; 4],
    /// First and largest contentful paint, and total blocking time, in milliseconds.
    times: [f64; 3],
    /// Cumulative layout shift.
    shift: f64,
    /// What was transferred, in KiB.
    kib: f64,
}

impl Scores {
    /// Reads the medians of every page out of a summary of `lh.mjs`. A run that failed, because
    /// the browser crashed or nothing was painted in time, has no times and does not count.
    pub(super) fn read(summary: &str) -> Result<Vec<Self>> {
        let summary: Value = serde_json::from_str(summary)?;
        let pages = summary["R"].as_object().context("no runs in the summary")?;
        pages
            .iter()
            .map(|(name, runs)| {
                let runs = runs.as_array().context("no list of runs")?;
                let good = runs.iter().filter_map(Value::as_object);
                let good: Vec<_> = good.filter(|run| run.contains_key("lcp")).collect();
                if good.is_empty() {
                    bail!("Lighthouse could not measure {name} in any run");
                }
                let of = |field: &str| median(&good, field).with_context(|| field.to_owned());
                Ok(Self {
                    name: name.clone(),
                    categories: [of("perf")?, of("a11y")?, of("bp")?, of("seo")?],
                    times: [of("fcp")?, of("lcp")?, of("tbt")?],
                    shift: of("cls")?,
                    kib: of("kb")?,
                })
            })
            .collect()
    }

    /// The head of the table.
    pub(super) fn head() -> String {
        format!(
            "{:<10} {:>5} {:>5} {:>5} {:>5} {:>7} {:>7} {:>7} {:>6} {:>6}",
            "page", "perf", "a11y", "best", "seo", "FCP ms", "LCP ms", "TBT ms", "CLS", "KiB"
        )
    }

    /// A line of the table.
    pub(super) fn line(&self) -> String {
        let [perf, a11y, best, seo] = self.categories;
        let [fcp, lcp, tbt] = self.times;
        let Self {
            name, shift, kib, ..
        } = self;
        format!(
            "{name:<10} {perf:>5.0} {a11y:>5.0} {best:>5.0} {seo:>5.0} {fcp:>7.0} {lcp:>7.0} {tbt:>7.0} {shift:>6.3} {kib:>6.0}"
        )
    }

    /// The budgets that a page of ours breaks beside the static page and the `SvelteKit` page of
    /// the same run, as sentences.
    pub(super) fn over_budget(&self, fixed: &Self, svelte: &Self) -> Vec<String> {
        let ([fcp, lcp, _], [svelte_fcp, ..], [_, static_lcp, _]) =
            (self.times, svelte.times, fixed.times);
        let mut over = self.over_any_budget(LEAST_PERFORMANCE);
        if fcp.round() > svelte_fcp.round() {
            over.push(self.told(&format!(
                "first paint after {fcp:.0} ms, SvelteKit's after {svelte_fcp:.0} ms"
            )));
        }
        if lcp.round() > static_lcp.round() {
            over.push(self.told(&format!(
                "largest paint after {lcp:.0} ms, the static page's after {static_lcp:.0} ms"
            )));
        }
        over
    }

    /// The budgets that a page with live values breaks: it has no partner.
    pub(super) fn over_live_budget(&self) -> Vec<String> {
        self.over_any_budget(LEAST_LIVE_PERFORMANCE)
    }

    fn over_any_budget(&self, least_performance: f64) -> Vec<String> {
        let [perf, a11y, best, seo] = self.categories;
        let mut over = Vec::new();
        if perf.round() < least_performance {
            over.push(self.told(&format!(
                "performance {perf:.0}, at least {least_performance:.0}"
            )));
        }
        for (what, score) in [
            ("accessibility", a11y),
            ("best practices", best),
            ("seo", seo),
        ] {
            if score.round() < 100.0 {
                over.push(self.told(&format!("{what} {score:.0} of 100")));
            }
        }
        if self.shift >= 0.0005 {
            over.push(self.told(&format!("layout shift {:.3}", self.shift)));
        }
        over
    }

    fn told(&self, sentence: &str) -> String {
        format!("{}: {sentence}", self.name)
    }
}

fn median(runs: &[&Map<String, Value>], field: &str) -> Option<f64> {
    let values = runs.iter().filter_map(|run| run.get(field)?.as_f64());
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, fcp: f64, lcp: f64) -> Scores {
        Scores {
            name: name.to_owned(),
            categories: [99.0, 100.0, 100.0, 100.0],
            times: [fcp, lcp, 20.0],
            shift: 0.0,
            kib: 180.0,
        }
    }

    #[test]
    fn a_run_without_times_does_not_count() {
        let run = |fcp: f64| {
            format!(
                r#"{{"perf":99,"a11y":100,"bp":100,"seo":100,"fcp":{fcp},"lcp":1700,"tbt":20,"cls":0,"kb":180}}"#
            )
        };
        let failed = r#"{"perf":0,"a11y":100,"bp":100,"seo":100,"kb":180}"#;
        let summary = format!(
            r#"{{"S":{{}},"R":{{"ours":[{},{failed},{},{}]}}}}"#,
            run(900.0),
            run(800.0),
            run(2000.0)
        );
        assert_eq!(
            Scores::read(&summary).unwrap(),
            [page("ours", 900.0, 1700.0)]
        );
        let nothing = format!(r#"{{"R":{{"ours":[{failed}]}}}}"#);
        assert!(Scores::read(&nothing).is_err());
    }

    #[test]
    fn paints_are_judged_by_the_partners_of_the_same_run() {
        let (fixed, svelte) = (
            page("static", 900.0, 1700.0),
            page("svelte", 1000.0, 1900.0),
        );
        let good = page("ours", 1000.0, 1700.0);
        assert!(good.over_budget(&fixed, &svelte).is_empty());
        let late = page("ours", 1001.0, 1701.0);
        assert_eq!(
            late.over_budget(&fixed, &svelte),
            [
                "ours: first paint after 1001 ms, SvelteKit's after 1000 ms",
                "ours: largest paint after 1701 ms, the static page's after 1700 ms"
            ]
        );
    }

    #[test]
    fn every_score_has_its_budget() {
        let mut poor = page("ours", 1.0, 1.0);
        poor.categories = [96.0, 99.0, 96.0, 92.0];
        poor.shift = 0.01;
        let over = poor.over_budget(&page("static", 1.0, 1.0), &page("svelte", 1.0, 1.0));
        assert_eq!(over.len(), 5, "{over:?}");
        // A page with live values may take a little longer.
        assert_eq!(poor.over_live_budget().len(), 4);
    }
}
