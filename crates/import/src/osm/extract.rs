//! Reading an extract block by block.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use domain::place::AsOf;
use jiff::{Timestamp, tz::TimeZone};
use osmpbf::{BlobDecode, BlobReader, HeaderBlock, PrimitiveBlock};

use super::kind::{is_extract, kind_of};
use crate::ImportError;

const WANTED: &str = "an OpenStreetMap extract (.osm.pbf)";

/// Which kinds of objects a block holds; blocks without the kind wanted are not unpacked again.
#[derive(Clone, Copy, Default)]
pub(super) struct Holds {
    pub(super) nodes: bool,
    pub(super) ways: bool,
    pub(super) relations: bool,
}

/// An extract on disk.
pub(super) struct Extract {
    path: PathBuf,
    /// What each block holds, known after the first pass.
    blocks: Vec<Holds>,
    /// What its head says.
    pub(super) head: Head,
}

/// What the head of an extract says.
#[derive(Clone, Default)]
pub(super) struct Head {
    /// The day of the data.
    pub(super) as_of: Option<AsOf>,
    /// Whether all nodes stand before all ways, and these before all relations.
    pub(super) sorted: bool,
}

impl Extract {
    /// Opens a file that begins like an extract.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let mut start = Vec::new();
        File::open(path)
            .and_then(|f| f.take(512).read_to_end(&mut start))
            .map_err(unreadable)?;
        if start.is_empty() {
            return Err(ImportError::Empty {
                path: path.to_owned(),
            });
        }
        if !is_extract(&start) {
            let found = kind_of(&start).unwrap_or("something else").to_owned();
            return Err(ImportError::Foreign {
                path: path.to_owned(),
                found,
                wanted: WANTED,
            });
        }
        Ok(Self {
            path: path.to_owned(),
            blocks: Vec::new(),
            head: Head::default(),
        })
    }

    /// Goes through every block for the first time.
    pub(super) fn first_pass(
        &mut self,
        mut look: impl FnMut(&PrimitiveBlock) -> Holds,
    ) -> Result<(), ImportError> {
        let (mut blocks, mut head) = (Vec::new(), None);
        self.pass(|_| true, &mut |decoded| match decoded {
            BlobDecode::OsmHeader(header) => {
                head = Some(header);
                blocks.push(Holds::default());
            }
            BlobDecode::OsmData(block) => blocks.push(look(&block)),
            BlobDecode::Unknown(_) => blocks.push(Holds::default()),
        })?;
        self.head = self.read_head(head.as_deref())?;
        self.blocks = blocks;
        self.check_end()
    }

    /// Goes through the blocks that hold something wanted.
    pub(super) fn next_pass(
        &self,
        wanted: impl Fn(&Holds) -> bool,
        mut look: impl FnMut(&PrimitiveBlock),
    ) -> Result<(), ImportError> {
        self.pass(
            |at| self.blocks.get(at).is_none_or(&wanted),
            &mut |decoded| {
                if let BlobDecode::OsmData(block) = decoded {
                    look(&block);
                }
            },
        )
    }

    fn pass(
        &self,
        unpack: impl Fn(usize) -> bool,
        look: &mut dyn FnMut(BlobDecode<'_>),
    ) -> Result<(), ImportError> {
        let blobs = BlobReader::from_path(&self.path).map_err(|error| self.error(error))?;
        for (at, blob) in blobs.enumerate() {
            let blob = blob.map_err(|error| self.error(error))?;
            if unpack(at) {
                look(blob.decode().map_err(|error| self.error(error))?);
            }
        }
        Ok(())
    }

    fn read_head(&self, header: Option<&HeaderBlock>) -> Result<Head, ImportError> {
        let damaged = |reason: &str| ImportError::Damaged {
            path: self.path.clone(),
            reason: reason.to_owned(),
        };
        let header = header.ok_or_else(|| damaged("it has no head"))?;
        if header
            .required_features()
            .iter()
            .any(|feature| feature == "HistoricalInformation")
        {
            return Err(damaged(
                "it holds the history of the data; take an extract of one day",
            ));
        }
        let seconds = header.osmosis_replication_timestamp();
        let as_of = seconds.and_then(|seconds| day(seconds.checked_mul(1000)?));
        let sorted = header
            .optional_features()
            .iter()
            .any(|f| f == "Sort.Type_then_ID");
        Ok(Head { as_of, sorted })
    }

    /// A file can also be cut off between two blocks: then whole kinds of objects are missing.
    fn check_end(&self) -> Result<(), ImportError> {
        const MANY: usize = 4; // blocks, of about 8000 nodes each
        let nodes = self.blocks.iter().filter(|holds| holds.nodes).count();
        let whole = self.blocks.iter().any(|holds| holds.relations);
        if self.blocks.len() < 2 || (self.head.sorted && nodes >= MANY && !whole) {
            return Err(ImportError::Truncated {
                path: self.path.clone(),
            });
        }
        Ok(())
    }

    fn error(&self, error: osmpbf::Error) -> ImportError {
        let path = self.path.clone();
        match error.into_kind() {
            osmpbf::ErrorKind::Io(source) => match source.kind() {
                std::io::ErrorKind::UnexpectedEof => ImportError::Truncated { path },
                _ => ImportError::Unreadable { path, source },
            },
            osmpbf::ErrorKind::Protobuf { location, err } => {
                // The reader wraps the end of the file into its own error.
                let text = err.to_string().to_lowercase();
                if location.starts_with("blob") && text.contains("unexpected end") {
                    ImportError::Truncated { path }
                } else {
                    ImportError::Damaged {
                        path,
                        reason: format!("{location}: {err}"),
                    }
                }
            }
            other => ImportError::Damaged {
                path,
                reason: format!("{other:?}"),
            },
        }
    }
}

/// The day of an instant in UTC, when it is one OpenStreetMap can have: it began in August 2004.
pub(super) fn day(milliseconds: i64) -> Option<AsOf> {
    const BEGIN: i64 = 1_091_318_400_000;
    let instant = Timestamp::from_millisecond(milliseconds)
        .ok()
        .filter(|_| milliseconds > BEGIN)?;
    AsOf::parse(&instant.to_zoned(TimeZone::UTC).date().to_string())
}
