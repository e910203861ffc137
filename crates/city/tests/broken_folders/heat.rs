//! Help in heat.

use domain::{CategoryId, heat::HeatHelp};

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn what_is_not_said_about_heat_is_the_default() {
    let city = city::load(SoundFolder::new().dir()).unwrap();
    let expected = HeatHelp {
        from_celsius: 30.0,
        cool: vec![CategoryId::new("toilet")],
        ..HeatHelp::default()
    };
    assert_eq!(city.heat, expected);
}

#[test]
fn a_threshold_that_is_no_heat_and_an_unknown_category_are_told() {
    breaks(
        "city.toml",
        "from_celsius = 30",
        "from_celsius = 3",
        "city.toml:28: from_celsius: 3 °C is no heat",
        "20 to 45",
    );
    breaks(
        "city.toml",
        "cool = [\"toilet\"]",
        "cool = [\"toilett\"]",
        "city.toml:30: `toilett` is not in categories.toml",
        "did you mean `toilet`?",
    );
}
