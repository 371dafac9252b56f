//! [`Error`]: the error of a call.

mod kinds;
mod pairs;
mod usual;

use std::fmt::{self, Debug, Display};

use reqwest::header::LOCATION;

use crate::call::request::{Target, shown};
use crate::transport::HeaderNames;
use crate::wire::json::mismatches::Mismatch;
use crate::{HeaderMap, StatusCode};

pub use crate::call::error::kinds::{DecodeFailure, InvalidRequest, ServiceFailure, TransportFailure};
pub(crate) use crate::call::error::kinds::{Failure, PendingBody, ReceivedResponse};
#[cfg(feature = "huaweicloud")]
pub(crate) use crate::call::error::pairs::find as code_and_message;

/// The error of a call. `E` is the error body that the document declares.
///
/// The variants distinguish at which point a call failed. The methods return everything that is known about the failure,
/// whatever the variant: status, headers, request ID, the service's code and message, the body, and the number of attempts.
///
/// `Display` is one line: operation, kind, status, request ID, code, message, method and URL, and the number of attempts if
/// there were several. Neither `Display` nor `Debug` shows header values, except `Location`, credentials, or query values.
///
/// ```
/// use specwright_runtime::{Error, ErrorKind};
///
/// fn is_worth_another_try(error: &Error) -> bool {
///     match error.kind() {
///         ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
///         ErrorKind::Service => error.status().is_some_and(|status| status.is_server_error()),
///         _ => false,
///     }
/// }
/// ```
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The request could not be built, so nothing was sent. The message says how to correct the call.
    InvalidRequest(Box<InvalidRequest>),
    /// The connection could not be established, so nothing was sent.
    Connect(Box<TransportFailure>),
    /// A timeout ended the call. Whether the service processed the request is unknown, unless
    /// [`is_connect`](Self::is_connect) returns `true`.
    Timeout(Box<TransportFailure>),
    /// The connection was lost after the request, or part of it, was sent. Whether the service processed it is unknown.
    Transport(Box<TransportFailure>),
    /// The service returned an error: a status other than 2xx, or, for APIs that do so, a 2xx response whose body is an error
    /// ([`Errors::in_success`](crate::description::Errors::in_success)).
    Service(Box<ServiceFailure<E>>),
    /// The service returned a 2xx response that does not match the document.
    Decode(Box<DecodeFailure>),
}

/// The variants of [`Error`], without their contents.
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
    /// The kind of the error.
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

    /// The `operationId` of the called operation.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::InvalidRequest(error) => error.operation,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.operation,
            Self::Service(error) => error.received.operation,
            Self::Decode(error) => error.received.operation,
        }
    }

    /// The HTTP method of the request.
    pub fn method(&self) -> Option<&str> {
        self.target().map(|target| target.method.as_str())
    }

    /// The URL of the request, with the names of its query parameters but without their values, any of which may be a secret;
    /// the path template if the URL could not be built.
    pub fn url(&self) -> Option<&str> {
        self.target().map(|target| target.url.as_str())
    }

    /// The header `Location` of a redirect. Redirects are not followed, since credentials must not be sent elsewhere.
    pub fn location(&self) -> Option<&str> {
        self.status().filter(StatusCode::is_redirection)?;
        self.headers()?.get(LOCATION)?.to_str().ok()
    }

    fn target(&self) -> Option<&Target> {
        match self {
            Self::InvalidRequest(error) => error.target.as_ref(),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.target.as_ref(),
            Self::Service(error) => error.target.as_ref(),
            Self::Decode(error) => error.target.as_ref(),
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

    /// The request ID assigned by the service, from the API's header for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.request_id.as_deref(),
            Self::Service(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
        }
    }

    /// The service's error code, wherever it is in the body. A number is returned as a string.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// The service's error message, wherever it is in the body.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.message.as_deref(),
            _ => None,
        }
    }

    /// The declared error body, if the response could be decoded to it and has any property that it declares.
    pub fn body(&self) -> Option<&E> {
        match self {
            Self::Service(error) => error.body.as_ref(),
            _ => None,
        }
    }

    /// The bytes of the response body, as far as it was read.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.received().map(|received| &*received.response.body)
    }

    /// The path in the JSON body where decoding failed: `submissions[0].creation-date`, or `$` for the whole body.
    pub fn json_path(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => error.error.path(),
            _ => None,
        }
    }

    /// All values of the body that do not match their declared types, each with its JSON pointer; at most twenty. Empty if the response
    /// was decoded, or is no JSON.
    pub fn mismatches(&self) -> &[Mismatch] {
        match self {
            Self::Decode(error) => error.error.mismatches(),
            _ => &[],
        }
    }

    /// The number of attempts to send the request; see [`Retry`](crate::Retry).
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

    /// Whether no connection was established, because of a timeout or otherwise, so that nothing was sent.
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
        if let Some(location) = self.location().and_then(shown) {
            write!(f, ", location {}", Line(&location))?;
        }
        match self {
            // These messages are our own; only quoted values may be long.
            Self::InvalidRequest(error) => write!(f, ": {}", LongLine(&error.message)),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                write!(f, ": {}", Line(&error.error.to_string()))?;
                // `reqwest` only says "error sending request"; the reason is the innermost source.
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
            // Each mismatch is short.
            Self::Decode(error) if error.error.mismatches().len() > 1 => {
                write!(f, ": {}", LongLine(&error.error.to_string()))
            }
            Self::Decode(error) => write!(f, ": {}", Line(&error.error.to_string())),
        }?;
        match (self.target(), self.attempts()) {
            (None, 0 | 1) => Ok(()),
            (None, several) => write!(f, " (after {several} attempts)"),
            (Some(target), 0 | 1) => write!(f, " ({target})"),
            (Some(target), several) => write!(f, " ({target}, after {several} attempts)"),
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
            .field("url", &self.url())
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

/// Displays a string on one line: control characters become spaces, and it is cut after 200 characters.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        one_line(self.0, 200, f)
    }
}

/// Displays a string on one line, cut after 1,000 characters.
struct LongLine<'a>(&'a str);

impl Display for LongLine<'_> {
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
