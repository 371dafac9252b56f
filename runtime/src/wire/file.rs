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
use crate::wire::string_enum::Text;

/// The name by which a serializer of ours knows a file.
pub(crate) const NAME: &str = "$specwright_runtime::File";

/// Base64 (RFC 4648, section 4), read with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

thread_local! {
    /// Where a file leaves itself while it is asked for, so that it need not go through text.
    static COUNTER: Cell<Counter> = const { Cell::new(Counter::Closed) };
}

/// Whether a file is asked for.
#[derive(Default)]
enum Counter {
    #[default]
    Closed,
    Open,
    Left(File),
}

/// Bytes with a name and a media type, as a part of a `multipart/form-data` body (RFC 7578). A clone shares the bytes.
///
/// It may be a stream of bytes as well, or a file that is read while it is sent (`open`, with the feature `fs`).
///
/// Anywhere else it is written and read as text in base64, without name and type, which a stream cannot. Its `Debug`
/// shows how long it is.
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
    /// A file of these bytes, without a name and of type `application/octet-stream`.
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), name: None, content_type: None, headers: Vec::new() }
    }

    /// The same, with a name. Without one it is sent under the name of its part, since many services take a part that
    /// has none for text.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The same, with a media type.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// The same, with a header of its part besides `Content-Disposition` and `Content-Type`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The bytes, unless they are a stream.
    pub fn bytes(&self) -> Option<&Bytes> {
        self.body.bytes()
    }

    /// The bytes, or the stream of them.
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

    /// The bytes as text; nothing of a stream, which is refused before.
    pub(crate) fn base64(&self) -> String {
        BASE64.encode(self.bytes().unwrap_or(&Bytes::new()))
    }
}

impl From<File> for Body {
    fn from(file: File) -> Self {
        file.body
    }
}

/// The file that `serialize` serializes, if it does serialize one. Nothing is written then but a unit.
///
/// # Errors
///
/// Those of `serialize`.
pub(crate) fn hand_over<E>(serialize: impl FnOnce() -> Result<(), E>) -> Result<Option<File>, E> {
    COUNTER.set(Counter::Open);
    let result = serialize();
    match COUNTER.take() {
        Counter::Left(file) => result.map(|()| Some(file)),
        Counter::Open | Counter::Closed => result.map(|()| None),
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

/// What is inside the newtype that a file is serialized as.
struct Content<'a>(&'a File);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match COUNTER.take() {
            Counter::Open => {
                COUNTER.set(Counter::Left(self.0.clone()));
                serializer.serialize_unit()
            }
            other => {
                COUNTER.set(other);
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
        let text = deserializer.deserialize_str(Text)?;
        match BASE64.decode(&*text) {
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
