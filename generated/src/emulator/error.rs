//! The service's errors.

use crate::mock::{ReceivedRequest, StatusCode, StubError};
use crate::types::{ErrorResponse, ValidationMessage, ValidationResult, ValidationStatus};

/// The result of a stub.
pub(super) type Response<T> = Result<T, StubError<ErrorResponse>>;

/// An invalid request (400). Code and message are in two properties each, as in the service.
pub(super) fn invalid(code: &str, message: String) -> StubError<ErrorResponse> {
    let error = ErrorResponse {
        code: Some(code.to_owned()),
        err_code: Some(code.to_owned()),
        message: Some(message.clone()),
        external_message: Some(message),
        ..Default::default()
    };
    StubError::new(StatusCode::BAD_REQUEST, error)
}

/// An internal server error (500), with which the service reports missing resources and resources in use.
pub(super) fn failed(code: &str, message: String) -> StubError<ErrorResponse> {
    let error =
        ErrorResponse { err_code: Some(code.to_owned()), external_message: Some(message), ..Default::default() };
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// The error for an unknown cluster.
pub(super) fn no_cluster(id: &str) -> StubError<ErrorResponse> {
    let error = ErrorResponse {
        err_code: Some("Cdm.0201".to_owned()),
        external_message: Some(format!("Cluster[{id}] doesn't exist.")),
        ..Default::default()
    };
    StubError::new(StatusCode::NOT_FOUND, error)
}

/// The error for an unknown job.
pub(super) fn no_job(name: &str) -> StubError<ErrorResponse> {
    failed("Cdm.0100", format!("Job[{name}] doesn't exist."))
}

/// The error for an unknown link.
pub(super) fn no_link(name: &str) -> StubError<ErrorResponse> {
    failed("Cdm.0101", format!("Link[{name}] doesn't exist."))
}

/// The error for a link whose host cannot be reached.
pub(super) fn unreachable(host: &str) -> StubError<ErrorResponse> {
    let message =
        ValidationMessage { message: Some(format!("{host} cannot be reached")), status: Some(ValidationStatus::Error) };
    let result = ValidationResult { link_config: Some(vec![message]), ..Default::default() };
    let error = ErrorResponse { validation_result: Some(vec![result]), ..Default::default() };
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// Decodes the body of a request.
pub(super) fn body<T: specwright_runtime::serde::de::DeserializeOwned>(received: &ReceivedRequest) -> Response<T> {
    received.json().map_err(|error| invalid("Cdm.0014", error.to_string()))
}
