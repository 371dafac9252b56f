//! How values are encoded and decoded: JSON by field mappings ([`object!`](crate::object!), [`union!`](crate::union!), the
//! enums), XML, formats of strings, headers, styles of parameters, and forms. Nothing here knows a call.
//!
//! May use: `body`.

pub(crate) mod data;
pub(crate) mod decode_error;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod formatted;
pub mod headers;
pub mod integer_enum;
pub(crate) mod json;
pub(crate) mod json_items;
pub mod lenient;
mod list;
pub(crate) mod map;
pub(crate) mod multipart;
pub(crate) mod number;
pub mod object;
mod open_enum;
pub(crate) mod percent;
pub(crate) mod secret;
mod string;
pub mod string_enum;
pub(crate) mod style;
pub mod union;
#[cfg(feature = "xml")]
pub mod xml;
