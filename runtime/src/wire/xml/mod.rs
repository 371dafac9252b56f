//! XML bodies: [`xml!`](crate::xml!), the field mapping of a type in XML.
//!
//! A value is converted by way of JSON, so that a type needs nothing more for XML than this mapping: which properties are
//! attributes, which are lists, and which have another name (OpenAPI 3.0.4, *XML Object*).

mod element;
mod read;
mod write;

pub use element::{Described, Element, Property};
pub(crate) use read::read;
pub(crate) use write::write;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
