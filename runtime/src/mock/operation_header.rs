//! [`OperationHeader`]: sends the operation ID of a request to the mock server.

use reqwest::header::HeaderValue;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::interceptor::{Attempt, Interceptor};

/// The header with the operation ID. The path is not enough: several operations may match it (`/jobs/{name}` and
/// `/jobs/latest`), and the mock server replaces several servers.
pub(super) const OPERATION: &str = "specwright-operation";

/// Adds the header to requests.
#[derive(Debug)]
pub(super) struct OperationHeader;

impl Interceptor for OperationHeader {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        // If the ID is not a valid header value, the path decides.
        if let Ok(id) = HeaderValue::from_bytes(attempt.operation.id.as_bytes()) {
            headers.insert(OPERATION, id);
        }
        Ok(())
    }
}
