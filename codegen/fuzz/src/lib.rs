//! What the fuzz targets share: documents made of bytes, changes to documents, and what must hold of every output.

pub mod check;
pub mod document;
pub mod hostile;
pub mod mutation;
pub mod resolution;
mod schema;
