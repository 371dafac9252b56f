//! Bytes as text.

use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine};

use super::{Format, Formatted};

/// Base64 of the usual alphabet (RFC 4648 §4), written with padding.
const STANDARD: GeneralPurpose = engine(&alphabet::STANDARD, true);

/// Base64 of the alphabet for URLs and file names (RFC 4648 §5), written without padding.
const URL: GeneralPurpose = engine(&alphabet::URL_SAFE, false);

/// Bytes in base64 (RFC 4648 §4; OpenAPI's format `byte`, `contentEncoding: base64` since 3.1).
///
/// [`get`](Formatted::get) takes it with or without padding, and in lines (RFC 2045 §6.8).
///
/// ```
/// use specwright_runtime::Base64;
///
/// assert_eq!(Base64::from(b"\xFB\xFF!".to_vec()).as_str(), "+/8h");
/// assert_eq!(Base64::new("aGVs\r\nbG8").get()?, b"hello");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Base64 = Formatted<Vec<u8>>;

/// Bytes in base64 of the alphabet for URLs (RFC 4648 §5; OpenAPI's format `base64url`, `contentEncoding: base64url`
/// since 3.1).
///
/// It is written without padding, and read with or without it.
///
/// ```
/// use specwright_runtime::Base64Url;
///
/// assert_eq!(Base64Url::from(b"\xFB\xFF".to_vec()).as_str(), "-_8");
/// assert_eq!(Base64Url::new("-_8=").get()?, b"\xFB\xFF");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Base64Url = Formatted<Vec<u8>, UrlAlphabet>;

/// The format of [`Base64Url`].
#[derive(Clone, Copy, Debug)]
pub enum UrlAlphabet {}

impl Format for Vec<u8> {
    const NAME: &'static str = "base64 (RFC 4648)";

    fn read(text: &str) -> Result<Self, String> {
        read(&STANDARD, text)
    }

    fn write(value: &Self) -> String {
        STANDARD.encode(value)
    }
}

impl Format<Vec<u8>> for UrlAlphabet {
    const NAME: &'static str = "base64url (RFC 4648)";

    fn read(text: &str) -> Result<Vec<u8>, String> {
        read(&URL, text)
    }

    fn write(value: &Vec<u8>) -> String {
        URL.encode(value)
    }
}

const fn engine(alphabet: &Alphabet, is_padded: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_encode_padding(is_padded);
    GeneralPurpose::new(alphabet, config)
}

fn read(engine: &GeneralPurpose, text: &str) -> Result<Vec<u8>, String> {
    let bytes = if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        engine.decode(text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>())
    } else {
        engine.decode(text)
    };
    bytes.map_err(|error: DecodeError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_reading, check_refused};
    use super::UrlAlphabet;

    /// With test vectors of RFC 4648 §10.
    #[test]
    fn bytes() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            check::<_, Vec<u8>>(text, bytes.as_bytes().to_vec());
            check_reading::<_, Vec<u8>>(text.trim_end_matches('='), &bytes.as_bytes().to_vec());
            check::<_, UrlAlphabet>(text.trim_end_matches('='), bytes.as_bytes().to_vec());
            check_reading::<_, UrlAlphabet>(text, &bytes.as_bytes().to_vec());
        }
        check::<_, Vec<u8>>("+/8=", vec![0xFB, 0xFF]);
        check::<_, UrlAlphabet>("-_8", vec![0xFB, 0xFF]);
        check_reading::<_, Vec<u8>>("Zm9v\r\nYmFy\n", &b"foobar".to_vec());
        for text in ["Z", "Zm9v!", "é"] {
            check_refused::<Vec<u8>, Vec<u8>>(text);
            check_refused::<Vec<u8>, UrlAlphabet>(text);
        }
        check_refused::<Vec<u8>, Vec<u8>>("-_8");
        check_refused::<Vec<u8>, UrlAlphabet>("+/8");
    }
}
