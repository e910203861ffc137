//! What became of reading a feed once, and how it has been doing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::FeedId;

/// How one reading of a feed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was read.
    Read,
    /// It said that nothing has changed.
    NotModified,
    /// It could not be reached, or did not answer in time.
    Unreachable,
    /// It answered with an error.
    Refused,
    /// Its answer was too big, cut off, or not what it should be.
    Unreadable,
    /// It brought more than its budget of a day; nothing was stored.
    OverBudget,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::NotModified,
        Self::Unreachable,
        Self::Refused,
        Self::Unreadable,
        Self::OverBudget,
    ];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::NotModified => "not_modified",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
            Self::OverBudget => "over_budget",
        }
    }

    /// The outcome with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == value)
    }

    /// Whether the source did what it should.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Read | Self::NotModified)
    }
}

/// One reading of a feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedRun {
    /// Which feed.
    pub feed: FeedId,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// HTTP status of the last answer.
    pub http_status: Option<u16>,
    /// Bytes of all answers after decompression.
    pub bytes: u64,
    /// Records in the answers.
    pub seen: u32,
    /// Records that were left out.
    pub rejected: u32,
    /// Observations that were not there before; the store counts them.
    pub new: u64,
    /// Observations that got another value; the store counts them.
    pub revised: u64,
    /// What went wrong, for the people who run the portal; holds no secret.
    pub error: Option<String>,
    /// When the feed is read next.
    pub next_try: Timestamp,
}

/// How a feed has been doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedHealth {
    /// Which feed.
    pub feed: FeedId,
    /// When it was last asked.
    pub last_attempt: Option<Timestamp>,
    /// When it last answered as it should.
    pub last_success: Option<Timestamp>,
    /// Since when it has failed without a success in between.
    pub failing_since: Option<Timestamp>,
    /// When it is asked next.
    pub next_try: Option<Timestamp>,
    /// Records left out of its last answer.
    pub rejected: u32,
    /// What went wrong last, for the people who run the portal.
    pub last_error: Option<String>,
}

impl FeedHealth {
    /// The health of a feed that was never read.
    pub fn new(feed: FeedId) -> Self {
        Self {
            feed,
            last_attempt: None,
            last_success: None,
            failing_since: None,
            next_try: None,
            rejected: 0,
            last_error: None,
        }
    }

    /// The health after one more reading.
    #[must_use]
    pub fn after(self, run: &FeedRun) -> Self {
        let success = run.outcome.is_success();
        Self {
            feed: self.feed,
            last_attempt: Some(run.started),
            last_success: if success {
                Some(run.ended)
            } else {
                self.last_success
            },
            failing_since: if success {
                None
            } else {
                self.failing_since.or(Some(run.started))
            },
            next_try: Some(run.next_try),
            rejected: run.rejected,
            last_error: run.error.clone(),
        }
    }
}
