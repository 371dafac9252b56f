//! [`Formatted`]: a string of a format (a date, a UUID, base64), kept as it was written and parsed on demand.
//!
//! Each format has a file, which parses it into a type of a crate made for it.

mod base64;
#[cfg(feature = "date-time")]
mod date;
#[cfg(feature = "date-time")]
mod date_time;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(feature = "date-time")]
mod duration;
mod error;
mod format;
mod ip;
#[cfg(feature = "date-time")]
mod time;
mod uri;
#[cfg(feature = "uuid")]
mod uuid;

pub use self::base64::{Base64, Base64Url, UrlAlphabet};
#[cfg(feature = "date-time")]
pub use self::date::Date;
#[cfg(feature = "date-time")]
pub use self::date_time::DateTime;
#[cfg(feature = "decimal")]
pub use self::decimal::Decimal;
#[cfg(feature = "date-time")]
pub use self::duration::Duration;
pub use self::error::FormatError;
pub use self::format::{Format, Formatted};
pub use self::ip::{Ip, Ipv4, Ipv6};
#[cfg(feature = "date-time")]
pub use self::time::Time;
pub use self::uri::Uri;
#[cfg(feature = "uuid")]
pub use self::uuid::Uuid;
