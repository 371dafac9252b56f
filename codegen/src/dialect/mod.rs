//! Translates documents of all versions to OpenAPI 3.0.
//!
//! May use: `report`.
//!
//! One module per version. Later stages read 3.0 only. What 3.0 cannot express is kept in extensions:
//!
//! | extension | of | holds |
//! |---|---|---|
//! | `x-specwright-additional-operations` | path item | operations by HTTP method, such as `QUERY` |
//! | `x-specwright-collection-format` | parameter, header, encoding, schema | `tsv` and other formats of 2.0 without a style |
//! | `x-specwright-content-encoding` | schema | an encoding without a format, such as `quoted-printable` |
//! | `x-specwright-default-mapping` | discriminator | the schema of values that are not mapped |
//! | `x-specwright-item-schema`, `…-item-encoding`, `…-prefix-encoding` | media type | the items of a sequence |
//! | `x-specwright-pattern-properties` | schema | schemas by regular expressions for property names |
//! | `x-specwright-prefix-items`, `…-rest-items` | schema | the elements of a tuple, and those after them |
//! | `x-specwright-querystring` | parameter | `true` if the value is the whole query string |
//! | `x-specwright-serialized-value` | example | an example in its serialized form |
//! | `x-specwright-style` | parameter | a style that 3.0 does not have, such as `cookie` |
//! | `x-specwright-type` | security scheme | `mutualTLS` |

mod check;
mod extension;
mod here;
mod keyword;
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

/// A document in OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Translated<'a> {
    /// The document, borrowed if it is written in 3.0.
    pub document: Cow<'a, Value>,
    /// The places where its parts were written.
    pub moved: Moved,
}

/// Translates a document of any supported version to OpenAPI 3.0. A document in 3.0 is returned as it is.
///
/// Parts that violate the specification of their version stay as they are, and the next stage reports them. A document
/// that is not OpenAPI, or is of an unsupported version, is returned as it is, with an error in the diagnostics.
pub fn to_3_0<'a>(document: &'a Value, at: &At<'_>) -> (Translated<'a>, Diagnostics) {
    let mut checked = check::check(document, at);
    let (translated, moved, diagnostics) = match version(document, at) {
        Err(diagnostic) => return (untranslated(document), diagnostic.into()),
        Ok(Version::V3_0) => return (untranslated(document), checked),
        Ok(Version::V2_0) => Walk::run(document, at, v2_0::Swagger::new(document)),
        Ok(Version::V3_1) => Walk::run(document, at, v3_1::Differences::default()),
        Ok(Version::V3_2) => Walk::run(document, at, v3_2::Differences::default()),
    };
    checked.extend(diagnostics);
    (Translated { document: Cow::Owned(translated), moved }, checked)
}

fn untranslated(document: &Value) -> Translated<'_> {
    Translated { document: Cow::Borrowed(document), moved: Moved::default() }
}
