//! Stage 3: the model of an API, from a document of OpenAPI 3.0.
//!
//! [`lower()`] follows references, merges what path items and operations share, decides which schemas are objects,
//! maps, enums or unions, and validates examples against schemas. What it cannot support it omits as the smallest part
//! that fails, with a diagnostic. It uses `config` and `report`, and knows nothing of YAML and nothing of Rust.
//!
//! May use: `config`, `report`.

mod chosen;
mod lower;
mod model;
mod sample;
mod shaped;

pub use chosen::chosen;
pub use lower::{SharedError, lower, lower_keeping};
pub use model::*;
pub use sample::{ParameterSample, Sample, sample, samples};
