//! Stage 2: what differs between the versions of OpenAPI, said in the words of 3.0.
//!
//! One file a version. Later stages read 3.0 only.

mod version;

use std::borrow::Cow;

use serde_json::Value;

use crate::report::{At, Findings};

pub use version::{Version, version};

/// Translates a document of any version that is read here to OpenAPI 3.0. One that is written in it stays as it is.
///
/// What is no OpenAPI document, or is of a version that is not read, comes back as it is, with an error in the
/// findings.
pub fn to_3_0<'a>(document: &'a Value, at: &At<'_>) -> (Cow<'a, Value>, Findings) {
    let findings = match version(document, at) {
        Ok(Version::V3_0) => Findings::default(),
        Err(finding) => Findings::from(finding),
    };
    (Cow::Borrowed(document), findings)
}
