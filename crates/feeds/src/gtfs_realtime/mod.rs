//! GTFS Realtime: what operators say of their trips under way (trip updates). Protocol buffers of
//! <https://gtfs.org/documentation/realtime/proto/>.

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
