//! Messages that must not be overlooked.

use leptos::prelude::*;

/// How serious a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Something went wrong; read out at once.
    Danger,
    /// Something worked.
    Success,
}

/// A message with an id to jump to.
pub fn alert(kind: Alert, id: &'static str, content: impl IntoView) -> impl IntoView {
    let (class, role) = match kind {
        Alert::Danger => ("kern-alert kern-alert--danger", "alert"),
        Alert::Success => ("kern-alert kern-alert--success", "status"),
    };
    view! {
        <div class=class role=role tabindex="-1" id=id>
            {content}
        </div>
    }
}
