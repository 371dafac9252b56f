//! [`StubError`]: an error that a mock server responds with.

use reqwest::StatusCode;

/// An error of an operation, to be responded in place of what was asked for. `E` is what the operation's errors carry.
///
/// It is made of a status and the error:
///
/// ```
/// use specwright_runtime::StatusCode;
/// use specwright_runtime::mock::StubError;
///
/// fn find(id: u32) -> Result<(), StubError<String>> {
///     Err((StatusCode::NOT_FOUND, format!("there is no {id}")))?
/// }
/// # assert!(find(7).is_err());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StubError<E>(pub(super) Box<(StatusCode, E)>);

impl<E> StubError<E> {
    /// A refusal with this status.
    pub fn new(status: StatusCode, error: E) -> Self {
        Self(Box::new((status, error)))
    }
}

impl<E> From<(StatusCode, E)> for StubError<E> {
    fn from((status, error): (StatusCode, E)) -> Self {
        Self::new(status, error)
    }
}
