//! Decoding JSON bodies, as a whole or at one place, with the path to where decoding failed.

mod at;
mod decode;
pub(crate) mod mismatches;
pub(crate) mod null;
mod path;
mod property;

pub(crate) use crate::wire::json::at::at;
pub(crate) use crate::wire::json::decode::{decode, decode_tolerantly};
pub(crate) use crate::wire::json::path::Step;
pub(crate) use crate::wire::json::property::{first_name, has_any_property, has_property};
