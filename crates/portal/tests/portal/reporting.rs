//! Mistakes that citizens report.

use domain::{
    PlaceId,
    report::{ReportFault, ReportForm},
};
use portal::ReportError;

use crate::town::{place, town};

fn form(message: &str) -> ReportForm {
    ReportForm {
        kind: "gone".to_owned(),
        message: message.to_owned(),
        email: String::new(),
    }
}

#[tokio::test]
async fn a_report_is_kept_until_its_day_and_then_deleted() {
    let town = town(vec![place(1)]).await;
    town.portal
        .report(&place(1).id, &form("Gibt es nicht mehr"))
        .await
        .unwrap();
    assert_eq!(town.portal.newest_reports(10).await.unwrap().len(), 1);
    assert_eq!(town.portal.delete_due_reports().await.unwrap(), 0);
    town.clock.set("2027-05-20T09:00");
    assert_eq!(town.portal.delete_due_reports().await.unwrap(), 1);
    assert!(town.memory.reports.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_report_with_faults_is_not_stored() {
    let town = town(vec![place(1)]).await;
    let refused = town.portal.report(&place(1).id, &form("  ")).await;
    assert!(
        matches!(refused, Err(ReportError::Invalid(faults)) if faults == [ReportFault::MessageEmpty])
    );
    assert!(town.memory.reports.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_report_about_no_place_is_refused() {
    let town = town(vec![place(1)]).await;
    let nowhere = PlaceId::from_origin("test:nowhere");
    let refused = town.portal.report(&nowhere, &form("Hallo")).await;
    assert!(matches!(refused, Err(ReportError::NoSuchPlace(_))));
}
