//! [`Framing`]: how the items of a streamed response are delimited.

/// How the items of a body are delimited.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// JSON lines: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// JSON text sequences, with a record separator before each item: `application/json-seq` (RFC 7464).
    Sequence,
}

/// How a streamed response is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResponseMode {
    Bytes,
    Framed(Framing),
}
