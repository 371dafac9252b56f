//! Stage 0: files to a [`Tree`] of JSON values, in written order, whether they were written as YAML or JSON.
//!
//! The tree knows nothing of OpenAPI. It keeps the texts, and looks up in them where a value was written
//! when someone asks, which is only when a finding is shown.
//!
//! Nothing that a file may hold does harm: sizes, depths and the expansion of aliases are [limited](limits).

pub use self::load::{load, text};
pub use self::place::Position;
pub use self::tree::{File, Format, Tree};

pub mod limits;

mod decode;
mod events;
mod flow;
mod json;
mod load;
mod place;
mod scan;
mod tree;
mod visit;
mod wanted;
mod yaml;
