//! The text format `text/event-stream` (the HTML standard, section 9.2.6, *Interpreting an event stream*).

use std::mem;
use std::time::Duration;

use bytes::{Buf, Bytes};

use crate::series::stream::records::TooLong;

/// One event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Message {
    /// The name; `message` where none was given.
    pub(super) event: String,
    pub(super) data: String,
    /// The last id that was given, by this event or one before it.
    pub(super) id: String,
    /// How long to wait before connecting again, where this event says so.
    pub(super) retry: Option<Duration>,
}

/// Reads events from bytes that come in pieces of any length.
#[derive(Debug)]
pub(super) struct Parser {
    limit: usize,
    line: Vec<u8>,
    /// Whether a line feed would belong to the line end before it.
    after_return: bool,
    /// Whether no line was read yet: a byte order mark may come.
    at_start: bool,
    data: String,
    event: String,
    id: String,
    retry: Option<Duration>,
    /// The last of the ids, and the last of the times to wait, for who connects again.
    pub(super) last_id: String,
    pub(super) last_retry: Option<Duration>,
}

impl Parser {
    /// A parser of events that are at most `limit` bytes long.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            after_return: false,
            at_start: true,
            data: String::new(),
            event: String::new(),
            id: String::new(),
            retry: None,
            last_id: String::new(),
            last_retry: None,
        }
    }

    /// Forgets what was begun, for a new connection: an event that was cut off is none.
    pub(super) fn restart(&mut self) {
        let (last_id, last_retry) = (mem::take(&mut self.last_id), self.last_retry);
        *self = Self { id: last_id.clone(), last_id, last_retry, ..Self::new(self.limit) };
    }

    /// Takes bytes up to the end of an event and returns it, or all of them.
    ///
    /// # Errors
    ///
    /// An event that is too long.
    pub(super) fn next(&mut self, bytes: &mut Bytes) -> Result<Option<Message>, TooLong> {
        while !bytes.is_empty() {
            if mem::take(&mut self.after_return) && bytes.first() == Some(&b'\n') {
                bytes.advance(1);
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let taken = bytes.split_to(end.unwrap_or(bytes.len()));
            if self.line.len() + taken.len() + self.data.len() > self.limit {
                return Err(TooLong);
            }
            self.line.extend_from_slice(&taken);
            if end.is_some() {
                self.after_return = bytes.get_u8() == b'\r';
                if let Some(message) = self.end_of_line() {
                    return Ok(Some(message));
                }
            }
        }
        Ok(None)
    }

    fn end_of_line(&mut self) -> Option<Message> {
        let bytes = mem::take(&mut self.line);
        let start = if mem::take(&mut self.at_start) && bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let line = String::from_utf8_lossy(bytes.get(start..).unwrap_or_default());
        if line.is_empty() {
            return self.end_of_event();
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
                self.last_retry = self.retry.or(self.last_retry);
            }
            // Comments, which have no name, and what is not known.
            _ => {}
        }
        None
    }

    fn end_of_event(&mut self) -> Option<Message> {
        self.last_id.clone_from(&self.id);
        let (event, mut data, retry) = (mem::take(&mut self.event), mem::take(&mut self.data), self.retry.take());
        data.pop()?;
        let event = if event.is_empty() { "message".to_owned() } else { event };
        Some(Message { event, data, id: self.id.clone(), retry })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::{Message, Parser};

    fn message(event: &str, data: &str, id: &str, retry: Option<u64>) -> Message {
        let retry = retry.map(Duration::from_millis);
        Message { event: event.into(), data: data.into(), id: id.into(), retry }
    }

    fn parse(pieces: &[&[u8]]) -> Vec<Message> {
        let mut parser = Parser::new(1000);
        let mut messages = Vec::new();
        for piece in pieces {
            let mut bytes = Bytes::copy_from_slice(piece);
            while let Some(message) = parser.next(&mut bytes).unwrap() {
                messages.push(message);
            }
            assert!(bytes.is_empty());
        }
        messages
    }

    /// The same whole, cut in two at every byte, and byte by byte.
    fn check(stream: impl AsRef<[u8]>, expected: &[Message]) {
        let stream = stream.as_ref();
        let shown = String::from_utf8_lossy(stream);
        assert_eq!(parse(&[stream]), expected, "{shown:?}");
        for cut in 0..=stream.len() {
            assert_eq!(parse(&[&stream[..cut], &stream[cut..]]), expected, "{shown:?} at {cut}");
        }
        assert_eq!(parse(&stream.chunks(1).collect::<Vec<_>>()), expected, "{shown:?}");
    }

    /// The examples of the standard.
    #[test]
    fn events_are_read_as_the_standard_says() {
        check("data: YHOO\ndata: +2\ndata: 10\n\n", &[message("message", "YHOO\n+2\n10", "", None)]);
        check(
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &[message("message", "first event", "1", None), message("message", "second event", "", None)],
        );
        check("data\n\ndata\ndata\n\ndata:", &[message("message", "", "", None), message("message", "\n", "", None)]);
        check("data:test\n\ndata: test\n\n", &vec![message("message", "test", "", None); 2]);
        check(
            "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n",
            &[message("add", "73857293", "", None), message("remove", "2153", "", None)],
        );
    }

    #[test]
    fn lines_end_in_three_ways() {
        let expected = [message("a", "é\n作", "7", None), message("message", "z", "7", None)];
        for end in ["\n", "\r", "\r\n"] {
            let lines = ["\u{FEFF}event: a", "id: 7", "data: é", "data: 作", "", "data: z", "", "data: cut"];
            check(lines.join(end), &expected);
        }
        check("data: a\r\n\ndata: b\n\r\n", &[message("message", "a", "", None), message("message", "b", "", None)]);
    }

    #[test]
    fn what_means_nothing_is_passed_over() {
        check(
            "id: a\0b\nretry: 1x\nretry:\nfoo: bar\nDATA: x\n: data: y\ndata: z\n\n",
            &[message("message", "z", "", None)],
        );
        check(
            "retry: 10\ndata: a\n\nretry: 20\n\ndata: b\n\n",
            &[message("message", "a", "", Some(10)), message("message", "b", "", None)],
        );
        check("event: lost\n\ndata: a\n\n", &[message("message", "a", "", None)]);
        check("data: \u{FEFF}a\n\n\u{FEFF}data: b\n\n", &[message("message", "\u{FEFF}a", "", None)]);
        check(b"data: \xFF\n\n", &[message("message", "\u{FFFD}", "", None)]);
    }

    #[test]
    fn ids_and_times_outlast_a_connection() {
        let mut parser = Parser::new(1000);
        let mut bytes = Bytes::from_static(b"id: 5\nretry: 9\ndata: a\n\nid: 6\ndata: cut");
        assert_eq!(parser.next(&mut bytes).unwrap(), Some(message("message", "a", "5", Some(9))));
        assert_eq!(parser.next(&mut bytes).unwrap(), None);
        parser.restart();
        assert_eq!((parser.last_id.as_str(), parser.last_retry), ("5", Some(Duration::from_millis(9))));
        let mut bytes = Bytes::from_static(b"data: b\n\n");
        assert_eq!(parser.next(&mut bytes).unwrap(), Some(message("message", "b", "5", None)));
    }

    #[test]
    fn what_is_too_long_is_an_error() {
        for stream in ["data: 0123456789", "data: 0123\ndata: 4567\ndata: 89\n", ": 0123456789abc"] {
            assert!(Parser::new(12).next(&mut Bytes::from_static(stream.as_bytes())).is_err(), "{stream}");
        }
        let many = "data: 0123\n\n".repeat(10);
        let (mut parser, mut bytes) = (Parser::new(12), Bytes::from(many));
        while parser.next(&mut bytes).unwrap().is_some() {}
    }
}
