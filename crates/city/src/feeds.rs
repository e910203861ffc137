//! `[source.feeds.key]` in `sources.toml`: what is read from a source again and again.

use std::{collections::HashSet, time::Duration};

use domain::live::{ConnectorKind, Feed, FeedId, Origin, Secret, SecretPlace};

use crate::{
    Complaint, field,
    keys::Keys,
    quantity::{bytes, duration},
    toml_value::{json, number, wrong},
};

/// How long one request may take when nothing else is said.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How many bytes an answer may have when nothing else is said.
const MAX_BYTES: u64 = 8 << 20;
/// The most that an answer may ever have.
const MOST_BYTES: u64 = 256 << 20;
/// How many observations a feed may bring in a day when nothing else is said.
const ROW_BUDGET: u32 = 100_000;
/// Public sources are not asked more often.
const POLITE: Duration = Duration::from_mins(1);
/// Begins the keys of simulated feeds.
const SIMULATED: &str = "simulated-";

/// The feeds of all sources.
#[derive(Default)]
pub(crate) struct Feeds {
    /// Those that are read.
    pub(crate) active: Vec<Feed>,
    /// Those that are described, but not read.
    pub(crate) resting: Vec<Feed>,
    keys: HashSet<String>,
}

impl Feeds {
    /// Reads the feeds of one source.
    pub(crate) fn read(&mut self, section: Keys<'_>, source: &str) {
        for (key, mut entry) in section.all_sections() {
            let key = self.key(&key, &entry);
            let resting = entry.has("enabled") && !entry.flag("enabled");
            let feed = feed(&mut entry, key, source);
            entry.done();
            if resting {
                self.resting.extend(feed);
            } else {
                self.active.extend(feed);
            }
        }
    }

    fn key(&mut self, key: &str, entry: &Keys<'_>) -> Option<String> {
        let fault = |complaint| entry.fault(entry.line, complaint);
        let key = field::key(key, "-").map_err(fault).ok()?;
        if key.starts_with(SIMULATED) {
            let hint = format!("keys that begin with {SIMULATED} are those of the simulator");
            fault(Complaint::new(
                format!("`{key}` cannot be the key of a feed"),
                hint,
            ));
            return None;
        }
        if !self.keys.insert(key.clone()) {
            let hint = "the keys of feeds are unique over all sources: give this one another";
            fault(Complaint::new(format!("there are two feeds `{key}`"), hint));
            return None;
        }
        Some(key)
    }
}

/// One feed; `None` when it has a fault, which is told.
fn feed(entry: &mut Keys<'_>, key: Option<String>, source: &str) -> Option<Feed> {
    let connector = entry.read("connector", connector);
    let url = entry.read("url", field::web_address);
    let private_address = entry.flag("private_address");
    let least = if private_address {
        Duration::from_secs(1)
    } else {
        POLITE
    };
    let interval = entry.read("interval", |text| {
        duration(text, least, Duration::from_hours(24))
    });
    let least = interval.unwrap_or_default();
    let stale_after = entry.read_if_any("stale_after", |text| {
        duration(text, least, Duration::from_hours(24 * 366))
    });
    let timeout = entry.read_if_any("timeout", |text| {
        duration(text, Duration::from_secs(1), Duration::from_mins(5))
    });
    let max_bytes = entry.read_if_any("max_bytes", |text| bytes(text, MOST_BYTES));
    let row_budget = row_budget(entry);
    let secret = entry.section("secret").map(secret);
    let options = options(entry);
    let (secret, interval) = (
        secret.map_or(Some(None), |secret| secret.map(Some))?,
        interval?,
    );
    Some(Feed {
        id: FeedId::new(&key?),
        source: source.to_owned(),
        connector: connector?,
        origin: Origin::Live,
        url: url?,
        interval,
        stale_after: stale_after.unwrap_or(interval * 2),
        timeout: timeout.unwrap_or(TIMEOUT),
        max_bytes: max_bytes.unwrap_or(MAX_BYTES),
        row_budget: row_budget.unwrap_or(ROW_BUDGET),
        secret,
        private_address,
        options,
    })
}

fn connector(text: &str) -> Result<ConnectorKind, Complaint> {
    ConnectorKind::parse(text).ok_or_else(|| {
        let names = ConnectorKind::ALL.into_iter().map(ConnectorKind::as_str);
        let hint = field::did_you_mean(text, names);
        Complaint::new(format!("`{text}` is not a connector"), hint)
    })
}

fn row_budget(entry: &mut Keys<'_>) -> Option<u32> {
    let found = entry.take("row_budget")?;
    entry.keep("row_budget", found, |value| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is a whole number in the range"
        )]
        number(&value)
            .filter(|n| n.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(n))
            .map(|n| n as u32)
            .ok_or_else(|| wrong(&value, "a whole number from 1 on, such as 50000"))
    })
}

/// `{ header = "…", variable = "…" }` or `{ query = "…", variable = "…" }`.
fn secret(mut entry: Keys<'_>) -> Option<Secret> {
    if entry.has("header") == entry.has("query") {
        let what = "the key has to go either into a header or into the query string";
        let hint = "write { header = \"X-Api-Key\", variable = \"NAME\" }";
        entry.fault(entry.line, Complaint::new(what, hint));
    }
    let header = entry.read_if_any("header", |text| token(text, "header", "X-Api-Key"));
    let query = entry.read_if_any("query", |text| token(text, "parameter", "api-key"));
    let place = header
        .map(SecretPlace::Header)
        .or(query.map(SecretPlace::Query));
    let variable = entry.read("variable", variable);
    entry.done();
    Some(Secret {
        place: place?,
        variable: variable?,
    })
}

/// The name of a header or of a parameter.
fn token(text: &str, what: &str, example: &str) -> Result<String, Complaint> {
    if text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    {
        return Ok(text.to_owned());
    }
    let what = format!("`{text}` is not the name of a {what}");
    Err(Complaint::new(
        what,
        format!("write a name such as {example}"),
    ))
}

/// The name of an environment variable.
fn variable(text: &str) -> Result<String, Complaint> {
    let allowed = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    if text.bytes().all(allowed) && !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    let hint = "name the environment variable that holds the key, such as CITY_DATA_KEY; the key itself never stands in a file";
    Err(Complaint::new("this is not the name of a variable", hint))
}

/// What only the connector understands.
fn options(entry: &mut Keys<'_>) -> serde_json::Value {
    let nothing = || serde_json::Value::Object(serde_json::Map::new());
    let Some(found) = entry.take("options") else {
        return nothing();
    };
    entry
        .keep("options", found, |value| match json(value) {
            table @ serde_json::Value::Object(_) => Ok(table),
            _ => Err(Complaint::new(
                "this is not a table",
                "write a table such as [source.feeds.key.options]",
            )),
        })
        .unwrap_or_else(nothing)
}
