//! Writes the files of a crate to a folder, or compares them with it. The only stage that writes.
//!
//! May use: nothing.
//!
//! Only files that changed are written, each to a temporary file that is then renamed. Generated files that are no longer
//! needed are removed; they are recognized by their first line. Files that were not generated are never touched: if one
//! has the path of a generated file, nothing is written. Neither are crates that are in the folder, nor what symbolic links
//! lead to.
//!
//! One run at a time writes to a folder ([`Claim`]). What a run that was killed left behind is a difference, and the next run
//! removes it.

mod absent;
mod claim;
mod difference;
mod entry;
mod folder;
mod refused;
mod staging;

pub use absent::watch_absent;
pub use claim::Claim;
pub use difference::{Difference, difference};
pub use folder::{Changes, compare, write, write_generated, write_text};
pub use refused::Refused;
