//! Reads YAML and JSON files to a [`Tree`] of JSON values, in written order.
//!
//! May use: `report`.
//!
//! The tree knows nothing of OpenAPI except where references may occur, which it needs to bundle several files into one
//! value: `address` parses a reference, `survey` finds the references of a file, `gather` reads the files that they refer
//! to, as far as `disk` allows, `target` finds the places in them, `bundle` makes one value of all files, and `homes`
//! records which part was moved where. The tree keeps the texts of the files, and looks up the line of a value only when
//! a diagnostic is shown.
//!
//! Overlays are read here too, since they are files of the same kinds; the next stage applies them.
//!
//! Sizes, depths and the expansion of aliases are [limited](limits), so that no file exhausts memory or the stack.

pub use self::disk::Reach;
pub use self::file::File;
pub use self::format::Format;
pub use self::load::{load, load_from, overlay, text};
pub use self::overlay::Overlay;
pub use self::place::Position;
pub use self::store::{Revision, Store, last_commit, last_commit_of_line, path_in_repository};
pub use self::tree::Tree;

pub mod limits;

mod address;
mod bundle;
mod decode;
mod disk;
mod events;
mod file;
mod flow;
mod format;
mod gather;
mod homes;
mod json;
mod link;
mod load;
mod overlay;
mod place;
mod refusal;
mod scan;
mod store;
mod survey;
mod target;
#[cfg(test)]
mod testing;
mod tree;
mod visit;
mod wanted;
mod yaml;
