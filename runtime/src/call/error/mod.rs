//! [`Error`]: what can go wrong with a call, told apart.

mod kinds;
mod pairs;

use std::fmt::{self, Debug, Display};

use crate::transport::HeaderNames;
use crate::{HeaderMap, StatusCode};

pub use crate::call::error::kinds::{DecodeFailure, InvalidRequest, ServiceFailure, TransportFailure};
pub(crate) use crate::call::error::kinds::{Failure, ReceivedResponse, Rest};
#[cfg(feature = "huaweicloud")]
pub(crate) use crate::call::error::pairs::find as code_and_message;

/// What went wrong with a call. `E` is the error body that the document declares.
///
/// The variants tell at which point it went wrong; everything that is known about it is read by the methods, whatever
/// the variant.
///
/// `Display` is one line: operation, kind, status, request id, code and message, and the number of attempts if there were several. Neither it nor `Debug` shows header
/// values, credentials, or queries.
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The request could not be built: nothing was sent. The message says what to do.
    InvalidRequest(Box<InvalidRequest>),
    /// No connection to the service: nothing was sent.
    Connect(Box<TransportFailure>),
    /// A timeout ended the call. Whether the service acted is not known, unless [`is_connect`](Self::is_connect).
    Timeout(Box<TransportFailure>),
    /// The connection broke after the request, or part of it, was sent. Whether the service acted is not known.
    Transport(Box<TransportFailure>),
    /// The service refused: it responded with a status other than 2xx, or with a body that tells an error instead of what
    /// its document says, where the API is known to do so ([`Errors::in_success`](crate::description::Errors::in_success)).
    Service(Box<ServiceFailure<E>>),
    /// The service responded with success, but not with what its document says.
    Decode(Box<DecodeFailure>),
}

/// The variants of [`Error`], without what they hold.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// See [`Error::InvalidRequest`].
    InvalidRequest,
    /// See [`Error::Connect`].
    Connect,
    /// See [`Error::Timeout`].
    Timeout,
    /// See [`Error::Transport`].
    Transport,
    /// See [`Error::Service`].
    Service,
    /// See [`Error::Decode`].
    Decode,
}

impl Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::InvalidRequest => "invalid request",
            Self::Connect => "connection failed",
            Self::Timeout => "timed out",
            Self::Transport => "connection lost",
            Self::Service => "service error",
            Self::Decode => "invalid response",
        })
    }
}

impl<E> Error<E> {
    /// Which kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::InvalidRequest(_) => ErrorKind::InvalidRequest,
            Self::Connect(_) => ErrorKind::Connect,
            Self::Timeout(_) => ErrorKind::Timeout,
            Self::Transport(_) => ErrorKind::Transport,
            Self::Service(_) => ErrorKind::Service,
            Self::Decode(_) => ErrorKind::Decode,
        }
    }

    /// The `operationId` of the call.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::InvalidRequest(error) => error.operation,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.operation,
            Self::Service(error) => error.received.operation,
            Self::Decode(error) => error.received.operation,
        }
    }

    /// The status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.status,
            _ => self.received().map(|received| received.response.status),
        }
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.headers.as_ref(),
            _ => self.received().map(|received| &received.response.headers),
        }
    }

    /// The id that the service gave the request, from the header that the API has for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.request_id.as_deref(),
            Self::Service(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
        }
    }

    /// The service's error code, wherever in the body the service put it. A number becomes its text.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// The service's message, wherever in the body the service put it.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.message.as_deref(),
            _ => None,
        }
    }

    /// The error body that the document declares, if the response is one.
    pub fn body(&self) -> Option<&E> {
        match self {
            Self::Service(error) => error.body.as_ref(),
            _ => None,
        }
    }

    /// The body of the response as it came, as far as it was read.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.received().map(|received| &*received.response.body)
    }

    /// Where in the body decoding failed: `submissions[0].creation-date`, or `$` for the whole of it.
    pub fn json_path(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => error.error.path(),
            _ => None,
        }
    }

    /// How many times the request was sent, or was tried to be sent; see [`Retry`](crate::Retry).
    pub fn attempts(&self) -> u32 {
        match self {
            Self::InvalidRequest(error) => error.attempts,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.attempts,
            Self::Service(error) => error.received.attempts,
            Self::Decode(error) => error.received.attempts,
        }
    }

    /// Whether a timeout ended the call.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether no connection was made, by a timeout or otherwise, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Connect(_) => true,
            Self::Timeout(error) => error.error.is_connect(),
            _ => false,
        }
    }

    fn received(&self) -> Option<&ReceivedResponse> {
        match self {
            Self::Service(error) => Some(&error.received),
            Self::Decode(error) => Some(&error.received),
            _ => None,
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(error) => Self::InvalidRequest(error),
            Failure::TransportFailure(error) if error.error.is_timeout() => Self::Timeout(error),
            Failure::TransportFailure(error) if error.error.is_connect() => Self::Connect(error),
            Failure::TransportFailure(error) => Self::Transport(error),
        }
    }
}

impl<E> Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), self.kind())?;
        if let Some(status) = self.status() {
            write!(f, ": {status}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, ", request id {}", Line(id))?;
        }
        match self {
            // What is said of a request is our own, and shortened where it is not.
            Self::InvalidRequest(error) => write!(f, ": {}", Sentence(&error.message)),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                write!(f, ": {}", Line(&error.error.to_string()))?;
                // `reqwest` says no more than "error sending request"; the reason is underneath.
                match std::iter::successors(std::error::Error::source(&error.error), |error| error.source()).last() {
                    Some(reason) => write!(f, ": {}", Line(&reason.to_string())),
                    None => Ok(()),
                }
            }
            Self::Service(_) => match (self.code(), self.message()) {
                (Some(code), Some(message)) => write!(f, ": {}: {}", Line(code), Line(message)),
                (Some(text), None) | (None, Some(text)) => write!(f, ": {}", Line(text)),
                (None, None) => match String::from_utf8_lossy(self.raw_body().unwrap_or_default()).trim() {
                    "" => f.write_str(", without a body"),
                    body => write!(f, ": {}", Line(body)),
                },
            },
            Self::Decode(error) => write!(f, ": {}", Line(&error.error.to_string())),
        }?;
        match self.attempts() {
            0 | 1 => Ok(()),
            several => write!(f, " (after {several} attempts)"),
        }
    }
}

impl<E> Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts())
            .field("code", &self.code())
            .field("message", &self.message())
            .field("headers", &self.headers().map(HeaderNames))
            .field("text", &self.to_string())
            .finish()
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(error) => error.source.as_ref().map(|source| &**source as _),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => Some(&error.error),
            Self::Service(_) => None,
            Self::Decode(error) => Some(&error.error),
        }
    }
}

/// Text on one line and not too long: control characters become blanks, and what is over 200 characters is left out.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        one_line(self.0, 200, f)
    }
}

/// The same of at most 1,000 characters.
struct Sentence<'a>(&'a str);

impl Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        one_line(self.0, 1_000, f)
    }
}

fn one_line(text: &str, length: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut characters = text.chars();
    for c in characters.by_ref().take(length) {
        fmt::Write::write_char(f, if c.is_control() { ' ' } else { c })?;
    }
    if characters.next().is_some() { f.write_str("…") } else { Ok(()) }
}
