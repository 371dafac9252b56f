//! [`File`]: bytes with a name and a media type, as a part of a form.

#[cfg(feature = "fs")]
mod disk;

use std::cell::Cell;
use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::body::Body;
use crate::wire::string::AnyString;

/// The name of the newtype by which the serializers of this crate recognize a file.
pub(crate) const NAME: &str = "$specwright_runtime::File";

/// Base64 (RFC 4648, section 4), decoded with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

thread_local! {
    /// Where a file puts a clone of itself while one is expected, so that its bytes need not go through a serializer.
    static HANDOVER: Cell<Handover> = const { Cell::new(Handover::Closed) };
}

/// Whether a file is expected.
#[derive(Default)]
enum Handover {
    #[default]
    Closed,
    Open,
    Done(File),
}

/// Bytes with a name and a media type, for a part of a `multipart/form-data` body (RFC 7578). Clones share the bytes.
///
/// The content may also be a stream, or a file on disk that is read while it is sent (`open`, with the feature `fs`).
///
/// Everywhere else a `File` is a base64 string without name and media type, which a stream cannot be. Its `Debug` shows the
/// length only.
///
/// ```
/// let picture = specwright_runtime::File::new(vec![0x89, b'P', b'N', b'G']).name("a.png").content_type("image/png");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct File {
    body: Body,
    name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl File {
    /// A file with this content, without a name, and with the media type `application/octet-stream`.
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), name: None, content_type: None, headers: Vec::new() }
    }

    /// Sets the file name. A file without one is sent under the name of its part, since many services treat a part without a
    /// file name as text.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Sets the media type.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// Adds a header to its part, besides `Content-Disposition` and `Content-Type`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The content, unless it is a stream.
    pub fn bytes(&self) -> Option<&Bytes> {
        self.body.bytes()
    }

    /// The content.
    pub fn body(&self) -> &Body {
        &self.body
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    pub(crate) fn given_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn given_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content in base64; empty for a stream, which is refused before.
    pub(crate) fn base64(&self) -> String {
        BASE64.encode(self.bytes().unwrap_or(&Bytes::new()))
    }
}

impl From<File> for Body {
    fn from(file: File) -> Self {
        file.body
    }
}

/// The file that `serialize` serializes, if it does. The file itself is then serialized as a unit.
///
/// # Errors
///
/// `serialize` fails.
pub(crate) fn hand_over<E>(serialize: impl FnOnce() -> Result<(), E>) -> Result<Option<File>, E> {
    HANDOVER.set(Handover::Open);
    let result = serialize();
    match HANDOVER.take() {
        Handover::Done(file) => result.map(|()| Some(file)),
        Handover::Open | Handover::Closed => result.map(|()| None),
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.body.length() {
            Some(length) => write!(f, "File({length} bytes)"),
            None => f.write_str("File(..)"),
        }
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NAME, &Content(self))
    }
}

/// The content of the newtype that a file is serialized as.
struct Content<'a>(&'a File);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match HANDOVER.take() {
            Handover::Open => {
                HANDOVER.set(Handover::Done(self.0.clone()));
                serializer.serialize_unit()
            }
            other => {
                HANDOVER.set(other);
                match self.0.bytes() {
                    Some(_) => serializer.serialize_str(&self.0.base64()),
                    None => Err(serde::ser::Error::custom("a file that is a stream can only be a part of a form")),
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let encoded = deserializer.deserialize_str(AnyString)?;
        match BASE64.decode(&*encoded) {
            Ok(bytes) => Ok(Self::new(bytes)),
            Err(error) => Err(serde::de::Error::custom(format_args!("expected base64: {error}"))),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{File, hand_over};

    #[test]
    fn as_json_it_is_base64() {
        let check = |bytes: &[u8], expected: &str| {
            let file = File::new(bytes.to_vec());
            assert_eq!(serde_json::to_string(&file).unwrap(), format!("\"{expected}\""));
            for text in [expected, expected.trim_end_matches('=')] {
                assert_eq!(serde_json::from_str::<File>(&format!("\"{text}\"")).unwrap(), file);
            }
        };
        check(b"", "");
        check(b"a", "YQ==");
        check(b"\xFF\xFE\xFD", "//79");
        for text in ["\"?\"", "\"Y\"", "7"] {
            serde_json::from_str::<File>(text).unwrap_err();
        }
    }

    #[test]
    fn debug_shows_how_long_it_is() {
        let file = File::new("secret").name("secret.txt").content_type("text/secret");
        assert_eq!(format!("{file:?}"), "File(6 bytes)");
    }

    #[test]
    fn it_is_handed_over_once() {
        let (first, second) = (File::new("1").name("a"), File::new("2"));
        let mut texts = Vec::new();
        let handed = hand_over(|| {
            texts.extend([serde_json::to_string(&first)?, serde_json::to_string(&second)?]);
            Ok::<_, serde_json::Error>(())
        });
        assert_eq!(handed.unwrap(), Some(first));
        assert_eq!(texts, ["null", "\"Mg==\""]);
        assert_eq!(hand_over(|| Ok::<_, ()>(())), Ok(None));
        assert_eq!(hand_over(|| Err(serde_json::to_string(&second).unwrap())), Err("null".into()));
        assert_eq!(serde_json::to_string(&second).unwrap(), "\"Mg==\"");
    }
}
