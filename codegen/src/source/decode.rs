//! Decoding of bytes as UTF-8, with diagnostics that name other encodings and binary formats.

use crate::report::{Code, Diagnostic, Diagnostics, Excerpt, TextPlace};

/// The first bytes of binary formats, and their names.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "compressed with gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
];

/// The text of a file, without its byte order mark.
///
/// # Errors
///
/// One diagnostic if the bytes are not UTF-8 text, at the first byte that is not.
pub(super) fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(refuse(name, &bytes, 0, Code::BinaryFile, format!("the file is {what}, not text"), ""));
    }
    if let Some(encoding) = wide(&bytes) {
        let help = format!("save the file as UTF-8, or convert it: `iconv -f {encoding} -t utf-8`");
        return Err(refuse(name, &bytes, 0, Code::NotUtf8, format!("the file is {encoding}, not UTF-8"), &help));
    }
    if let Some(nul) = bytes.iter().position(|&byte| byte == 0) {
        return Err(refuse(name, &bytes, nul, Code::BinaryFile, "the file contains a NUL byte, so it is not text", ""));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes.get(at).copied().unwrap_or_default();
            let message = format!("the byte {byte:#04x} is not valid UTF-8");
            let help = "save the file as UTF-8; if it comes from Windows: `iconv -f windows-1252 -t utf-8`";
            Err(refuse(name, &bytes, at, Code::NotUtf8, message, help))
        }
    }
}

/// The name of the encoding if the bytes are UTF-16 or UTF-32: by their mark, or since the text begins
/// with ASCII characters as all YAML and JSON does (RFC 4627 §3).
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match *bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32BE"),
        [0xff, 0xfe, ..] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] => Some("UTF-16BE"),
        [a, 0, b, 0, ..] if a != 0 && b != 0 => Some("UTF-16LE"),
        [0, a, 0, b, ..] if a != 0 && b != 0 => Some("UTF-16BE"),
        _ => None,
    }
}

fn refuse(name: &str, bytes: &[u8], at: usize, code: Code, message: impl Into<String>, help: &str) -> Diagnostics {
    let before = bytes.get(..at).unwrap_or_default();
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.get(line_start..).unwrap_or_default();
    let near = String::from_utf8_lossy(bytes.get(line_start..bytes.len().min(at + 200)).unwrap_or_default());
    let column = String::from_utf8_lossy(line).chars().count();
    let offset = near.char_indices().nth(column).map_or(near.len(), |(offset, _)| offset);
    let place = TextPlace {
        file: name.to_owned(),
        line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
        column: column + 1,
        excerpt: Excerpt::new(&near, offset, 1),
    };
    let mut diagnostic = Diagnostic::new(code, place, message);
    if !help.is_empty() {
        diagnostic = diagnostic.help(help);
    }
    diagnostic.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::Place;

    #[test]
    fn utf_8_is_text_with_and_without_mark() {
        let check = |bytes: &[u8], text: &str| assert_eq!(decode("x", bytes.to_vec()).unwrap(), text);
        check(b"", "");
        check(b"a: 1", "a: 1");
        check(b"\xef\xbb\xbfa: \xc3\xa9", "a: é");
    }

    #[test]
    fn what_is_not_text_is_named() {
        let check = |bytes: &[u8], code: Code, position: (usize, usize), message: &str| {
            let diagnostics = decode("x", bytes.to_vec()).unwrap_err();
            let diagnostic = diagnostics.iter().next().unwrap();
            let Place::Text(place) = &diagnostic.place else { unreachable!("errors have a line") };
            assert_eq!((diagnostic.code, (place.line, place.column)), (code, position), "{diagnostic:?}");
            assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
        };
        check(b"a: b\nc: \xc3\xa9\xe9", Code::NotUtf8, (2, 5), "0xe9");
        check(b"\xff\xfea\0:\0", Code::NotUtf8, (1, 1), "UTF-16LE");
        check(b"\xfe\xff\0a\0:", Code::NotUtf8, (1, 1), "UTF-16BE");
        check(b"{\0\"\0a\0", Code::NotUtf8, (1, 1), "UTF-16LE");
        check(b"a: b\n\0", Code::BinaryFile, (2, 1), "NUL");
        check(b"\x1f\x8b\x08", Code::BinaryFile, (1, 1), "gzip");
        check(b"PK\x03\x04", Code::BinaryFile, (1, 1), "ZIP");
    }
}
