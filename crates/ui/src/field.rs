//! A field of a form with its label, hint and error.

use leptos::prelude::*;

/// What stands around an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `id` of the input; hint and error are `{id}-hint` and `{id}-error`.
    pub id: &'static str,
    /// Label.
    pub label: &'static str,
    /// What helps to fill it in.
    pub hint: Option<&'static str>,
    /// What is wrong with what was typed.
    pub error: Option<&'static str>,
}

impl Field {
    /// Value of the input's `aria-describedby`.
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Value of the input's `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }
}

/// An input with its label, hint and error.
pub fn field<I: IntoView>(field: &Field, input: I) -> impl IntoView + use<I> {
    let &Field {
        id,
        label,
        hint,
        error,
    } = field;
    let class = if error.is_some() {
        "kern-form-input kern-form-input--error"
    } else {
        "kern-form-input"
    };
    view! {
        <div class=class>
            <label class="kern-label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="kern-hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.map(|error| view! { <p class="kern-error" id=format!("{id}-error")>{error}</p> })}
            {input}
        </div>
    }
}
