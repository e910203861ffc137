//! A source that changed its format answers with records of which none can be read.

use domain::live::Harvest;

use crate::{connector::ReadError, loose::unreadable};

/// The harvest, unless every record was left out as faulty: then the format is not the one that
/// is known, and what was read before must not end because of it.
pub(crate) fn unless_all_faulty(harvest: Harvest, address: &str) -> Result<Harvest, ReadError> {
    let events = harvest.events.as_ref().is_some_and(|all| !all.is_empty());
    let nothing = harvest.observations.is_empty() && !events;
    match harvest.rejected.first() {
        Some(first) if nothing && harvest.rejected.len() >= harvest.seen as usize => {
            let reason = format!(
                "none of {} records is as expected; the first, `{}`: {}",
                harvest.seen, first.record, first.reason
            );
            Err(unreadable(address, reason))
        }
        _ => Ok(harvest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_faulty_records_is_no_empty_answer() {
        let mut harvest = Harvest::default();
        harvest.events = Some(Vec::new());
        assert!(unless_all_faulty(harvest.clone(), "x").is_ok());
        harvest.seen = 2;
        harvest.reject("a", "no time");
        assert!(unless_all_faulty(harvest.clone(), "x").is_ok());
        harvest.reject("b", "no time");
        let error = unless_all_faulty(harvest, "x").unwrap_err().to_string();
        assert!(error.contains("none of 2 records") && error.contains("no time"));
    }
}
