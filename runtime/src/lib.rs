//! The runtime of the HTTP clients that specwright generates: the client and its builder, requests, authentication, retries,
//! errors, and the encoding and decoding of values.
//!
//! A generated crate consists of data (what an API is called, where it is served, which operations it has; see
//! [`description`]) and of plain types with field mappings ([`object!`], [`string_enum!`], [`integer_enum!`], [`union!`],
//! [`headers!`], [`responses!`]). All behaviour is in this crate, which knows no particular API. What is particular to a
//! provider of APIs is a module behind a feature.
//!
//! # In a browser
//!
//! For `wasm32-unknown-unknown`, requests are sent by the browser: TLS, connections and redirects are its own, bodies are sent
//! and read as a whole, and there are neither `connect_timeout` nor `read_timeout`. Everything else is as elsewhere.
//!
//! # Features
//!
//! - `rustls` (default): TLS by rustls with the ring provider; certificates are verified as the platform does. Without it, a
//!   client supports `http` only, unless it uses a [`reqwest::Client`] or a [`Transport`] of the caller.
//! - `blocking`: calls from code that is not async, see `blocking`.
//! - `date-time`: the types `DateTime`, `Date`, `Time` and `Duration`, based on the crate `jiff`; `decimal`: `Decimal`, based on
//!   `rust_decimal`; `uuid`: `Uuid`, based on `uuid`. Each crate is re-exported. A generated crate enables those that its
//!   document needs; see [`Formatted`].
//! - `gzip`: requests responses compressed with gzip (`Accept-Encoding`) and decompresses them. Off by default, since it adds ten
//!   crates, which take some 5 s to check.
//! - `fs`: `File::open`, a file on disk that is read while it is sent.
//! - `mock`: a mock server on a port of this machine, for tests of code that uses a client: see `mock`. Not in a browser.
//! - `huaweicloud`: authentication with Huawei Cloud as its SDKs do it: see `huaweicloud`.
//! - `tracing`: a span for each attempt of a call, with the names of OpenTelemetry's conventions for HTTP clients.
//! - `xml`: XML bodies, by `xml!`.
//! - `sdk-hmac-sha256`: the credential `auth::AccessKey`, which signs requests for the API gateway of Huawei Cloud.
//!
//! # Layout
//!
//! The modules are folders, each of which uses only those before it:
//!
//! | folder | contents |
//! |---|---|
//! | `body` | the bytes of a request or a response, as a whole or as a stream |
//! | `wire` | how values are encoded and decoded: JSON, XML, formats of strings, headers, parameters, forms |
//! | `transport` | how a request is sent and its response received; clock and random numbers |
//! | `call` | one call: client, request, authentication, retries, response, errors |
//! | `series` | several calls: pages, long-running operations, streams |
//! | `mock` | the mock server |
//! | `platform` | what the services of one provider have in common |

mod body;
mod call;
#[cfg(feature = "mock")]
pub mod mock;
mod platform;
mod series;
pub mod transport;
mod wire;

pub use bytes::Bytes;
#[cfg(feature = "date-time")]
pub use jiff;
pub use reqwest::StatusCode;
pub use reqwest::header::HeaderMap;
#[cfg(feature = "decimal")]
pub use rust_decimal;
pub use serde_json::Value;
#[cfg(feature = "uuid")]
pub use uuid;
pub use {reqwest, serde, serde_json};

pub use crate::body::BoxError;
#[cfg(feature = "blocking")]
pub use crate::call::blocking;
pub use crate::call::client::{BuildError, Client, ClientBuilder, Lookup, Surroundings};
pub use crate::call::error::{DecodeFailure, Error, ErrorKind, InvalidRequest, ServiceFailure, TransportFailure};
pub use crate::call::future::Call;
pub use crate::call::interceptor::{Attempt, Head, Interceptor};
pub use crate::call::request::Request;
pub use crate::call::response::{Decode, Response};
pub use crate::call::retry::Retry;
pub use crate::call::{auth, description, response};
#[cfg(feature = "huaweicloud")]
pub use crate::platform::huaweicloud;
pub use crate::series::pages::{Items, Pages};
pub use crate::series::wait::{Wait, WaitError};
pub use crate::series::{pages, stream, wait};
pub use crate::transport::{Body, Transport, http_client_builder};
pub use crate::wire::decode_error::DecodeError;
pub use crate::wire::file::File;
#[cfg(feature = "decimal")]
pub use crate::wire::formatted::Decimal;
#[cfg(feature = "uuid")]
pub use crate::wire::formatted::Uuid;
pub use crate::wire::formatted::{Base64, Base64Url, Format, FormatError, Formatted, Ip, Ipv4, Ipv6, Uri, UrlAlphabet};
#[cfg(feature = "date-time")]
pub use crate::wire::formatted::{Date, DateTime, Duration, Time};
pub use crate::wire::json_items::JsonItems;
pub use crate::wire::map::Map;
pub use crate::wire::multipart::Part;
pub use crate::wire::secret::Secret;
pub use crate::wire::style::Style;
#[cfg(feature = "xml")]
pub use crate::wire::xml;
pub use crate::wire::{headers, integer_enum, lenient, object, string_enum, union};
