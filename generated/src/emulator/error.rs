//! What the service says when it does not do what it is asked for.

use crate::mock::{Received, StatusCode, StubError};
use crate::types::{ErrorResponse, ValidationMessage, ValidationResult, ValidationStatus};

/// What is responded to a request.
pub(super) type Response<T> = Result<T, StubError<ErrorResponse>>;

/// A refusal of CDM, with its code and what went wrong. Errors about requests have both under two names.
pub(super) fn wrong(code: &str, message: String) -> StubError<ErrorResponse> {
    let error = ErrorResponse {
        code: Some(code.to_owned()),
        err_code: Some(code.to_owned()),
        message: Some(message.clone()),
        external_message: Some(message),
        ..Default::default()
    };
    StubError::new(StatusCode::BAD_REQUEST, error)
}

/// A refusal of CDM that comes as a failure of the service, as it does where something is missing or in use.
pub(super) fn failed(code: &str, message: String) -> StubError<ErrorResponse> {
    let error = ErrorResponse {
        err_code: Some(code.to_owned()),
        external_message: Some(message),
        ..Default::default()
    };
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// There is no such cluster.
pub(super) fn no_cluster(id: &str) -> StubError<ErrorResponse> {
    let error = ErrorResponse {
        err_code: Some("Cdm.0201".to_owned()),
        external_message: Some(format!("Cluster[{id}] doesn't exist.")),
        ..Default::default()
    };
    StubError::new(StatusCode::NOT_FOUND, error)
}

/// There is no such job.
pub(super) fn no_job(name: &str) -> StubError<ErrorResponse> {
    failed("Cdm.0100", format!("Job[{name}] doesn't exist."))
}

/// There is no such link.
pub(super) fn no_link(name: &str) -> StubError<ErrorResponse> {
    failed("Cdm.0101", format!("Link[{name}] doesn't exist."))
}

/// What a link leads to cannot be reached, which the service tells as a failure of its own.
pub(super) fn unreachable(host: &str) -> StubError<ErrorResponse> {
    let message = ValidationMessage {
        message: Some(format!("{host} cannot be reached")),
        status: Some(ValidationStatus::Error),
    };
    let result = ValidationResult {
        link_config: Some(vec![message]),
        ..Default::default()
    };
    let error = ErrorResponse {
        validation_result: Some(vec![result]),
        ..Default::default()
    };
    StubError::new(StatusCode::INTERNAL_SERVER_ERROR, error)
}

/// The body of a request.
pub(super) fn body<T: specwright_runtime::serde::de::DeserializeOwned>(
    received: &Received,
) -> Response<T> {
    received
        .json()
        .map_err(|error| wrong("Cdm.0014", error.to_string()))
}
