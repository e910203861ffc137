//! Subscriptions of context brokers over HTTP, below the address of their feed.

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
    routing::{delete, get},
};
use domain::live::{ConnectorKind, Feed};
use serde_json::{Value, json};

use crate::{Simulator, fault_delivery, notifier, sources};

/// The first notification holds at most this many entities, as that of the real broker.
const FIRST: usize = 20;

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/{feed}/subscriptions", get(list).post(subscribe))
        .route("/{feed}/subscriptions/{id}", delete(unsubscribe))
}

/// The broker's feed, or what it answers instead.
async fn broker<'a>(simulator: &'a Simulator, id: &str) -> Result<&'a Feed, Response<Body>> {
    let feed = simulator
        .feed(id)
        .filter(|feed| feed.connector == ConnectorKind::Ngsi);
    let feed = feed.ok_or_else(|| StatusCode::NOT_FOUND.into_response())?;
    match simulator.faults().of(&feed.id) {
        Some(fault) => fault_delivery::instead(fault).await.map_or(Ok(feed), Err),
        None => Ok(feed),
    }
}

async fn list(State(simulator): State<Simulator>, Path(feed): Path<String>) -> Response<Body> {
    let feed = match broker(&simulator, &feed).await {
        Ok(feed) => feed,
        Err(instead) => return instead,
    };
    let all = simulator
        .subscriptions()
        .of(&feed.id)
        .into_iter()
        .map(|one| {
            let mut told = one.wish.clone();
            told["id"] = json!(one.id());
            told["status"] = json!("active");
            told
        });
    Json(all.collect::<Vec<Value>>()).into_response()
}

async fn subscribe(
    State(simulator): State<Simulator>,
    Path(feed): Path<String>,
    Json(wish): Json<Value>,
) -> Response<Body> {
    let feed = match broker(&simulator, &feed).await {
        Ok(feed) => feed,
        Err(instead) => return instead,
    };
    let id = match simulator.subscriptions().add(&feed.id, wish) {
        Ok(id) => id,
        Err(reason) => {
            let refused = json!({ "error": "BadRequest", "description": reason });
            return (StatusCode::BAD_REQUEST, Json(refused)).into_response();
        }
    };
    let fault = simulator.faults().of(&feed.id);
    let now = simulator.moment(fault);
    let mut entities = sources::held(simulator.world(fault), feed, now);
    entities.truncate(FIRST);
    let new = simulator
        .subscriptions()
        .of(&feed.id)
        .into_iter()
        .find(|one| one.id() == id);
    if let Some(new) = new {
        let (feed, simulator) = (feed.clone(), simulator.clone());
        tokio::spawn(async move {
            notifier::greet(&new, &feed, now, &entities).await;
            notifier::tell_past(&simulator, &new, &feed, now).await;
        });
    }
    let mut response = StatusCode::CREATED.into_response();
    let version = if sources::is_linked(feed) {
        "ngsi-ld/v1"
    } else {
        "v2"
    };
    let location = HeaderValue::from_str(&format!("/{version}/subscriptions/{id}"));
    response
        .headers_mut()
        .extend(location.ok().map(|location| (header::LOCATION, location)));
    response
}

async fn unsubscribe(
    State(simulator): State<Simulator>,
    Path((feed, id)): Path<(String, String)>,
) -> Response<Body> {
    match broker(&simulator, &feed).await {
        Ok(feed) if simulator.subscriptions().remove(&feed.id, &id) => {
            StatusCode::NO_CONTENT.into_response()
        }
        Ok(_) => StatusCode::NOT_FOUND.into_response(),
        Err(instead) => instead,
    }
}
