//! A small folder without a fault, to be broken in one place.

use std::{fs, path::Path};

use city::{Fault, PLACE_COLUMNS};
use tempfile::TempDir;

/// A temporary folder of a city.
pub(crate) struct SoundFolder(TempDir);

impl SoundFolder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for name in ["places", "texts"] {
            fs::create_dir(folder.0.path().join(name)).unwrap();
        }
        for (name, text) in files() {
            folder.write(&name, text);
        }
        folder
    }

    pub(crate) fn dir(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.0.path().join(name)).unwrap();
    }

    /// Replaces a text that must be there.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.path().join(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Every fault as `file:line: what | hint`.
    pub(crate) fn faults(&self) -> Vec<String> {
        let line = |fault: &Fault| fault.line.map_or(String::new(), |line| format!("{line}:"));
        let file = |fault: &Fault| {
            let name = fault.file.strip_prefix(self.0.path()).unwrap();
            name.to_str().unwrap().to_owned()
        };
        let tell = |fault: Fault| {
            format!(
                "{}:{} {} | {}",
                file(&fault),
                line(&fault),
                fault.what,
                fault.hint
            )
        };
        city::load(self.dir())
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(tell)
            .collect()
    }
}

fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("city.toml", CITY),
        ("categories.toml", CATEGORIES),
        (
            "osm.toml",
            "[[rule]]\ncategory = \"toilet\"\ntags = { amenity = \"toilets\" }\n",
        ),
        ("sources.toml", SOURCES),
        ("districts.geojson", DISTRICTS),
        (
            "streets.csv",
            "name,district,lat,lon\nMarkt,mitte,50.05,9.05\n",
        ),
        (
            "addresses.csv",
            "street,house_number,postcode,lat,lon\nMarkt,1,12345,50.05,9.05\n",
        ),
        ("theme.css", ":root {\n  --brand: #123456;\n}\n"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into();
    let header = PLACE_COLUMNS.join(",");
    files.push((
        "places/toilet.csv".to_owned(),
        format!("{header}\n{PLACE}\n"),
    ));
    for text in ["imprint", "privacy", "accessibility"] {
        for language in ["de", "en"] {
            files.push((
                format!("texts/{text}.{language}.md"),
                "# Title\n".to_owned(),
            ));
        }
    }
    files
}

const CITY: &str = "name = \"X\"
portal_name = \"Portal X\"
languages = [\"de\", \"en\"]
time_zone = \"Europe/Berlin\"
land = \"HE\"
centre = { lat = 50.05, lon = 9.05 }
bounding_box = [9.0, 50.0, 9.1, 50.1]
[[contact]]
id = \"city\"
name = { de = \"Stadt\", en = \"City\" }
phone = \"+49 1 234\"
[[link]]
id = \"city\"
name = { de = \"Stadt\", en = \"City\" }
url = \"https://x.example\"
[areas]
services.lead = { de = \"a\", en = \"a\" }
mobility.lead = { de = \"a\", en = \"a\" }
climate.lead = { de = \"a\", en = \"a\" }
[[display]]
name = \"foyer\"
title = { de = \"a\", en = \"a\" }
colours = \"dark\"
[[display.board]]
shows = \"places\"
category = \"toilet\"
seconds = 20
[heat]
from_celsius = 30
cool = [\"toilet\"]
";

const CATEGORIES: &str = "[[category]]
id = \"toilet\"
slug = \"toiletten\"
area = \"services\"
name = { de = \"Toiletten\", en = \"Toilets\" }
one = { de = \"Toilette\", en = \"Toilet\" }
symbol = \"toilet\"
marker = { shape = \"circle\", colour = \"c1\" }
filters = [\"open\", \"eurokey\"]
keywords = { de = \"WC\", en = \"loo\" }
";

const SOURCES: &str = "[osm]
title = { de = \"OpenStreetMap\", en = \"OpenStreetMap\" }
licence = \"ODbL 1.0\"
attribution = \"© OpenStreetMap\"
as_of = \"2026-01\"
[osm.feeds.water]
connector = \"pegelonline\"
url = \"https://water.example/api\"
interval = \"15m\"
stale_after = \"1h\"
secret = { header = \"X-Key\", variable = \"WATER_KEY\" }
[osm.feeds.water.options]
station = \"a\"
timeseries = [\"W\", \"Q\"]
[osm.feeds.air]
connector = \"uba\"
url = \"https://air.example\"
interval = \"1h\"
enabled = false
";

const DISTRICTS: &str = "{\"type\":\"FeatureCollection\",\"features\":[
{\"type\":\"Feature\",\"properties\":{\"id\":\"mitte\",\"name\":\"Mitte\",\"approximate\":false},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[9,50],[9.1,50],[9.1,50.1],[9,50.1],[9,50]]]}}
]}
";

const PLACE: &str = "osm:node/1,WC,Markt,1,12345,X,,50.05,9.05,exact,24/7,2026,+49 1 234,https://x.example,yes,ramp,no,free,yes,white green,2,1,City,a,b,osm,2026-01-02";
