//! The words of the command line.

use std::path::PathBuf;

use anyhow::{Context as _, bail};

const USAGE: &str =
    "cargo xtask basemap CITY_DIR EXTRACT.osm.pbf [--layers DIR [--kinds kind,kind]]";

/// Where the city and the extract are, and what is added to them.
pub(crate) struct Arguments {
    pub(crate) city: PathBuf,
    pub(crate) extract: PathBuf,
    pub(crate) layers: Option<PathBuf>,
    pub(crate) kinds: Vec<String>,
}

impl Arguments {
    /// Reads the words after `basemap`; paths become absolute, for the tools run in a folder of their own.
    pub(crate) fn parse(words: &[String]) -> anyhow::Result<Self> {
        let (mut positions, mut layers, mut kinds) = (Vec::new(), None, Vec::new());
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--layers" => layers = Some(PathBuf::from(words.next().context(USAGE)?)),
                "--kinds" => {
                    kinds = words
                        .next()
                        .context(USAGE)?
                        .split(',')
                        .map(str::to_owned)
                        .collect();
                }
                option if option.starts_with('-') => bail!("unknown option {option}: {USAGE}"),
                position => positions.push(PathBuf::from(position)),
            }
        }
        let [city, extract] =
            <[PathBuf; 2]>::try_from(positions).map_err(|_| anyhow::anyhow!(USAGE))?;
        Ok(Self {
            city: std::path::absolute(city)?,
            extract: std::path::absolute(extract)?,
            layers,
            kinds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> anyhow::Result<Arguments> {
        Arguments::parse(
            &words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn a_city_and_an_extract_are_enough() {
        let arguments = parse(&["cities/musterstadt", "extract.osm.pbf"]).expect("arguments");
        assert!(arguments.extract.ends_with("extract.osm.pbf"));
        assert!(arguments.layers.is_none());
    }

    #[test]
    fn more_layers_can_be_limited_to_some_kinds() {
        let arguments = parse(&[
            "city",
            "x.pbf",
            "--layers",
            "more",
            "--kinds",
            "river,forest",
        ])
        .expect("arguments");
        assert_eq!(arguments.kinds, ["river", "forest"]);
    }

    #[test]
    fn a_missing_extract_or_a_typing_error_shows_the_usage() {
        assert!(parse(&["city"]).is_err_and(|error| error.to_string().contains("EXTRACT")));
        assert!(parse(&["city", "x.pbf", "--layer", "more"]).is_err());
    }
}
