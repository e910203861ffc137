//! Whatever a source says, no connector panics.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../data/gtfs_realtime.rs"]
mod gtfs_realtime;
mod kinds;
mod mutation;
mod payloads;
mod reading;

use domain::live::ConnectorKind;
use proptest::prelude::*;

use kinds::feeds;
use mutation::{any_json, exchanged, names};
use payloads::{payloads, said};
use reading::survive;

fn kind() -> impl Strategy<Value = ConnectorKind> {
    prop::sample::select(ConnectorKind::ALL.to_vec())
}

/// Reads all feeds of a kind from a source that says the same everywhere.
fn everywhere(kind: ConnectorKind, body: &[u8]) {
    for feed in feeds(kind) {
        survive(&feed, &|_| body.to_vec());
    }
}

/// Without this the other tests could run past everything.
#[test]
fn every_connector_reads_its_payloads() {
    for kind in ConnectorKind::ALL {
        let payloads = payloads(kind);
        let brought = feeds(kind)
            .iter()
            .any(|feed| survive(feed, &|address| said(&payloads, address)));
        assert!(brought, "{} brought nothing", kind.as_str());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_bytes_make_a_connector_panic(
        kind in kind(),
        body in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        everywhere(kind, &body);
        // The same behind the sign of gzip, and as a message of a broker.
        everywhere(kind, &[b"\x1f\x8b\x08\0\0\0\0\0\0\xff", body.as_slice()].concat());
        everywhere(kind, &[b"v1.1/Datastreams(7)/Observations\n", body.as_slice()].concat());
    }

    #[test]
    fn no_json_makes_a_connector_panic(kind in kind(), body in any_json(names())) {
        everywhere(kind, body.to_string().as_bytes());
    }

    #[test]
    fn no_payload_with_other_values_makes_a_connector_panic(
        kind in kind(),
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<usize>(), any_json(names())), 1..4),
    ) {
        let mut payloads = payloads(kind);
        let which = which.index(payloads.len());
        for (place, new) in changes {
            exchanged(&mut payloads[which].1, place, new);
        }
        for feed in feeds(kind) {
            survive(&feed, &|address| said(&payloads, address));
        }
    }

    #[test]
    fn no_payload_that_is_cut_or_damaged_makes_a_connector_panic(
        kind in kind(),
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut payloads = payloads(kind);
        let which = which.index(payloads.len());
        let body = &mut payloads[which].1;
        let at = at.index(body.len());
        if cut {
            body.truncate(at);
        } else {
            body[at] = byte;
        }
        for feed in feeds(kind) {
            survive(&feed, &|address| said(&payloads, address));
        }
    }
}
