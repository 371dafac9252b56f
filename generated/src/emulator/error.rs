//! The service's errors.

use crate::mock::{ReceivedRequest, StatusCode, StubError};
use crate::types::{ErrorResponse, ValidationMessage, ValidationResult, ValidationStatus};

/// The result of a stub.
pub(super) type Response<T> = Result<T, StubError<ErrorResponse>>;

/// An invalid request (400). Code and message are in two properties each, as in the service.
pub(super) fn invalid(code: &str, message: String) -> StubError<ErrorResponse> {
    let error = ErrorResponse::new().code(code).err_code(code).message(message.clone()).external_message(message);
    StubError::new(StatusCode::BAD_REQUEST, error)
}

/// An internal server error (500), with which the service reports missing resources and resources in use.
pub(super) fn failed(code: &str, message: String) -> StubError<ErrorResponse> {
    let error = ErrorResponse::new().err_code(code).external_message(message);
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// The error for an unknown cluster.
pub(super) fn no_cluster(id: &str) -> StubError<ErrorResponse> {
    let error = ErrorResponse::new().err_code("Cdm.0201").external_message(format!("Cluster[{id}] doesn't exist."));
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
    let message = ValidationMessage::new().message(format!("{host} cannot be reached")).status(ValidationStatus::Error);
    let result = ValidationResult::new().link_config(vec![message]);
    let error = ErrorResponse::new().validation_result(vec![result]);
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// Decodes the body of a request.
pub(super) fn body<T: specwright_runtime::serde::de::DeserializeOwned>(received: &ReceivedRequest) -> Response<T> {
    received.json().map_err(|error| invalid("Cdm.0014", error.to_string()))
}
