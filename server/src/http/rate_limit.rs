//! How often one client may do what costs much: searching and sending forms.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    client_address::{Peer, client_address},
    client_errors,
};
use crate::state::SharedState;

/// Clients that are remembered at most; beyond that those who were quiet longest are forgotten.
const REMEMBERED: usize = 20_000;

/// What a budget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Cost {
    /// Ten forms at once, then one every ten seconds.
    Form,
    /// Ten crashes of the browser half at once, then one every ten seconds.
    Crash,
    /// Sixty searches at once, then ten a second.
    Search,
}

impl Cost {
    fn burst(self) -> f64 {
        match self {
            Self::Form | Self::Crash => 10.0,
            Self::Search => 60.0,
        }
    }

    fn per_second(self) -> f64 {
        match self {
            Self::Form | Self::Crash => 0.1,
            Self::Search => 10.0,
        }
    }

    /// What a request costs; most cost nothing.
    fn of(request: &Request) -> Option<Self> {
        if !matches!(
            *request.method(),
            Method::GET | Method::HEAD | Method::OPTIONS
        ) {
            let crash = request.uri().path() == client_errors::PATH;
            return Some(if crash { Self::Crash } else { Self::Form });
        }
        let searches = matches!(request.uri().path(), "/suche" | "/en/suche");
        (searches && request.uri().query().is_some()).then_some(Self::Search)
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

/// The budgets of all clients, in memory.
#[derive(Debug)]
pub struct RateLimits {
    on: bool,
    trusted: Vec<IpAddr>,
    buckets: Mutex<HashMap<(IpAddr, Cost), Bucket>>,
}

impl RateLimits {
    /// Limits that believe these proxies, or none at all.
    pub fn new(on: bool, trusted: Vec<IpAddr>) -> Self {
        Self {
            on,
            trusted,
            buckets: Mutex::default(),
        }
    }

    /// Whether clients are limited at all.
    pub(crate) fn on(&self) -> bool {
        self.on
    }

    /// The proxies whose word about a client's address is believed.
    pub(crate) fn trusted(&self) -> &[IpAddr] {
        &self.trusted
    }

    /// Takes one from a budget, or says how long to wait.
    fn take(&self, client: IpAddr, cost: Cost, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&(client, cost)) {
            forget(&mut buckets, now);
        }
        let full = Bucket {
            left: cost.burst(),
            at: now,
        };
        let bucket = buckets.entry((client, cost)).or_insert(full);
        let earned = now.duration_since(bucket.at).as_secs_f64() * cost.per_second();
        let left = (bucket.left + earned).min(cost.burst());
        if left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - left) / cost.per_second()));
        }
        *bucket = Bucket {
            left: left - 1.0,
            at: now,
        };
        Ok(())
    }
}

/// Forgets whose budget is full again; when that frees nothing, the older half.
fn forget(buckets: &mut HashMap<(IpAddr, Cost), Bucket>, now: Instant) {
    buckets.retain(|(_, cost), bucket| {
        let earned = now.duration_since(bucket.at).as_secs_f64() * cost.per_second();
        bucket.left + earned < cost.burst()
    });
    if buckets.len() >= REMEMBERED {
        let mut times: Vec<Instant> = buckets.values().map(|bucket| bucket.at).collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        buckets.retain(|_, bucket| bucket.at > middle);
    }
}

/// Answers 429 with the seconds to wait when a client's budget is spent.
pub(crate) async fn limit_rate(
    State(state): State<SharedState>,
    request: Request,
    next: Next,
) -> Response {
    let limits = &state.limits;
    let peer = request.extensions().get::<Peer>();
    if let (true, Some(cost), Some(Peer(peer))) = (limits.on, Cost::of(&request), peer) {
        let client = client_address(*peer, request.headers(), &limits.trusted);
        if let Err(wait) = limits.take(client, cost, Instant::now()) {
            let mut answer = StatusCode::TOO_MANY_REQUESTS.into_response();
            let seconds = HeaderValue::from(wait.as_secs() + 1);
            answer.headers_mut().insert(RETRY_AFTER, seconds);
            return answer;
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(n: u32) -> IpAddr {
        std::net::Ipv4Addr::from_bits(n).into()
    }

    #[test]
    fn a_spent_budget_fills_again_with_time() {
        let (limits, now) = (RateLimits::new(true, vec![]), Instant::now());
        for _ in 0..10 {
            assert!(limits.take(client(1), Cost::Form, now).is_ok());
        }
        let wait = limits.take(client(1), Cost::Form, now).unwrap_err();
        assert!(limits.take(client(1), Cost::Form, now + wait).is_ok());
        assert!(limits.take(client(1), Cost::Form, now + wait).is_err());
    }

    #[test]
    fn one_client_does_not_spend_anothers_budget() {
        let (limits, now) = (RateLimits::new(true, vec![]), Instant::now());
        while limits.take(client(1), Cost::Form, now).is_ok() {}
        assert!(limits.take(client(2), Cost::Form, now).is_ok());
        assert!(limits.take(client(1), Cost::Search, now).is_ok());
    }

    #[test]
    fn many_clients_do_not_fill_the_memory() {
        let (limits, now) = (RateLimits::new(true, vec![]), Instant::now());
        for n in 0..60_000 {
            let later = now + Duration::from_micros(u64::from(n));
            assert!(limits.take(client(n), Cost::Form, later).is_ok());
        }
        assert!(limits.buckets.lock().unwrap().len() <= REMEMBERED);
    }
}
