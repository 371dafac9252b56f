//! [`WaitError`]: the error of waiting for a long-running operation.

use std::fmt;
use std::time::Duration;

use crate::call::error::Error;

/// A long-running operation did not complete successfully. `T` is the type of its status, `S` the error body of the operation
/// that starts it, and `P` that of the operation that returns its status.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<T, S = (), P = ()> {
    /// It could not be started.
    Start(Error<S>),
    /// It was started, but its status could not be requested. It may still be running.
    Poll(Error<P>),
    /// It was started and failed.
    Failed {
        /// The value of its status.
        status: String,
        /// Its last status response.
        last: Box<T>,
    },
    /// It was started, but did not complete before the timeout. It may still be running.
    TimedOut {
        /// The timeout.
        after: Duration,
        /// Its last status response; `None` if there was none.
        last: Option<Box<T>>,
    },
}

impl<T, S, P> fmt::Display for WaitError<T, S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => fmt::Display::fmt(error, f),
            Self::Poll(error) => write!(f, "the operation was started, but its status could not be requested: {error}"),
            Self::Failed { status, .. } => write!(f, "the operation failed with the status `{status}`"),
            Self::TimedOut { after, .. } => write!(f, "the operation did not complete within {after:?}"),
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
