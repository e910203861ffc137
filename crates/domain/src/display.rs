//! Screens on a wall: what they show in turn, without anybody touching them.

use crate::{CategoryId, LocalText};

/// A screen on a wall, as the city's folder describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// End of its address.
    pub name: String,
    /// What stands above every board.
    pub title: LocalText,
    /// Its colours; those of the device when none are set.
    pub colours: Option<Colours>,
    /// What it shows, in turn; never empty.
    pub boards: Vec<Board>,
}

/// One board of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// What it is about.
    pub shows: BoardKind,
    /// How long it stays.
    pub seconds: u32,
}

/// What a board is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardKind {
    /// Official warnings, closures and full car parks.
    Warnings,
    /// Free spaces in the city's car parks.
    CarParks,
    /// Weather, air and river.
    Climate,
    /// The places of a category, and whether they are open.
    Places(CategoryId),
}

/// Dark signs on a light ground, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}
