//! [`WaitError`]: why waiting for something has come to nothing.

use std::fmt;
use std::time::Duration;

use crate::call::error::Error;

/// Why waiting for what an operation began has come to nothing. `S` is the error body of that operation, `P` that of the
/// one by which it is asked about, and `T` is what is told about it.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<T, S = (), P = ()> {
    /// It did not begin.
    Start(Error<S>),
    /// It was begun, and then could not be asked about. It may still be going on.
    Poll(Error<P>),
    /// It was begun, and has failed.
    Failed {
        /// Its status.
        status: String,
        /// What was told about it last.
        last: Box<T>,
    },
    /// It was begun, and the time is over. It may still be going on.
    TimedOut {
        /// How long it was waited for.
        after: Duration,
        /// What was told about it last.
        last: Box<T>,
    },
}

impl<T, S, P> fmt::Display for WaitError<T, S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => fmt::Display::fmt(error, f),
            Self::Poll(error) => write!(f, "it was begun, and then could not be asked about: {error}"),
            Self::Failed { status, .. } => write!(f, "it was begun, and has failed: its status is `{status}`"),
            Self::TimedOut { after, .. } => write!(f, "it was begun, and has not come to its end within {after:?}"),
        }
    }
}

impl<T: fmt::Debug, S: fmt::Debug + 'static, P: fmt::Debug + 'static> std::error::Error for WaitError<T, S, P> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start(error) => Some(error),
            Self::Poll(error) => Some(error),
            Self::Failed { .. } | Self::TimedOut { .. } => None,
        }
    }
}
