//! `portal reports`: the mistakes that citizens reported.

use anyhow::{Context, Result};

use crate::wiring::Database;

/// Prints the newest reports first.
pub(super) async fn reports(database: &str, limit: u32) -> Result<()> {
    let database = Database::open(database).await?;
    let reports = database.reports().newest(limit).await;
    for report in reports.context("the reports cannot be read")? {
        let received = report.created_at.strftime("%Y-%m-%d %H:%M UTC");
        println!("{received}  {}  {}", report.place, report.kind.as_str());
        for line in report.message.lines() {
            println!("    {line}");
        }
        if let Some(email) = &report.email {
            println!("    answer to: {email}");
        }
        println!("    deleted on {}", report.delete_at.strftime("%Y-%m-%d"));
    }
    database.close().await;
    Ok(())
}
