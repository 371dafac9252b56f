//! Stage 0: files to a [`Tree`] of JSON values, in written order, whether they were written as YAML or JSON.
//!
//! The tree knows nothing of OpenAPI but where references may stand, which it needs to put several files together to
//! one value: `address` reads a reference's text, `survey` finds the references of a file, `gather` reads the files that
//! they lead to as far as `disk` allows, `target` finds the places in them, `bundle` makes one value of all, and `homes`
//! keeps what went where. The tree keeps the texts, and looks up in them where a value was written
//! when someone asks, which is only when a diagnostic is shown.
//!
//! Nothing that a file may hold does harm: sizes, depths and the expansion of aliases are [limited](limits).
//!
//! May use: `report`.

pub use self::load::{load, text};
pub use self::place::Position;
pub use self::tree::{File, Format, Tree};

pub mod limits;

mod address;
mod bundle;
mod decode;
mod disk;
mod events;
mod flow;
mod gather;
mod homes;
mod json;
mod load;
mod place;
mod scan;
mod survey;
mod target;
mod tree;
mod visit;
mod wanted;
mod yaml;
