//! What all fuzz targets do: read a feed from a source that says the fuzzer's bytes.

use std::sync::atomic::{AtomicUsize, Ordering};

pub use domain::live::ConnectorKind;
pub use libfuzzer_sys;

#[path = "../../tests/robust/kinds.rs"]
mod kinds;
#[path = "../../tests/robust/reading.rs"]
mod reading;

/// Reads every feed of a kind. The bytes are one answer, or several with the byte 255 in between,
/// which stands in no text: they are given one after the other.
pub fn read(kind: ConnectorKind, bytes: &[u8]) {
    let answers: Vec<&[u8]> = match kind {
        // A compressed table has this byte too, and so has a message.
        ConnectorKind::BicycleCounts | ConnectorKind::GtfsRealtime => vec![bytes],
        _ => bytes.split(|byte| *byte == 255).collect(),
    };
    for feed in kinds::feeds(kind) {
        let asked = AtomicUsize::new(0);
        reading::survive(&feed, &|_| {
            let number = asked.fetch_add(1, Ordering::Relaxed);
            answers[number % answers.len()].to_vec()
        });
    }
}

/// The fuzz target of a kind.
#[macro_export]
macro_rules! target {
    ($kind:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            $crate::read($crate::ConnectorKind::$kind, bytes);
        });
    };
}
