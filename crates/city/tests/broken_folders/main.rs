//! Every kind of fault is told with its file, its line and a hint.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod displays;
mod feeds;
mod files;
mod heat;
mod places;
mod references;
mod shapes;
mod sound_folder;

use sound_folder::SoundFolder;

/// Breaks a sound folder by replacing one text and expects exactly one fault that begins with
/// `fault` and has `hint` in its hint.
#[track_caller]
fn breaks(name: &str, from: &str, to: &str, fault: &str, hint: &str) {
    let folder = SoundFolder::new();
    folder.replace(name, from, to);
    let faults = folder.faults();
    let right = faults.iter().any(|found| {
        let (what, found_hint) = found.split_once(" | ").unwrap();
        what.starts_with(fault) && found_hint.contains(hint)
    });
    assert!(
        right && faults.len() == 1,
        "expected `{fault}` with `{hint}`, found {faults:#?}"
    );
}
