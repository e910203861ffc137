//! Asks a broker to notify the portal of every change, once.

use serde_json::{Value, json};

use super::options::{Options, Version};
use crate::{
    address::with_query,
    connector::{Context, ReadError},
    http::{Get, Reader},
    loose,
};

/// Subscribes unless the broker has such a subscription already. Its first notification holds no
/// more than 20 entities, so the pages are read nevertheless.
pub(super) async fn ensure(
    options: &Options,
    callback: &str,
    headers: &[(String, String)],
    reader: &mut Reader<'_>,
    context: Context<'_>,
) -> Result<(), ReadError> {
    let url = context.feed.url.trim_end_matches('/');
    let subscriptions = format!(
        "{}/subscriptions",
        url.strip_suffix("/entities").unwrap_or(url)
    );
    let address = with_query(&subscriptions, &[("limit", Some("1000"))]);
    let known = reader.send(Get {
        url: address.clone(),
        headers: headers.to_vec(),
        ..Get::default()
    });
    if let Some(answer) = known.await? {
        let known: Vec<Value> = loose::json(&address, &answer.body)?;
        if known.iter().any(|one| notifies(one, callback)) {
            return Ok(());
        }
    }
    let wish = wish(options, callback);
    let request = Get {
        url: subscriptions,
        headers: headers.to_vec(),
        post: Some(wish.to_string().into_bytes()),
        ..Get::default()
    };
    reader.send(request).await?;
    tracing::info!(feed = %context.feed.id, "asked the context broker for notifications");
    Ok(())
}

/// Whether a subscription leads to an address and has not run out.
fn notifies(subscription: &Value, callback: &str) -> bool {
    let ended = matches!(
        subscription["status"].as_str(),
        Some("expired" | "inactive")
    );
    let notification = &subscription["notification"];
    let url = notification["http"]["url"].as_str();
    !ended && url.or_else(|| notification["endpoint"]["uri"].as_str()) == Some(callback)
}

fn wish(options: &Options, callback: &str) -> Value {
    match options.version {
        Version::V2 => json!({
            "description": "Bürgerportal",
            "subject": { "entities": [{ "idPattern": ".*", "type": options.kind }] },
            "notification": { "http": { "url": callback }, "attrsFormat": "normalized" },
        }),
        Version::Ld => json!({
            "type": "Subscription",
            "description": "Bürgerportal",
            "entities": [{ "type": options.kind }],
            "notification": {
                "format": "normalized",
                "endpoint": { "uri": callback, "accept": "application/json" },
            },
        }),
    }
}
