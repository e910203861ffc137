//! Screens on walls.

use domain::{
    CategoryId,
    display::{Board, BoardKind, Colours},
};

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn a_display_is_read_with_its_boards() {
    let city = city::load(SoundFolder::new().dir()).unwrap();
    let [display] = &city.displays[..] else {
        panic!("there is one display: {:?}", city.displays);
    };
    assert_eq!(display.name, "foyer");
    assert_eq!(display.colours, Some(Colours::Dark));
    let board = Board {
        shows: BoardKind::Places(CategoryId::new("toilet")),
        seconds: 20,
    };
    assert_eq!(display.boards, [board]);
}

#[test]
fn what_a_display_cannot_show_is_told() {
    let breaks = |from: &str, to: &str, fault: &str, hint: &str| {
        breaks("city.toml", from, to, fault, hint);
    };
    breaks(
        "shows = \"places\"\ncategory = \"toilet\"",
        "shows = \"clock\"",
        "city.toml:25: shows: `clock`",
        "warnings, car-parks, climate, places",
    );
    breaks(
        "category = \"toilet\"",
        "category = \"toilett\"",
        "city.toml:24: `toilett` is not in categories.toml",
        "did you mean `toilet`?",
    );
    breaks(
        "category = \"toilet\"",
        "",
        "city.toml:24: `category` is missing",
        "category",
    );
    breaks(
        "seconds = 20",
        "seconds = 2",
        "city.toml:24: seconds: 2",
        "5 to 600",
    );
    breaks(
        "\"dark\"",
        "\"black\"",
        "city.toml:23: colours: `black`",
        "light or dark",
    );
    breaks(
        "[[display.board]]\nshows = \"places\"\ncategory = \"toilet\"\nseconds = 20",
        "",
        "city.toml:20: the display shows nothing",
        "[[display.board]]",
    );
}

#[test]
fn two_displays_with_one_name_are_told() {
    let folder = SoundFolder::new();
    let text = "[[display.board]]";
    let again = "[[display.board]]\nshows = \"climate\"\nseconds = 20\n[[display]]\nname = \"foyer\"\ntitle = { de = \"a\", en = \"a\" }\n[[display.board]]";
    folder.replace("city.toml", text, again);
    let faults = folder.faults();
    assert!(
        matches!(&faults[..], [fault] if fault.starts_with("city.toml:27: another display has the same name")),
        "{faults:#?}"
    );
}
