//! Whether something is open, in words and with a sign.

use domain::{Locale, OpeningPhase, OpeningState};
use jiff::Zoned;
use leptos::prelude::*;

/// Class of the sign of a phase.
pub fn phase_class(phase: OpeningPhase) -> &'static str {
    match phase {
        OpeningPhase::Open => "st open",
        OpeningPhase::ClosesSoon => "st soon",
        OpeningPhase::Closed => "st shut",
        OpeningPhase::Unknown => "st unk",
    }
}

/// The state as a line of a list.
pub fn opening_state(locale: Locale, state: &OpeningState, now: &Zoned) -> impl IntoView + use<> {
    let words = i18n::opening::state(locale, state, now);
    view! { <p class=phase_class(state.phase(now))>{words}</p> }
}

/// The state as a badge under a heading.
pub fn opening_badge(locale: Locale, state: &OpeningState, now: &Zoned) -> impl IntoView + use<> {
    let words = i18n::opening::state(locale, state, now);
    let class = format!("kern-badge {}", phase_class(state.phase(now)));
    view! { <span class=class>{words}</span> }
}
