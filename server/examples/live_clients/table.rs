//! One line for each measurement.

/// Begins a table.
pub(crate) fn head(what: &str) {
    println!("\n{what:<60} {:>9}  {:>9}", "value", "budget");
}

/// A value that may be this high.
pub(crate) fn at_most(what: &str, value: f64, budget: Option<f64>) {
    let verdict = match budget {
        None => String::new(),
        Some(budget) if value <= budget => format!("{budget:>9.0}  ok"),
        Some(budget) => format!("{budget:>9.0}  OVER"),
    };
    println!("  {what:<58} {value:>9.1}  {verdict}");
}
