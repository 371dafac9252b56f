//! Splits JSON lines and JSON text sequences.

use std::mem;

use bytes::{Buf, Bytes};

use crate::series::stream::too_long::TooLong;

/// Splits a stream of chunks into values.
#[derive(Debug)]
pub(super) struct Lines {
    limit: usize,
    /// The delimiter: a line feed, or the record separator before the next value (RFC 7464, section 2.2).
    end: u8,
    partial: Vec<u8>,
}

impl Lines {
    /// A splitter for values of at most `limit` bytes.
    pub(super) fn new(end: u8, limit: usize) -> Self {
        Self { limit, end, partial: Vec::new() }
    }

    /// Consumes bytes until the end of a value and returns the value; `None` if there is no complete one. Blank lines are
    /// skipped.
    ///
    /// # Errors
    ///
    /// Fails if a value is too long.
    pub(super) fn next(&mut self, bytes: &mut Bytes) -> Result<Option<Bytes>, TooLong> {
        while !bytes.is_empty() {
            let end = bytes.iter().position(|&byte| byte == self.end);
            let part = bytes.split_to(end.unwrap_or(bytes.len()));
            if self.partial.len() + part.len() > self.limit {
                return Err(TooLong);
            }
            self.partial.extend_from_slice(&part);
            if end.is_some() {
                bytes.advance(1);
                if let Some(value) = self.last() {
                    return Ok(Some(value));
                }
            }
        }
        Ok(None)
    }

    /// The last value, which has no delimiter after it.
    pub(super) fn last(&mut self) -> Option<Bytes> {
        let value = mem::take(&mut self.partial);
        (!value.iter().all(u8::is_ascii_whitespace)).then(|| value.into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bytes::Bytes;

    use super::Lines;
    use crate::wire::json_items::SEPARATOR;

    fn check(end: u8, stream: &str, expected: &[&str]) {
        for cut in 0..=stream.len() {
            let mut lines = Lines::new(end, 10);
            let mut found = Vec::new();
            for piece in [&stream.as_bytes()[..cut], &stream.as_bytes()[cut..]] {
                let mut bytes = Bytes::copy_from_slice(piece);
                while let Some(value) = lines.next(&mut bytes).unwrap() {
                    found.push(String::from_utf8(value.into()).unwrap().trim().to_owned());
                }
            }
            found.extend(lines.last().map(|value| String::from_utf8(value.into()).unwrap()));
            assert_eq!(found, expected, "{stream:?} at {cut}");
        }
    }

    #[test]
    fn values_are_split() {
        check(b'\n', "{\"a\":1}\n\n[2]\r\n \n3", &["{\"a\":1}", "[2]", "3"]);
        check(b'\n', "", &[]);
        check(SEPARATOR, "\u{1E}{\"a\":\n1}\n\u{1E}\u{1E}\"b\"\n", &["{\"a\":\n1}", "\"b\"\n"]);
        assert!(Lines::new(b'\n', 3).next(&mut Bytes::from_static(b"1234")).is_err());
    }
}
