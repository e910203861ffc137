//! `[[display]]` in `city.toml`: screens on walls.

use domain::{
    CategoryId,
    display::{Board, BoardKind, Colours, Display},
};

use crate::{Complaint, categories::Named, field, keys::Keys};

/// How long a board may stay, in seconds: long enough to be read, short enough to be seen again.
const SECONDS: std::ops::RangeInclusive<u32> = 5..=600;

const KINDS: &str = "warnings, car-parks, climate, places";

/// Reads every `[[display]]`. What it names in `categories` has to exist.
pub(crate) fn read(keys: &mut Keys<'_>, categories: &mut Vec<Named>) -> Vec<Display> {
    let mut displays: Vec<Display> = Vec::new();
    for mut entry in keys.list("display") {
        let name = entry.read("name", |text| field::key(text, "-"));
        let title = entry.local("title");
        let colours = entry.read_if_any("colours", colours);
        let mut boards = Vec::new();
        let listed = entry.list("board");
        if listed.is_empty() {
            let hint = format!("add [[display.board]] with shows (one of: {KINDS}) and seconds");
            entry.fault(
                entry.line,
                Complaint::new("the display shows nothing", hint),
            );
        }
        for keys in listed {
            boards.extend(board(keys, categories));
        }
        let is_twice = displays
            .iter()
            .any(|other| Some(&other.name) == name.as_ref());
        if is_twice {
            let what = "another display has the same name";
            entry.fault(
                entry.line,
                Complaint::new(what, "give each its own: it is the end of the address"),
            );
        }
        entry.done();
        if let (Some(name), Some(title)) = (name, title) {
            displays.push(Display {
                name,
                title,
                colours,
                boards,
            });
        }
    }
    displays
}

fn board(mut keys: Keys<'_>, categories: &mut Vec<Named>) -> Option<Board> {
    let kind = keys.read("shows", |text| {
        let known = KINDS.split(", ").find(|kind| *kind == text);
        known.ok_or_else(|| {
            let what = format!("`{text}` is nothing that a board can show");
            Complaint::new(what, format!("write one of: {KINDS}"))
        })
    });
    let seconds = keys.number("seconds").and_then(|number| {
        let is_it = |n: &u32| (f64::from(*n) - number).abs() < f64::EPSILON;
        let seconds = SECONDS.into_iter().find(is_it);
        if seconds.is_none() {
            let what = format!("seconds: {number} is too short, too long or not whole");
            let hint = format!("write {} to {}", SECONDS.start(), SECONDS.end());
            keys.fault(keys.line, Complaint::new(what, hint));
        }
        seconds
    });
    let shows = match kind {
        Some("warnings") => Some(BoardKind::Warnings),
        Some("car-parks") => Some(BoardKind::CarParks),
        Some("climate") => Some(BoardKind::Climate),
        Some(_) => keys.text("category").map(|id| {
            categories.push((id.clone(), keys.line));
            BoardKind::Places(CategoryId::new(&id))
        }),
        None => None,
    };
    keys.done();
    Some(Board {
        shows: shows?,
        seconds: seconds?,
    })
}

fn colours(text: &str) -> Result<Colours, Complaint> {
    match text {
        "light" => Ok(Colours::Light),
        "dark" => Ok(Colours::Dark),
        _ => Err(Complaint::new(
            format!("`{text}` are no colours of a display"),
            "write light or dark, or leave it to the device",
        )),
    }
}
