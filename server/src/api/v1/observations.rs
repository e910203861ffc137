//! `/api/v1/observations`: the history of a datastream.

use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::live::{Datastream, DatastreamId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    format::Format,
    question::{Resolution, instant, pairs, unknown_parameter},
    things::board,
};
use crate::{api::Problem, state::SharedState};

/// Single observations in one answer at most.
const MOST: u32 = 20_000;

/// What is told when no beginning is named.
const USUAL: SignedDuration = SignedDuration::from_hours(24);

/// The history of a datastream.
#[derive(Serialize, ToSchema)]
pub(crate) struct History {
    /// Identifier of the datastream.
    datastream: String,
    /// Unit as UCUM.
    unit: &'static str,
    /// `raw`, `15min`, `1h` or `1d`.
    resolution: &'static str,
    /// Single observations; empty for roll-ups.
    observations: Vec<ObservationView>,
    /// Roll-ups; empty for single observations. Buckets without a value are left out.
    rollups: Vec<RollupView>,
}

/// One observation.
#[derive(Serialize, ToSchema)]
#[schema(as = Observation)]
pub(crate) struct ObservationView {
    /// The instant, or the end of the period.
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// Null when the source had no value.
    value: Option<f64>,
    /// How far it can be trusted.
    quality: &'static str,
}

/// What the observations of one bucket come to.
#[derive(Serialize, ToSchema)]
#[schema(as = Rollup)]
pub(crate) struct RollupView {
    /// First instant of the bucket.
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    /// Values that went in.
    n: u32,
    /// Values that were expected.
    expected_n: u32,
    sum: f64,
    mean: f64,
    min: f64,
    max: f64,
    last: f64,
}

struct Question {
    stream: DatastreamId,
    from: Timestamp,
    to: Timestamp,
    resolution: Option<Resolution>,
    format: Option<Format>,
}

/// Observations
///
/// The history of a datastream. Without a `resolution`, spans of up to two days are told by single
/// observations, longer ones by roll-ups. Days are those of the city's time zone.
#[utoipa::path(
    get, path = "/api/v1/observations", tag = "live",
    params(
        ("datastream" = String, Query, description = "Identifier of the datastream"),
        ("from" = Option<String>, Query, description = "Instant or day from which on; 24 hours before `to` unless told"),
        ("to" = Option<String>, Query, description = "Instant or day up to which, not included; now unless told"),
        ("resolution" = Option<String>, Query, description = "`auto`, `raw`, `15min`, `1h` or `1d`"),
        ("format" = Option<String>, Query, description = "`json` or `csv`"),
    ),
    responses(
        (status = 200, description = "The history", content((History = "application/json"), (String = "text/csv"))),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such datastream", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn observations(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let question = parse(&state, query.as_deref())?;
    let board = board(&state);
    let Some(stream) = board.registry().stream(&question.stream) else {
        let why = format!("there is no datastream `{}`", question.stream);
        return Err(Problem::not_found(why));
    };
    let history = load(&state, stream, &question).await?;
    let format = question
        .format
        .unwrap_or_else(|| Format::accepted(&headers));
    let cache = [(header::CACHE_CONTROL, "public, max-age=60")];
    Ok(match format {
        Format::Csv => {
            let kind = [(header::CONTENT_TYPE, format.media_type())];
            (cache, kind, history.to_csv()).into_response()
        }
        _ => (cache, Json(history)).into_response(),
    })
}

fn parse(state: &SharedState, query: Option<&str>) -> Result<Question, Problem> {
    let now = state.site.portal.now();
    let zone = now.time_zone();
    let (mut stream, mut from, mut to) = (None, None, None);
    let (mut resolution, mut format) = (None, None);
    for (name, value) in pairs(query) {
        match name.as_str() {
            "datastream" => stream = Some(DatastreamId::new(&value)),
            "from" => from = Some(instant("from", &value, zone)?),
            "to" => to = Some(instant("to", &value, zone)?),
            "resolution" => resolution = Resolution::parse(&value)?,
            "format" => {
                let known = Format::parse(&value).filter(|format| *format != Format::Geojson);
                let why = || Problem::parameter("format", "write json or csv");
                format = Some(known.ok_or_else(why)?);
            }
            _ => return Err(unknown_parameter(&name)),
        }
    }
    let nameless = || Problem::parameter("datastream", "name a datastream of /api/v1/things");
    let to = to.unwrap_or_else(|| now.timestamp());
    let from = match from {
        Some(from) => from,
        None => to.checked_sub(USUAL).unwrap_or(to),
    };
    if from >= to {
        return Err(Problem::parameter("from", "`from` has to be before `to`"));
    }
    Ok(Question {
        stream: stream.ok_or_else(nameless)?,
        from,
        to,
        resolution,
        format,
    })
}

async fn load(
    state: &SharedState,
    stream: &Datastream,
    question: &Question,
) -> Result<History, Problem> {
    let Some(live) = state.site.portal.live() else {
        return Err(Problem::of(StatusCode::NOT_FOUND));
    };
    let Question { from, to, .. } = *question;
    let best = || Resolution::best(to.duration_since(from), stream.levels());
    let resolution = question.resolution.unwrap_or_else(best);
    let mut history = History {
        datastream: stream.id.to_string(),
        unit: stream.property.unit(),
        resolution: resolution.as_str(),
        observations: Vec::new(),
        rollups: Vec::new(),
    };
    let store = live.store();
    match resolution {
        Resolution::Raw => {
            let found = store.observations(&stream.id, from, to, MOST).await;
            history.observations = found
                .map_err(unavailable)?
                .iter()
                .map(ObservationView::of)
                .collect();
        }
        Resolution::Rolled(level) => {
            let found = store.rollups(&stream.id, level, from, to).await;
            history.rollups = found
                .map_err(unavailable)?
                .iter()
                .map(RollupView::of)
                .collect();
        }
    }
    Ok(history)
}

fn unavailable(error: portal::ports::StoreError) -> Problem {
    tracing::error!(%error, "the history could not be read");
    Problem::of(StatusCode::SERVICE_UNAVAILABLE)
}

impl ObservationView {
    fn of(observation: &domain::live::Observation) -> Self {
        Self {
            end: observation.end,
            value: observation.value,
            quality: observation.quality.as_str(),
        }
    }
}

impl RollupView {
    fn of(bucket: &portal::ports::RolledUp) -> Self {
        let rollup = bucket.rollup;
        Self {
            start: bucket.start,
            n: rollup.n,
            expected_n: rollup.expected_n,
            sum: rollup.sum,
            mean: rollup.mean(),
            min: rollup.min,
            max: rollup.max,
            last: rollup.last,
        }
    }
}

impl History {
    /// A table with a header row. No value holds a comma, a quote or a line break.
    fn to_csv(&self) -> String {
        use std::fmt::Write as _;
        let mut csv = String::new();
        if self.resolution == "raw" {
            csv.push_str("end,value,quality\r\n");
            for ObservationView {
                end,
                value,
                quality,
            } in &self.observations
            {
                let value = value.map(|value| value.to_string()).unwrap_or_default();
                let _ = write!(csv, "{end},{value},{quality}\r\n");
            }
        } else {
            csv.push_str("start,n,expected_n,sum,mean,min,max,last\r\n");
            for one in &self.rollups {
                let RollupView {
                    start,
                    n,
                    expected_n,
                    sum,
                    mean,
                    min,
                    max,
                    last,
                } = one;
                let _ = write!(
                    csv,
                    "{start},{n},{expected_n},{sum},{mean},{min},{max},{last}\r\n"
                );
            }
        }
        csv
    }
}
