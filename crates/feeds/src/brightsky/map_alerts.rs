//! From Bright Sky's alerts to warnings.
//!
//! Time: every time has its offset. The list is complete: a warning that was updated comes under a
//! new identifier in place of the old one, and one that was cancelled comes no more.

use domain::live::{Event, EventId, EventKind, EventText, Harvest, Severity};

use super::wire::{Alert, Alerts};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
};

/// All warnings of an answer.
pub(super) fn warnings(answer: &Alerts<'_>, context: Context<'_>) -> Harvest {
    let mut harvest = Harvest::default();
    let mut events: Vec<Event> = Vec::new();
    for record in &answer.alerts {
        harvest.seen += 1;
        let read: Result<Alert, _> = serde_json::from_str(record.get());
        let name = read.as_ref().ok().and_then(|alert| alert.id.text());
        let name = name.unwrap_or_else(|| format!("alert {}", harvest.seen));
        let event = read
            .map_err(|error| error.to_string())
            .and_then(|alert| warning(&alert, context).map_err(|odd| odd.to_string()));
        match event {
            Ok(Some(event)) if events.iter().all(|known| known.id != event.id) => {
                events.push(event);
            }
            Ok(_) => {}
            Err(reason) => harvest.reject(name, reason),
        }
    }
    harvest.events = Some(events);
    harvest
}

/// A warning; `None` for tests, all-clears and what is over.
fn warning(alert: &Alert, context: Context<'_>) -> Result<Option<Event>, Odd> {
    let says = |field: &Loose, word: &str| {
        let text = field.text();
        text.is_some_and(|text| text.eq_ignore_ascii_case(word))
    };
    if says(&alert.status, "test") || says(&alert.response_type, "allclear") {
        return Ok(None);
    }
    let id = alert.id.text();
    let id = id.ok_or_else(|| Odd::new("nothing", "the identifier of a warning"))?;
    let title = text(&alert.headline_de, &alert.headline_en)
        .or_else(|| text(&alert.event_de, &alert.event_en))
        .ok_or_else(|| Odd::new("nothing", "the headline of a warning"))?;
    let severity = alert.severity.text();
    let severity = severity.and_then(|text| Severity::parse(&text));
    let begins = alert.onset.instant()?;
    let event = Event {
        id: EventId::of(&context.feed.id, &id),
        feed: context.feed.id.clone(),
        kind: EventKind::Warning,
        severity: severity.unwrap_or(Severity::Unknown),
        valid_from: begins.or(alert.effective.instant()?),
        valid_to: alert.expires.instant()?,
        line: Vec::new(),
        title,
        description: text(&alert.description_de, &alert.description_en),
        instruction: text(&alert.instruction_de, &alert.instruction_en),
        street: None,
        direction: None,
        url: None,
    };
    let over = event.valid_to.is_some_and(|end| end <= context.now);
    Ok((!over).then_some(event))
}

/// A text in both languages. A warning in one language is better than none.
fn text(de: &Loose, en: &Loose) -> Option<EventText> {
    let (de, en) = (de.text(), en.text());
    Some(EventText {
        de: de.or_else(|| en.clone())?,
        en,
    })
}
