//! [`StubError`]: an error that a mock server responds with.

use reqwest::StatusCode;

/// An error response of a stub: a status and the operation's error body `E`.
///
/// It converts from a pair of both:
///
/// ```
/// use specwright_runtime::StatusCode;
/// use specwright_runtime::mock::StubError;
///
/// fn find(id: u32) -> Result<(), StubError<String>> {
///     Err((StatusCode::NOT_FOUND, format!("no item {id}")))?
/// }
/// # assert!(find(7).is_err());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StubError<E>(pub(super) Box<(StatusCode, E)>);

impl<E> StubError<E> {
    /// Creates an error response.
    pub fn new(status: StatusCode, error: E) -> Self {
        Self(Box::new((status, error)))
    }
}

impl<E> From<(StatusCode, E)> for StubError<E> {
    fn from((status, error): (StatusCode, E)) -> Self {
        Self::new(status, error)
    }
}
