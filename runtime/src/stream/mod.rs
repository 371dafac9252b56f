//! Responses that are read while they come: bytes, events, and JSON values one after the other.

mod bytes;
mod events;
mod head;
mod items;
mod lines;
mod reconnect;
mod records;
mod sse;

pub use crate::stream::bytes::ByteStream;
pub use crate::stream::events::{Event, EventStream};
pub use crate::stream::items::ItemStream;
pub(crate) use crate::stream::lines::SEPARATOR;
pub use crate::stream::records::Framing;
