//! [`TransportError`]: why bytes did not arrive, or not all of them.

use std::fmt::{self, Display};

/// Any error, as a source.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why no response came, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
    connect: bool,
    timeout: bool,
}

impl TransportError {
    /// The exchange broke: the request, or part of it, may have reached the service.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self { source: source.into(), connect: false, timeout: false }
    }

    /// What an error of a stream is: itself, where it is one of these.
    pub(crate) fn of(error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::new(error),
        }
    }

    /// The same, while the connection was being made: nothing was sent.
    #[must_use]
    pub fn while_connecting(self, connect: bool) -> Self {
        Self { connect, ..self }
    }

    /// The same, because of a timeout.
    #[must_use]
    pub fn by_timeout(self, timeout: bool) -> Self {
        Self { timeout, ..self }
    }

    /// Whether no connection could be made, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.connect
    }

    /// Whether a timeout ended it.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.source, f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}
