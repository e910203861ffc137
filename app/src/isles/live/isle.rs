//! The bar above live values: how they arrive, a pause, and what changed.

use std::{cell::RefCell, time::Duration};

use domain::Locale;
use i18n::live as text;
use leptos::prelude::*;
use serde::Serialize;
use web_sys::Event;

use super::{LiveState, rows};
use crate::{isle::Isle, isles::store::store, props::props};

/// Keeps the values on its page up to date.
#[derive(Serialize)]
pub struct LiveIsle {
    /// Language of the page.
    pub locale: Locale,
    /// What is shown, as `domain::live::Topic` names it.
    pub topics: Vec<String>,
    /// IANA name of the city's time zone.
    pub time_zone: String,
}

props!(LiveIsle {
    locale,
    topics,
    time_zone
});

/// How often ages are told anew.
const TICK: Duration = Duration::from_secs(10);

/// Changes that are remembered until somebody asks.
const REMEMBERED: usize = 50;

impl Isle for LiveIsle {
    const NAME: &'static str = "live";

    fn view(self) -> impl IntoView + 'static {
        let Self {
            locale,
            topics,
            time_zone,
        } = self;
        let paused = RwSignal::new(false);
        let state = RwSignal::new(LiveState::Connecting);
        let told: RwSignal<Vec<String>> = RwSignal::new(Vec::new());
        let changes: StoredValue<Vec<String>> = StoredValue::new(Vec::new());
        Effect::new(move |_| {
            let live = store().live;
            live.follow(topics.clone());
            on_cleanup(move || live.follow(Vec::new()));
        });
        Effect::new(move |_| store().live.pause(paused.get()));
        Effect::new(move |_| {
            state.try_set(store().live.state.get());
        });
        let writing: RefCell<Option<rows::Writing>> = RefCell::default();
        let topics_told: RefCell<Vec<String>> = RefCell::default();
        Effect::new(move |_| {
            let Some(message) = store().live.message.get() else {
                return;
            };
            let mut writing = writing.borrow_mut();
            let writing = writing.get_or_insert_with(|| rows::Writing::new(locale, &time_zone));
            let news = rows::take(writing, &message.values);
            if !news.is_empty() {
                ask_again();
            }
            changes.try_update_value(|all| {
                all.extend(news);
                let surplus = all.len().saturating_sub(REMEMBERED);
                all.drain(..surplus);
            });
            // The first message of a topic is its state, which the page shows already, unless it is older.
            let mut told = topics_told.borrow_mut();
            if rows::lack(&message.values) || told.contains(&message.topic) {
                ask_again();
            } else {
                told.push(message.topic);
            }
        });
        let tick = move || {
            if rows::age(locale) {
                ask_again();
            }
        };
        Effect::new(move |_| {
            let ticking = set_interval_with_handle(tick, TICK);
            on_cleanup(move || {
                if let Ok(ticking) = ticking {
                    ticking.clear();
                }
            });
        });
        let how = move || match (paused.get(), state.get()) {
            (true, _) => text::paused(locale),
            (false, LiveState::Connecting) => text::connecting(locale),
            (false, LiveState::Listening) => text::listening(locale),
            (false, LiveState::Polling) => text::polling(locale),
        };
        let tell = move |_| {
            let mut since = Vec::new();
            changes.try_update_value(|all| since = std::mem::take(all));
            if since.is_empty() {
                since.push(text::nothing_changed(locale).to_owned());
            }
            told.try_set(since);
        };
        view! {
            <div class="live-bar needs-js">
                <span class="live-state" class:on=move || how() == text::listening(locale)>{how}</span>
                <button
                    class="kern-btn kern-btn--tertiary" type="button" data-pause=""
                    aria-pressed=move || if paused.get() { "true" } else { "false" }
                    on:click=move |_| { paused.try_update(|paused| *paused = !*paused); }
                >
                    {move || if paused.get() { text::resume(locale) } else { text::pause(locale) }}
                </button>
                <button class="kern-btn kern-btn--tertiary" type="button" data-changed="" on:click=tell>
                    {text::what_changed(locale)}
                </button>
            </div>
            <div role="status" class="live-told">
                {move || told.get().into_iter().map(|one| view! { <p>{one}</p> }).collect_view()}
            </div>
        }
    }
}

/// Has the page ask for the parts of it that the server draws from live values.
fn ask_again() {
    if let Ok(event) = Event::new("portal:live") {
        // Nobody stops it.
        let _ = document().dispatch_event(&event);
    }
}
