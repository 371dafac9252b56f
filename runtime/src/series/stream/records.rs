//! A response divided into what it is a sequence of. Nothing here depends on what that is decoded to.

use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use crate::body::Body;
use crate::call::error::{Error, ReceivedResponse};
use crate::call::response::RawResponse;
use crate::series::stream::head::Head;
use crate::series::stream::lines::Lines;
use crate::series::stream::reconnect::{Again, Reconnect};
use crate::series::stream::sse::{Message, Parser};
use crate::wire::decode_error::DecodeError;
use crate::wire::json_items::SEPARATOR;

/// How the values of a response, or of a request, are told from each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Framing {
    /// Each is an event: `text/event-stream`.
    Events,
    /// Each is a line of JSON: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// Each is JSON behind a record separator: `application/json-seq` (RFC 7464).
    Sequence,
}

/// Something is longer than the limit.
#[derive(Debug)]
pub(super) struct TooLong;

/// One of the sequence.
#[derive(Debug)]
pub(super) enum Record {
    Message(Message),
    Text(Bytes),
}

/// A response that is a sequence.
pub(super) struct Records {
    head: Head,
    body: Body,
    /// What came of the body and was not divided yet.
    bytes: Bytes,
    divide: Divide,
    limit: usize,
    pub(super) reconnect: Reconnect,
    ended: bool,
}

#[derive(Debug)]
enum Divide {
    Events(Parser),
    Lines(Lines),
}

impl Records {
    /// # Errors
    ///
    /// The response, where it is not on its way.
    pub(super) fn of(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        let (head, rest) = Head::divide(received)?;
        let limit = rest.request.limit();
        let divide = match rest.request.framing() {
            Framing::Events => Divide::Events(Parser::new(limit)),
            Framing::Lines => Divide::Lines(Lines::new(b'\n', limit)),
            Framing::Sequence => Divide::Lines(Lines::new(SEPARATOR, limit)),
        };
        let reconnect = Reconnect::of(rest.request);
        Ok(Self { head, body: rest.body, bytes: Bytes::new(), divide, limit, reconnect, ended: false })
    }

    pub(super) fn head(&self) -> &Head {
        &self.head
    }

    /// The id of the last event that came whole.
    pub(super) fn last_id(&self) -> &str {
        match &self.divide {
            Divide::Events(parser) => &parser.last_id,
            Divide::Lines(_) => "",
        }
    }

    /// Ends the sequence.
    pub(super) fn end(&mut self) {
        self.ended = true;
        self.body = Body::default();
    }

    /// The next of the sequence. After an error there is none.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Record, Error>>> {
        let next = ready!(self.poll_record(context));
        if !matches!(next, Some(Ok(_))) {
            self.end();
        }
        Poll::Ready(next)
    }

    fn poll_record(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Record, Error>>> {
        while !self.ended {
            match ready!(self.reconnect.poll(context)) {
                Again::No => {}
                Again::Over => return Poll::Ready(None),
                Again::ServiceFailure(error) => return Poll::Ready(Some(Err(error))),
                Again::Connected(received) => match Head::divide(*received) {
                    Ok((head, rest)) => {
                        (self.head, self.body, self.bytes) = (head, rest.body, Bytes::new());
                        if let Divide::Events(parser) = &mut self.divide {
                            parser.restart();
                        }
                    }
                    Err(_) => return Poll::Ready(None),
                },
            }
            match self.divided() {
                Ok(Some(record)) => {
                    self.reconnect.succeeded();
                    return Poll::Ready(Some(Ok(record)));
                }
                Ok(None) => {}
                Err(TooLong) => return Poll::Ready(Some(Err(self.too_long()))),
            }
            match ready!(self.body.poll_chunk(context)) {
                Some(Ok(bytes)) => self.bytes = bytes,
                None => {
                    if let Divide::Lines(lines) = &mut self.divide
                        && let Some(last) = lines.last()
                    {
                        return Poll::Ready(Some(Ok(Record::Text(last))));
                    }
                    if !self.connect_again() {
                        return Poll::Ready(None);
                    }
                }
                Some(Err(error)) => {
                    if !self.connect_again() {
                        return Poll::Ready(Some(Err(self.head.interrupted(error).into())));
                    }
                }
            }
        }
        Poll::Ready(None)
    }

    fn divided(&mut self) -> Result<Option<Record>, TooLong> {
        match &mut self.divide {
            Divide::Events(parser) => Ok(parser.next(&mut self.bytes)?.map(Record::Message)),
            Divide::Lines(lines) => Ok(lines.next(&mut self.bytes)?.map(Record::Text)),
        }
    }

    fn connect_again(&mut self) -> bool {
        match &self.divide {
            Divide::Events(parser) => self.reconnect.begin(&parser.last_id, parser.last_retry),
            Divide::Lines(_) => false,
        }
    }

    #[cold]
    fn too_long(&self) -> Error {
        let what =
            format!("a part of the stream is longer than the {} bytes that `max_response_bytes` allows", self.limit);
        self.decode_failure(self.head.piece(Bytes::new()), DecodeError::new(what))
    }

    pub(super) fn decode_failure(&self, piece: RawResponse, error: DecodeError) -> Error {
        self.head.decode_failure(piece, error)
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("head", &self.head).field("ended", &self.ended).finish_non_exhaustive()
    }
}
