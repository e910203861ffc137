//! The messages, with the fields that are read. Numbers of fields are those of
//! `gtfs-realtime.proto`.

use bytes::Bytes;

/// Everything that is said at one time.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct FeedMessage {
    #[prost(message, optional, tag = "1")]
    pub(super) header: Option<FeedHeader>,
    /// Each a [`FeedEntity`], read one by one: a bad one spoils no other, and a file for a whole
    /// country is never in memory as messages.
    #[prost(bytes = "bytes", repeated, tag = "2")]
    pub(super) entities: Vec<Bytes>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct FeedHeader {
    #[prost(string, optional, tag = "1")]
    pub(super) version: Option<String>,
    /// 0: everything there is, 1: only what has changed.
    #[prost(int32, optional, tag = "2")]
    pub(super) incrementality: Option<i32>,
    /// POSIX seconds.
    #[prost(uint64, optional, tag = "3")]
    pub(super) timestamp: Option<u64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct FeedEntity {
    #[prost(string, optional, tag = "1")]
    pub(super) id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub(super) is_deleted: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub(super) trip_update: Option<TripUpdate>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct TripUpdate {
    #[prost(message, optional, tag = "1")]
    pub(super) trip: Option<TripDescriptor>,
    #[prost(message, repeated, tag = "2")]
    pub(super) calls: Vec<StopTimeUpdate>,
    /// Seconds.
    #[prost(int32, optional, tag = "5")]
    pub(super) delay: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct TripDescriptor {
    #[prost(string, optional, tag = "1")]
    pub(super) trip_id: Option<String>,
    /// The service day, `20261123`.
    #[prost(string, optional, tag = "3")]
    pub(super) start_date: Option<String>,
    #[prost(int32, optional, tag = "4")]
    pub(super) schedule_relationship: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct StopTimeUpdate {
    #[prost(uint32, optional, tag = "1")]
    pub(super) stop_sequence: Option<u32>,
    #[prost(message, optional, tag = "2")]
    pub(super) arrival: Option<StopTimeEvent>,
    #[prost(message, optional, tag = "3")]
    pub(super) departure: Option<StopTimeEvent>,
    #[prost(string, optional, tag = "4")]
    pub(super) stop_id: Option<String>,
    #[prost(int32, optional, tag = "5")]
    pub(super) schedule_relationship: Option<i32>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
pub(super) struct StopTimeEvent {
    /// Seconds.
    #[prost(int32, optional, tag = "1")]
    pub(super) delay: Option<i32>,
    /// POSIX seconds.
    #[prost(int64, optional, tag = "2")]
    pub(super) time: Option<i64>,
}
