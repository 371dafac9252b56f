//! Stage 7: texts to files. The only stage that writes.
//!
//! Only files that changed are written, each by renaming a finished one into place. Files that were written by an
//! earlier run and are no longer needed are removed; they are known by their first line. Files of others are never
//! touched: where one stands in the way, nothing is written at all.
//!
//! May use: nothing.

mod difference;
mod folder;

pub use difference::{Difference, difference};
pub use folder::{Changes, Refused, compare, write, write_text};
