//! One line for each measurement.

/// What a database has to do, and how its measurements are shown.
pub(crate) struct Budgets {
    pub(crate) database: &'static str,
    /// Observations a second, at least.
    pub(crate) ingest: f64,
    /// Bytes of an observation, at most.
    pub(crate) bytes: Option<f64>,
}

impl Budgets {
    pub(crate) fn of(url: &str) -> Self {
        if is_sqlite(url) {
            Self {
                database: "SQLite",
                ingest: 50_000.0,
                bytes: Some(30.0),
            }
        } else {
            Self {
                database: "PostgreSQL",
                ingest: 100_000.0,
                bytes: None,
            }
        }
    }
}

pub(crate) fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// A value that may be this high.
pub(crate) fn at_most(what: &str, value: f64, budget: Option<f64>) {
    line(
        what,
        value,
        budget,
        budget.is_none_or(|budget| value <= budget),
    );
}

/// A value that must be this high.
pub(crate) fn at_least(what: &str, value: f64, budget: f64) {
    line(what, value, Some(budget), value >= budget);
}

fn line(what: &str, value: f64, budget: Option<f64>, met: bool) {
    let digits = usize::from(value < 1_000.0);
    let verdict = match (budget, met) {
        (None, _) => String::new(),
        (Some(budget), true) => format!("{budget:>9.0}  ok"),
        (Some(budget), false) => format!("{budget:>9.0}  OVER"),
    };
    println!("  {what:<58} {value:>9.digits$}  {verdict}");
}
