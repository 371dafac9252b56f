//! [`Style`]: how a parameter that is a list or an object is encoded.

mod expand;
mod kinds;
mod nest;
mod place;

pub use crate::wire::style::kinds::Style;
pub(crate) use crate::wire::style::nest::push_property;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
