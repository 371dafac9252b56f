//! Splits the body of a response into records. Nothing here depends on the type of the items, so it is compiled once.

use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use crate::body::Body;
use crate::call::error::{DecodeFailure, Error, ReceivedResponse};
use crate::call::request::Framing;
use crate::call::response::{RawResponse, media};
use crate::series::stream::head::Head;
use crate::series::stream::lines::Lines;
use crate::series::stream::reconnect::{Reconnect, Reconnected};
use crate::series::stream::sse::{Message, Parser};
use crate::series::stream::too_long::TooLong;
use crate::wire::decode_error::DecodeError;
use crate::wire::json_items::SEPARATOR;

/// A record of a body.
#[derive(Debug)]
pub(super) enum Record {
    Message(Message),
    Text(Bytes),
}

/// The records of a response.
pub(super) struct Records {
    head: Head,
    body: Body,
    /// Received bytes that are not split yet.
    bytes: Bytes,
    splitter: Splitter,
    limit: usize,
    pub(super) reconnect: Reconnect,
    ended: bool,
}

#[derive(Debug)]
enum Splitter {
    Events(Parser),
    Lines(Lines),
}

impl Records {
    /// The records of a streamed response.
    ///
    /// # Errors
    ///
    /// Returns the response if its body was read already.
    pub(super) fn of(received: ReceivedResponse) -> Result<Self, Box<ReceivedResponse>> {
        let (head, pending) = Head::split(received)?;
        let limit = pending.request.limit();
        let splitter = match pending.request.framing() {
            Framing::Events => Splitter::Events(Parser::new(limit)),
            Framing::Lines => Splitter::Lines(Lines::new(b'\n', limit)),
            Framing::Sequence => Splitter::Lines(Lines::new(SEPARATOR, limit)),
        };
        let reconnect = Reconnect::of(pending.request);
        Ok(Self { head, body: pending.body, bytes: Bytes::new(), splitter, limit, reconnect, ended: false })
    }

    pub(super) fn head(&self) -> &Head {
        &self.head
    }

    /// The ID of the last complete event.
    pub(super) fn last_id(&self) -> &str {
        match &self.splitter {
            Splitter::Events(parser) => &parser.last_id,
            Splitter::Lines(_) => "",
        }
    }

    /// Ends the stream.
    pub(super) fn end(&mut self) {
        self.ended = true;
        self.body = Body::default();
    }

    /// Returns the next record. The stream ends after an error.
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
                Reconnected::NotNeeded => {}
                Reconnected::Ended => return Poll::Ready(None),
                Reconnected::Failed(error) => return Poll::Ready(Some(Err(error))),
                Reconnected::Connected(received) => match Head::split(*received) {
                    Ok((head, pending)) => {
                        (self.head, self.body, self.bytes) = (head, pending.body, Bytes::new());
                        if let Splitter::Events(parser) = &mut self.splitter {
                            parser.restart();
                        }
                    }
                    Err(received) => return Poll::Ready(Some(Err(not_a_stream(*received)))),
                },
            }
            match self.next_record() {
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
                    if let Splitter::Lines(lines) = &mut self.splitter
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
                        return Poll::Ready(Some(Err(self.head.transport_failure(error).into())));
                    }
                }
            }
        }
        Poll::Ready(None)
    }

    fn next_record(&mut self) -> Result<Option<Record>, TooLong> {
        match &mut self.splitter {
            Splitter::Events(parser) => Ok(parser.next(&mut self.bytes)?.map(Record::Message)),
            Splitter::Lines(lines) => Ok(lines.next(&mut self.bytes)?.map(Record::Text)),
        }
    }

    fn connect_again(&mut self) -> bool {
        match &self.splitter {
            Splitter::Events(parser) => self.reconnect.begin(&parser.last_id, parser.last_retry),
            Splitter::Lines(_) => false,
        }
    }

    #[cold]
    fn too_long(&self) -> Error {
        let what =
            format!("an item of the stream is longer than the limit of {} bytes (`max_response_bytes`)", self.limit);
        self.decode_failure(self.head.piece(Bytes::new()), DecodeError::new(what))
    }

    pub(super) fn decode_failure(&self, piece: RawResponse, error: DecodeError) -> Error {
        self.head.decode_failure(piece, error)
    }
}

/// The error for a response to a reconnection that has another media type, such as the page of a login or of a proxy.
#[cold]
fn not_a_stream(received: ReceivedResponse) -> Error {
    let error = media::unexpected(&received.response.headers);
    Error::Decode(Box::new(DecodeFailure::new(received, error)))
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("head", &self.head).field("ended", &self.ended).finish_non_exhaustive()
    }
}
