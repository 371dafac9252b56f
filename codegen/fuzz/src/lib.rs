//! Shared by the fuzz targets: documents made of random bytes, mutations of documents, and checks of every output.

pub mod check;
pub mod document;
pub mod hostile;
pub mod mutation;
pub mod resolution;
mod schema;
