//! The form for reporting a mistake.

use crate::written::{Html, Written};
use domain::{
    Locale, PlaceId,
    report::{MESSAGE_MAX, ReportFault, ReportForm, ReportKind},
};
use leptos::prelude::*;
use ui::{Alert, Field, alert, field};

/// The form with what was typed and what is wrong with it.
pub(super) fn report_form(
    locale: Locale,
    place: &PlaceId,
    typed: &ReportForm,
    faults: &[ReportFault],
) -> Html {
    let action = format!("{}/orte/{place}/meldung", locale.prefix());
    let summary = (!faults.is_empty()).then(|| summary(locale, faults));
    view! {
        <details class="report" id="melden" open=!faults.is_empty()>
            <summary>{i18n::report::title(locale)}</summary>
            <form action=action method="post" novalidate="">
                {summary}
                {kinds(locale, typed, faults)}
                {message(locale, typed, faults)}
                {email(locale, typed, faults)}
                <div>
                    <button class="kern-btn kern-btn--primary">{i18n::report::send(locale)}</button>
                </div>
            </form>
        </details>
    }
    .written()
}

fn summary(locale: Locale, faults: &[ReportFault]) -> impl IntoView + use<> {
    let links = faults.iter().map(|fault| {
        let href = format!("#{}", field_of(*fault));
        view! { <li><a href=href>{i18n::report::fault(locale, *fault)}</a></li> }
    });
    let content = view! {
        <h3>{i18n::report::not_sent(locale)}</h3>
        <ul>{links.collect_view()}</ul>
    };
    alert(Alert::Danger, "fehler", content)
}

/// `id` of the input a fault is about.
fn field_of(fault: ReportFault) -> &'static str {
    match fault {
        ReportFault::Kind => "kind-opening_hours",
        ReportFault::MessageEmpty | ReportFault::MessageTooLong => "message",
        ReportFault::Email => "email",
    }
}

fn error_of(locale: Locale, faults: &[ReportFault], id: &str) -> Option<&'static str> {
    let fault = faults.iter().find(|fault| field_of(**fault) == id);
    fault.map(|fault| i18n::report::fault(locale, *fault))
}

fn kinds(locale: Locale, typed: &ReportForm, faults: &[ReportFault]) -> impl IntoView + use<> {
    let error = error_of(locale, faults, "kind-opening_hours");
    let kinds = ReportKind::ALL.map(|kind| {
        let value = kind.as_str();
        let checked = typed.kind == value;
        view! {
            <label class="radio">
                <input
                    type="radio" name="kind" id=format!("kind-{value}") value=value checked=checked
                />
                {i18n::report::kind(locale, kind)}
            </label>
        }
    });
    view! {
        <fieldset aria-describedby=error.map(|_| "kind-error")>
            <legend>{i18n::report::what(locale)}</legend>
            {error.map(|error| view! { <p class="kern-error" id="kind-error">{error}</p> })}
            {kinds.into_iter().collect_view()}
        </fieldset>
    }
}

fn message(locale: Locale, typed: &ReportForm, faults: &[ReportFault]) -> impl IntoView + use<> {
    let about = Field {
        id: "message",
        label: i18n::report::message(locale),
        hint: Some(i18n::report::message_hint(locale)),
        error: error_of(locale, faults, "message"),
    };
    let input = view! {
        <textarea
            class="kern-form-input__input" id="message" name="message" rows="4"
            maxlength=MESSAGE_MAX.to_string() required=true aria-invalid=about.invalid()
            aria-describedby=about.described_by()
        >
            {typed.message.clone()}
        </textarea>
    };
    field(&about, input)
}

fn email(locale: Locale, typed: &ReportForm, faults: &[ReportFault]) -> impl IntoView + use<> {
    let about = Field {
        id: "email",
        label: i18n::report::email(locale),
        hint: Some(i18n::report::email_hint(locale)),
        error: error_of(locale, faults, "email"),
    };
    let input = view! {
        <input
            class="kern-form-input__input" id="email" name="email" type="email"
            autocomplete="email" value=typed.email.clone() aria-invalid=about.invalid()
            aria-describedby=about.described_by()
        />
    };
    field(&about, input)
}
