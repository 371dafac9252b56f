//! Stage 2: what differs between the versions of OpenAPI, said in the words of 3.0.
//!
//! One module a version. Later stages read 3.0 only. What 3.0 can say is said in it; what it cannot say travels in
//! extensions:
//!
//! | extension | of | holds |
//! |---|---|---|
//! | `x-specwright-additional-operations` | path item | operations by method as it is sent, `QUERY` and others |
//! | `x-specwright-collection-format` | parameter, header, encoding, schema | `tsv` and what else of 2.0 has no style |
//! | `x-specwright-content-encoding` | schema | an encoding that no format means, such as `quoted-printable` |
//! | `x-specwright-default-mapping` | discriminator | the schema of values that are not mapped |
//! | `x-specwright-item-schema`, `…-item-encoding`, `…-prefix-encoding` | media type | the parts of a sequence |
//! | `x-specwright-pattern-properties` | schema | schemas by expression that names of members match |
//! | `x-specwright-prefix-items`, `…-rest-items` | schema | the elements of a tuple, and those after them |
//! | `x-specwright-querystring` | parameter | `true` where the value is the whole query |
//! | `x-specwright-serialized-value` | example | the text of an example as it is sent |
//! | `x-specwright-style` | parameter | a style that 3.0 does not have, such as `cookie` |
//! | `x-specwright-type` | security scheme | `mutualTLS` |
//!
//! May use: `report`.

mod here;
mod kind;
mod moved;
mod reference;
#[cfg(test)]
mod testing;
mod v2_0;
mod v3_1;
mod v3_2;
mod version;
mod walk;

use std::borrow::Cow;

use serde_json::Value;

use crate::report::{At, Diagnostics};

pub use moved::Moved;
pub use version::{Version, version};

use walk::Walk;

/// A document in the words of OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Translated<'a> {
    /// The document; borrowed if it was written in 3.0.
    pub document: Cow<'a, Value>,
    /// Where its parts were written.
    pub moved: Moved,
}

/// Translates a document of any version that is read here to OpenAPI 3.0. One that is written in it stays as it is.
///
/// Parts that are not as their version has them stay as they are, for the next stage to report.
///
/// What is no OpenAPI document, or is of a version that is not read, comes back as it is, with an error in the
/// diagnostics.
pub fn to_3_0<'a>(document: &'a Value, at: &At<'_>) -> (Translated<'a>, Diagnostics) {
    let (translated, moved, diagnostics) = match version(document, at) {
        Err(diagnostic) => return (untranslated(document), diagnostic.into()),
        Ok(Version::V3_0) => return (untranslated(document), Diagnostics::default()),
        Ok(Version::V2_0) => Walk::run(document, at, v2_0::Swagger::new(document)),
        Ok(Version::V3_1) => Walk::run(document, at, v3_1::Differences::default()),
        Ok(Version::V3_2) => Walk::run(document, at, v3_2::Differences::default()),
    };
    (Translated { document: Cow::Owned(translated), moved }, diagnostics)
}

fn untranslated(document: &Value) -> Translated<'_> {
    Translated { document: Cow::Borrowed(document), moved: Moved::default() }
}
