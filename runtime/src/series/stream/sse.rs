//! Parses `text/event-stream` (the HTML standard, section 9.2.6, *Interpreting an event stream*).

use std::mem;
use std::time::Duration;

use bytes::{Buf, Bytes};

use crate::series::stream::too_long::TooLong;

/// A parsed event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Message {
    /// The event type; `message` by default.
    pub(super) event: String,
    pub(super) data: String,
    /// The last event ID, set by this event or an earlier one.
    pub(super) id: String,
    /// The reconnection time, if this event sets it.
    pub(super) retry: Option<Duration>,
}

/// Parses events from a stream of chunks.
#[derive(Debug)]
pub(super) struct Parser {
    limit: usize,
    line: Vec<u8>,
    /// Whether the previous line ended with a carriage return, so that a line feed belongs to it.
    after_return: bool,
    /// Whether no line was read yet, so that a byte order mark may follow.
    at_start: bool,
    data: String,
    event: String,
    id: String,
    retry: Option<Duration>,
    /// The last event ID and the last reconnection time, for reconnecting.
    pub(super) last_id: String,
    pub(super) last_retry: Option<Duration>,
}

impl Parser {
    /// A parser for events of at most `limit` bytes.
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

    /// Discards a partial event, for a new connection.
    pub(super) fn restart(&mut self) {
        let (last_id, last_retry) = (mem::take(&mut self.last_id), self.last_retry);
        *self = Self { id: last_id.clone(), last_id, last_retry, ..Self::new(self.limit) };
    }

    /// Consumes bytes until the end of an event and returns the event; `None` if there is no complete one.
    ///
    /// # Errors
    ///
    /// Fails if an event is too long.
    pub(super) fn next(&mut self, bytes: &mut Bytes) -> Result<Option<Message>, TooLong> {
        while !bytes.is_empty() {
            if mem::take(&mut self.after_return) && bytes.first() == Some(&b'\n') {
                bytes.advance(1);
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let part = bytes.split_to(end.unwrap_or(bytes.len()));
            if self.line.len() + part.len() + self.data.len() > self.limit {
                return Err(TooLong);
            }
            self.line.extend_from_slice(&part);
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
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
                self.last_retry = self.retry;
            }
            // Comments, which have no field name, and unknown fields.
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

    /// Parses the stream as a whole, cut in two at every byte, and byte by byte.
    fn check(stream: impl AsRef<[u8]>, expected: &[Message]) {
        let stream = stream.as_ref();
        let shown = String::from_utf8_lossy(stream);
        assert_eq!(parse(&[stream]), expected, "{shown:?}");
        for cut in 0..=stream.len() {
            assert_eq!(parse(&[&stream[..cut], &stream[cut..]]), expected, "{shown:?} at {cut}");
        }
        assert_eq!(parse(&stream.chunks(1).collect::<Vec<_>>()), expected, "{shown:?}");
    }

    #[test]
    fn examples_of_the_standard_are_parsed() {
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
    fn all_line_endings_are_parsed() {
        let expected = [message("a", "é\n作", "7", None), message("message", "z", "7", None)];
        for end in ["\n", "\r", "\r\n"] {
            let lines = ["\u{FEFF}event: a", "id: 7", "data: é", "data: 作", "", "data: z", "", "data: cut"];
            check(lines.join(end), &expected);
        }
        check("data: a\r\n\ndata: b\n\r\n", &[message("message", "a", "", None), message("message", "b", "", None)]);
    }

    #[test]
    fn invalid_and_unknown_fields_are_ignored() {
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
    fn ids_and_reconnection_times_survive_a_restart() {
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
    fn long_events_are_errors() {
        for stream in ["data: 0123456789", "data: 0123\ndata: 4567\ndata: 89\n", ": 0123456789abc"] {
            assert!(Parser::new(12).next(&mut Bytes::from_static(stream.as_bytes())).is_err(), "{stream}");
        }
        let many = "data: 0123\n\n".repeat(10);
        let (mut parser, mut bytes) = (Parser::new(12), Bytes::from(many));
        while parser.next(&mut bytes).unwrap().is_some() {}
    }
}
