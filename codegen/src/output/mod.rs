//! Writes the files of a crate to a folder, or compares them with it. The only stage that writes.
//!
//! May use: nothing.
//!
//! Only files that changed are written, each to a temporary file that is then renamed. Generated files that are no longer
//! needed are removed; they are recognized by their first line. Files that were not generated are never touched: if one
//! has the path of a generated file, nothing is written.

mod difference;
mod folder;

pub use difference::{Difference, difference};
pub use folder::{Changes, Refused, compare, write, write_generated, write_text};
