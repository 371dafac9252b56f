//! Streamed responses: bytes, server-sent events, and sequences of JSON values.

mod bytes;
mod events;
mod head;
mod items;
mod lines;
mod reconnect;
mod records;
mod send;
mod sse;
mod too_long;

pub use crate::call::request::Framing;
pub use crate::series::stream::bytes::ByteStream;
pub use crate::series::stream::events::{Event, EventData, EventStream};
pub use crate::series::stream::items::ItemStream;
