//! Percent-encoding (RFC 3986, section 2.1), and which characters are kept where.

/// Appends `bytes`, percent-encoding everything but `A-Za-z0-9-._~`, with uppercase hexadecimal digits.
pub(crate) fn encode_into(out: &mut String, bytes: &[u8]) {
    let mut rest = bytes;
    while !rest.is_empty() {
        // Most strings need no encoding, and are copied as a whole.
        let kept = rest.iter().position(|&byte| !is_unreserved(byte)).unwrap_or(rest.len());
        let (plain, tail) = rest.split_at(kept);
        out.extend(str::from_utf8(plain));
        rest = match tail.split_first() {
            Some((&byte, tail)) => {
                push(out, byte, false);
                tail
            }
            None => return,
        };
    }
}

/// The characters that are not encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Keep {
    /// The unreserved characters (RFC 3986, section 2.3).
    Unreserved,
    /// The unreserved characters except `~`, which forms encode (the WHATWG's URL standard, section 5.2).
    Form,
    /// The unreserved characters, percent-encoded ones, and the reserved ones (RFC 6570, section 3.2.3), except those with a
    /// meaning in a query and those not allowed in one. An apostrophe is allowed, but URL libraries encode it.
    Reserved,
    /// As `Reserved`, without the comma, for values between commas.
    ReservedInList,
    /// The characters that the value of a cookie may have (RFC 6265, section 4.1.1), and percent-encoded ones.
    Cookie,
    /// All characters.
    All,
}

impl Keep {
    /// Appends `string`, percent-encoding all other characters as UTF-8.
    pub(crate) fn encode_into(self, out: &mut String, string: &str) {
        if self == Self::All {
            return out.push_str(string);
        }
        let mut rest = string.as_bytes();
        while let Some((&byte, tail)) = rest.split_first() {
            let keep = match (self, byte) {
                (Self::Form, b'~') => false,
                (Self::Cookie | Self::Reserved | Self::ReservedInList, b'%') => {
                    tail.first_chunk().is_some_and(|digits: &[u8; 2]| digits.iter().all(u8::is_ascii_hexdigit))
                }
                (Self::Cookie, _) => byte.is_ascii_graphic() && !b"\",;\\".contains(&byte),
                (Self::Reserved, b',') => true,
                (Self::Reserved | Self::ReservedInList, _) => is_unreserved(byte) || b":/?@!$()*;".contains(&byte),
                _ => is_unreserved(byte),
            };
            push(out, byte, keep);
            rest = tail;
        }
    }

    /// The characters that are not encoded in names if these are not in values: only values may keep reserved characters.
    pub(crate) fn in_names(self) -> Self {
        match self {
            Self::Reserved | Self::ReservedInList => Self::Unreserved,
            keep => keep,
        }
    }

    /// `string` with all other characters percent-encoded as UTF-8.
    pub(crate) fn encode(self, string: &str) -> String {
        let mut out = String::with_capacity(string.len());
        self.encode_into(&mut out, string);
        out
    }
}

/// Which bytes are unreserved characters. A table, since every byte of every path is checked.
const UNRESERVED: [bool; 256] = {
    let mut unreserved = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        unreserved[byte] = matches!(byte as u8, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    unreserved
};

fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

fn push(out: &mut String, byte: u8, keep: bool) {
    const DIGITS: [u8; 16] = *b"0123456789ABCDEF";
    if keep {
        out.push(char::from(byte));
    } else {
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 0xF)]));
    }
}

/// The bytes that `encoded` represents; a `%` that begins no escape represents itself.
pub(crate) fn decode(encoded: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
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

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Keep, decode, encode_into};

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
    fn what_is_kept_depends_on_the_place() {
        let check = |keep: Keep, text: &str, expected: &str| assert_eq!(keep.encode(text), expected, "{keep:?}");
        let reserved = ":/?#[]@!$&'()*+,;=";
        check(Keep::Unreserved, reserved, "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D");
        check(Keep::Reserved, reserved, ":/?%23%5B%5D@!$%26%27()*%2B,;%3D");
        check(Keep::ReservedInList, reserved, ":/?%23%5B%5D@!$%26%27()*%2B%2C;%3D");
        check(Keep::All, reserved, reserved);
        check(Keep::Cookie, reserved, ":/?#[]@!$&'()*+%2C%3B=");
        check(Keep::Cookie, "s%3Aa b%\\\"\u{e9}|", "s%3Aa%20b%25%5C%22%C3%A9|");
        check(Keep::Reserved, "100% %2B%2b %zz % %2", "100%25%20%2B%2b%20%25zz%20%25%20%252");
        check(Keep::Unreserved, "%2B -._~\u{e9}", "%252B%20-._~%C3%A9");
        check(Keep::Form, "%2B -._~\u{e9}", "%252B%20-._%7E%C3%A9");
        check(Keep::Reserved, "^|\"<>\\`{}\u{e9}\r\n", "%5E%7C%22%3C%3E%5C%60%7B%7D%C3%A9%0D%0A");
    }

    #[test]
    fn a_percent_sign_that_begins_no_escape_represents_itself() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text), expected.as_bytes());
        check("%", "%");
        check("%4", "%4");
        check("%zz", "%zz");
        check("%2520", "%20");
        check("%2f", "/");
    }
}
