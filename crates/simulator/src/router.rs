//! Requests: to feeds, and to the switches of the simulator itself.

use std::{collections::HashMap, net::SocketAddr};

use axum::{
    Json, Router,
    body::Body,
    extract::{ConnectInfo, Path, Query, RawQuery, State},
    http::{HeaderMap, Response, StatusCode, header},
    response::IntoResponse,
    routing::{get, post},
};
use domain::live::FeedId;
use serde::Deserialize;

use crate::{
    Simulator,
    fault::Fault,
    fault_delivery, overview,
    sources::{self, Question},
    subscription_routes,
};

impl Simulator {
    /// Everything it answers over HTTP. [`crate::serve()`] adds MQTT and the fault `refuse`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/", get(overview))
            .route("/_faults", get(faults))
            .route("/_faults/{feed}", post(switch))
            .merge(subscription_routes::routes())
            .route("/{feed}", get(root))
            .route("/{feed}/", get(root))
            .route("/{feed}/{*path}", get(below))
            .with_state(self.clone())
    }
}

async fn overview(State(simulator): State<Simulator>, headers: HeaderMap) -> impl IntoResponse {
    overview::overview(&simulator, &base(&headers))
}

async fn faults(State(simulator): State<Simulator>) -> impl IntoResponse {
    let all = simulator.faults().all().into_iter();
    let named = all.map(|(feed, fault)| (feed.to_string(), fault.name()));
    Json(named.collect::<HashMap<_, _>>())
}

/// What is sent to switch a fault on, or with `null` off.
#[derive(Deserialize)]
struct Switch {
    fault: Option<String>,
}

async fn switch(
    State(simulator): State<Simulator>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    Path(feed): Path<String>,
    Json(switch): Json<Switch>,
) -> Result<StatusCode, (StatusCode, String)> {
    if !peer.is_some_and(|peer| peer.0.0.ip().is_loopback()) {
        let only = "faults are switched from the same machine only".to_owned();
        return Err((StatusCode::FORBIDDEN, only));
    }
    if simulator.feed(&feed).is_none() {
        return Err((StatusCode::NOT_FOUND, format!("there is no feed {feed}")));
    }
    let fault = match switch.fault {
        None => None,
        Some(name) => match Fault::parse(&name) {
            Some(fault) => Some(fault),
            None => return Err((StatusCode::BAD_REQUEST, format!("there is no fault {name}"))),
        },
    };
    simulator.faults().set(&FeedId::new(&feed), fault);
    Ok(StatusCode::NO_CONTENT)
}

type Asked = (
    State<Simulator>,
    Query<HashMap<String, String>>,
    RawQuery,
    HeaderMap,
);

async fn root(Path(feed): Path<String>, asked: Asked) -> Response<Body> {
    answer(&feed, "", asked).await
}

async fn below(Path((feed, path)): Path<(String, String)>, asked: Asked) -> Response<Body> {
    answer(&feed, &path, asked).await
}

async fn answer(id: &str, path: &str, asked: Asked) -> Response<Body> {
    let (State(simulator), Query(query), RawQuery(raw), headers) = asked;
    let Some(feed) = simulator.feed(id) else {
        return (
            StatusCode::NOT_FOUND,
            format!("there is no feed {id}; GET / lists them"),
        )
            .into_response();
    };
    let fault = simulator.faults().of(&feed.id);
    if let Some(fault) = fault
        && let Some(response) = fault_delivery::instead(fault).await
    {
        return response;
    }
    let base = format!("{}/{id}", base(&headers));
    let now = simulator.moment(fault);
    let question = Question {
        feed,
        path,
        query: &query,
        base: &base,
        now,
        fault,
    };
    let document = || sources::document(simulator.world(fault), &question);
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok());
    let accepts_gzip = accepted.is_some_and(|accepted| accepted.contains("gzip"));
    let response = if let Some(fault) = fault {
        document().map(|document| fault_delivery::deliver(document, fault, accepts_gzip))
    } else {
        let key = format!("{base}/{path}?{}&{accepts_gzip}", raw.unwrap_or_default());
        let make = || document().map(|document| document.answer(accepts_gzip));
        let answer = simulator.cache().get(key, now, make);
        answer.map(|answer| answer.respond(&headers))
    };
    response.unwrap_or_else(|| {
        let nothing = serde_json::json!({ "status": 404, "msg": "nothing here" });
        (StatusCode::NOT_FOUND, Json(nothing)).into_response()
    })
}

/// The address under which the reader found the simulator.
fn base(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("127.0.0.1"))
}
