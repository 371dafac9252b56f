//! [`Named`]: tells the mock server which operation a request is of.

use reqwest::header::HeaderValue;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::interceptor::{Attempt, Interceptor};

/// The header that says which operation a request is of. Paths of several operations may look alike (`/jobs/{name}` and
/// `/jobs/latest`), and servers of several operations are one here.
pub(super) const OPERATION: &str = "specwright-operation";

/// Puts that header onto requests.
#[derive(Debug)]
pub(super) struct Named;

impl Interceptor for Named {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        // Without one that a header can have, the path tells.
        if let Ok(id) = HeaderValue::from_bytes(attempt.operation.id.as_bytes()) {
            headers.insert(OPERATION, id);
        }
        Ok(())
    }
}
