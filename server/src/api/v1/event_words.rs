//! What calendars and feed readers are told about an event.

use domain::{Locale, live::Event};
use jiff::Timestamp;

use super::things::board;
use crate::state::ServerState;

/// When the source of an event last answered.
pub(super) fn last_told(state: &ServerState, event: &Event) -> Option<Timestamp> {
    let board = board(state);
    board.health(&event.feed)?.last_success
}

/// What the source says about it, and what to do.
pub(super) fn texts(event: &Event, locale: Locale) -> Vec<&str> {
    let texts = [event.description.as_ref(), event.instruction.as_ref()];
    let texts = texts.into_iter().flatten();
    texts.map(|text| text.in_locale(locale).0).collect()
}
