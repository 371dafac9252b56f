//! Percent-encoding (RFC 3986, section 2.1) with the unreserved characters of section 2.3 kept.

use std::fmt::Write;

/// Appends `text`, everything but `A-Za-z0-9-._~` percent-encoded as UTF-8, with capital hexadecimal digits.
pub(crate) fn encode_into(out: &mut String, text: &[u8]) {
    for &byte in text {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a String cannot fail");
        }
    }
}

/// The bytes that `text` stands for; a `%` that begins no escape stands for itself.
#[cfg(any(test, feature = "sdk-hmac-sha256"))]
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'%'
            && let Some((digits, tail)) = tail.split_first_chunk::<2>()
            && let (Some(high), Some(low)) = (hex(digits[0]), hex(digits[1]))
        {
            out.push(high << 4 | low);
            rest = tail;
        } else {
            out.push(byte);
        }
    }
    out
}

#[cfg(any(test, feature = "sdk-hmac-sha256"))]
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{decode, encode_into};

    #[test]
    fn all_but_the_unreserved_characters_are_encoded() {
        let check = |text: &str, expected: &str| {
            let mut encoded = String::new();
            encode_into(&mut encoded, text.as_bytes());
            assert_eq!(encoded, expected);
            assert_eq!(decode(expected), text.as_bytes());
        };
        check("", "");
        check("AZaz09-._~", "AZaz09-._~");
        check("a/b c", "a%2Fb%20c");
        check("100%?#", "100%25%3F%23");
        check("!'()*+,;=:@&$", "%21%27%28%29%2A%2B%2C%3B%3D%3A%40%26%24");
        check("作业", "%E4%BD%9C%E4%B8%9A");
        check("\u{0}\u{7f}", "%00%7F");
    }

    #[test]
    fn a_percent_sign_that_begins_no_escape_stands_for_itself() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text), expected.as_bytes());
        check("%", "%");
        check("%4", "%4");
        check("%zz", "%zz");
        check("%2520", "%20");
        check("%2f", "/");
    }
}
