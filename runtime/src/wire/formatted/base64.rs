//! Bytes as strings.

use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine};

use crate::wire::formatted::format::{Format, Formatted};

/// Base64 of the usual alphabet (RFC 4648 §4), written with padding.
const STANDARD: GeneralPurpose = engine(&alphabet::STANDARD, true);

/// Base64 of the alphabet for URLs and file names (RFC 4648 §5), written without padding.
const URL: GeneralPurpose = engine(&alphabet::URL_SAFE, false);

/// Bytes in base64 (RFC 4648 §4; OpenAPI's format `byte`, `contentEncoding: base64` since 3.1).
///
/// [`get`](Formatted::get) accepts it with or without padding, and with line breaks (RFC 2045 §6.8).
///
/// ```
/// use specwright_runtime::Base64;
///
/// assert_eq!(Base64::from(b"\xFB\xFF!".to_vec()).as_str(), "+/8h");
/// assert_eq!(Base64::new("aGVs\r\nbG8").get()?, b"hello");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Base64 = Formatted<Vec<u8>>;

/// Bytes in base64 with the alphabet for URLs (RFC 4648 §5; OpenAPI's format `base64url`, `contentEncoding: base64url`
/// since 3.1).
///
/// It is written without padding, and parsed with or without it.
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

    fn read(string: &str) -> Result<Self, String> {
        read(&STANDARD, string)
    }

    fn write(value: &Self) -> String {
        STANDARD.encode(value)
    }
}

impl Format<Vec<u8>> for UrlAlphabet {
    const NAME: &'static str = "base64url (RFC 4648)";

    fn read(string: &str) -> Result<Vec<u8>, String> {
        read(&URL, string)
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

fn read(engine: &GeneralPurpose, string: &str) -> Result<Vec<u8>, String> {
    let bytes = if string.bytes().any(|byte| byte.is_ascii_whitespace()) {
        engine.decode(string.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>())
    } else {
        engine.decode(string)
    };
    bytes.map_err(|error: DecodeError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::UrlAlphabet;
    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    /// With test vectors of RFC 4648 §10.
    #[test]
    fn bytes() {
        for (string, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            check::<_, Vec<u8>>(string, bytes.as_bytes().to_vec());
            check_reading::<_, Vec<u8>>(string.trim_end_matches('='), &bytes.as_bytes().to_vec());
            check::<_, UrlAlphabet>(string.trim_end_matches('='), bytes.as_bytes().to_vec());
            check_reading::<_, UrlAlphabet>(string, &bytes.as_bytes().to_vec());
        }
        check::<_, Vec<u8>>("+/8=", vec![0xFB, 0xFF]);
        check::<_, UrlAlphabet>("-_8", vec![0xFB, 0xFF]);
        check_reading::<_, Vec<u8>>("Zm9v\r\nYmFy\n", &b"foobar".to_vec());
        for string in ["Z", "Zm9v!", "é"] {
            check_refused::<Vec<u8>, Vec<u8>>(string);
            check_refused::<Vec<u8>, UrlAlphabet>(string);
        }
        check_refused::<Vec<u8>, Vec<u8>>("-_8");
        check_refused::<Vec<u8>, UrlAlphabet>("+/8");
    }
}
