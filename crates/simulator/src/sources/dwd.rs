//! Pollen and UV index of the Deutscher Wetterdienst: one file for the whole country, issued once a day.

use jiff::{Zoned, civil::Date};
use serde_json::{Map, Value, json};

use super::Question;
use crate::{answer::Document, values::World};

/// Plants with the day of the year on which most of their pollen fly, and for how many days before and
/// after it some do.
const PLANTS: [(&str, i16, i16); 8] = [
    ("Hasel", 50, 45),
    ("Erle", 65, 40),
    ("Esche", 105, 30),
    ("Birke", 110, 35),
    ("Graeser", 160, 70),
    ("Roggen", 160, 35),
    ("Beifuss", 215, 45),
    ("Ambrosia", 240, 40),
];
/// Loads from none to high, as they are written.
const LOADS: [&str; 7] = ["0", "0-1", "1", "1-2", "2", "2-3", "3"];
/// Highest UV index of a clear day in the middle of each month in the south of Germany.
const CLEAR: [u8; 12] = [1, 2, 3, 5, 7, 8, 8, 7, 5, 3, 1, 1];
/// When a forecast is issued.
const ISSUED: i8 = 11;

pub(super) fn pollen(world: &World, question: &Question<'_>) -> Option<Document> {
    let region = question.feed.options.get("region")?;
    let issued = issued(world, question);
    let plants = PLANTS.map(|plant| {
        let days = days(&issued, |day| json!(load(world, plant, day)));
        (plant.0.to_owned(), days)
    });
    Some(Document::json(json!({
        "name": "Pollenflug-Gefahrenindex (Simulation)",
        "sender": "Simulation",
        "last_update": issued.strftime("%Y-%m-%d %H:%M Uhr").to_string(),
        "content": [{
            "region_id": 110,
            "region_name": "Simulation",
            "partregion_id": region,
            "partregion_name": format!("Region um {}", world.city.name),
            "Pollen": Map::from_iter(plants),
        }],
    })))
}

pub(super) fn uv(world: &World, question: &Question<'_>) -> Option<Document> {
    let city = question.option("city")?;
    let issued = issued(world, question);
    let forecast = days(&issued, |day| json!(index(world, day)));
    Some(Document::json(json!({
        "name": "UV-Gefahrenindex (Simulation)",
        "sender": "Simulation",
        "last_update": issued.strftime("%Y-%m-%d %H:%M Uhr").to_string(),
        "forecast_day": issued.date().to_string(),
        "content": [{ "city": city, "forecast": forecast }],
    })))
}

/// When the newest forecast was issued.
fn issued(world: &World, question: &Question<'_>) -> Zoned {
    let now = question.now.to_zoned(world.city.time_zone.clone());
    let day = if now.hour() < ISSUED {
        now.date().yesterday().unwrap_or(now.date())
    } else {
        now.date()
    };
    let issued = day
        .at(ISSUED, 0, 0, 0)
        .to_zoned(world.city.time_zone.clone());
    issued.unwrap_or(now)
}

fn days(issued: &Zoned, value: impl Fn(Date) -> Value) -> Value {
    let tomorrow = issued.date().tomorrow().unwrap_or(issued.date());
    let after = tomorrow.tomorrow().unwrap_or(tomorrow);
    json!({ "today": value(issued.date()), "tomorrow": value(tomorrow), "dayafter_to": value(after) })
}

fn load(world: &World, (plant, peak, spread): (&str, i16, i16), day: Date) -> &'static str {
    let away = (day.day_of_year() - peak).abs();
    let share = 1.0 - f64::from(away) / f64::from(spread);
    let weather = 0.6 + 0.6 * world.share(plant, i64::from(day.day_of_year()));
    let most = LOADS.iter().zip(1_i8..);
    let reached = most.filter(|(_, step)| share * weather * 6.0 >= f64::from(*step) - 0.5);
    reached.map(|(load, _)| *load).last().unwrap_or(LOADS[0])
}

fn index(world: &World, day: Date) -> u8 {
    let clear = CLEAR
        .iter()
        .zip(1_i8..)
        .find(|(_, month)| *month == day.month());
    let clouded = world.share("uv", i64::from(day.day_of_year())) < 0.4;
    clear.map_or(0, |(index, _)| index - u8::from(clouded).min(*index))
}
