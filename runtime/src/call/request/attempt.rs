//! One attempt of a call: from the request to the response.

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::body::BoxError;
use crate::body::{Body, Collected, TransportError};
use crate::call::client::SchemeCredential;
use crate::call::description::Scheme;
use crate::call::error::{Failure, PendingBody, ReceivedResponse};
use crate::call::interceptor::{self, Attempt};
use crate::call::request::Request;
use crate::call::request::security::Schemes;
use crate::call::response::RawResponse;
use crate::call::span::Span;
use crate::transport::clock::Deadline;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse};
use crate::{HeaderMap, StatusCode};

/// The future of sending a request.
type Sending<'a> = BoxFuture<'a, Result<HttpResponse, TransportError>>;

/// The maximum length of a URL that HTTP libraries can send.
const MAX_URL: usize = u16::MAX as usize - 1;

/// Makes the `number`th attempt: sends the request and reads the response.
///
/// # Errors
///
/// Fails if the request is invalid, or if the exchange failed.
pub(super) fn attempt(
    request: &Request,
    number: u32,
    deadline: Deadline,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> {
    let span = Span::new(request.0.operation, number);
    span.clone().instrument(exchange(request, number, deadline, span))
}

/// Assembles the request, runs the interceptors, applies the credentials, sends the request, runs the interceptors on the
/// response, and reads the body.
///
/// This is one async function because values passed from one future to another are stored in both. Synchronous steps are
/// functions that take their inputs by value, because values destructured here would be stored until the end.
async fn exchange(request: &Request, number: u32, deadline: Deadline, span: Span) -> Result<ReceivedResponse, Failure> {
    let mut prepared = prepare(request, number, &span)?;
    if prepared.needs_credentials {
        // Boxed, because most calls do not need this future and would still pay for its size.
        prepared = Box::pin(authorize(request, deadline, prepared)).await?;
    }
    let length = prepared.sent.url.as_str().len();
    if length > MAX_URL {
        let sentence = format!("the URL is {length} bytes long, more than {MAX_URL}");
        return Err(Failure::invalid_request(request.0.operation.id, sentence, None));
    }
    let (sending, context) = send(request, deadline, prepared);
    match receive_head(request, number, &context, sending.await)? {
        ResponseStart::Streamed(received) => Ok(received),
        ResponseStart::Buffered(status, headers, body) => {
            let collected = body.collect(request.0.client.inner.max_response_bytes).await;
            finish(request, context, status, headers, collected)
        }
    }
}

/// An attempt that is ready to be sent, apart from credentials.
struct PreparedAttempt {
    sent: HttpRequest,
    /// Whether credentials have to be applied.
    needs_credentials: bool,
    context: AttemptContext,
}

/// What is needed of a request after it was sent.
struct AttemptContext {
    /// The URL without credentials, for the interceptors.
    url: Option<Box<Url>>,
    schemes: Schemes,
    /// The headers with the credentials, if these can be renewed after a rejection.
    renewable_headers: Option<Box<HeaderMap>>,
}

/// A response whose status and headers have been received.
enum ResponseStart {
    /// The caller reads the body as a stream.
    Streamed(ReceivedResponse),
    /// The body is read here.
    Buffered(StatusCode, HeaderMap, Body),
}

/// Assembles the request with everything but credentials that need more than a static header.
fn prepare(request: &Request, number: u32, span: &Span) -> Result<PreparedAttempt, Failure> {
    let operation = request.0.operation;
    let refuse = |(sentence, source)| Failure::invalid_request(operation.id, sentence, source);
    let inner = &request.0.client.inner;

    let mut sent = request.assemble().map_err(refuse)?;
    span.record_url(&sent.url);
    let url = (!inner.interceptors.is_empty()).then(|| Box::new(sent.url.clone()));
    if let Some(url) = &url {
        let refused = interceptor::before(&inner.interceptors, &Attempt { operation, number, url }, &mut sent.headers);
        refused.map_err(|(sentence, source)| refuse((sentence, Some(source))))?;
    }
    let schemes = request.schemes(&sent.headers).map_err(|sentence| refuse((sentence, None)))?;
    let needs_credentials =
        request.put_static_headers(schemes, &mut sent.headers).map_err(|sentence| refuse((sentence, None)))?;
    Ok(PreparedAttempt { sent, needs_credentials, context: AttemptContext { url, schemes, renewable_headers: None } })
}

/// Applies the credentials. Each attempt does so again, since signatures contain the time.
async fn authorize(
    request: &Request,
    deadline: Deadline,
    mut prepared: PreparedAttempt,
) -> Result<PreparedAttempt, Failure> {
    for SchemeCredential { scheme, credential, .. } in request.credentials(prepared.context.schemes) {
        if let Some(fetch) = credential.prepare(scheme, &request.0.client.inner.fetcher) {
            let fetched = deadline.hold(fetch).await.ok_or_else(|| credential_timeout(request, scheme))?;
            fetched.map_err(|error| credential_failure(request, scheme, error))?;
        }
        let done = deadline.hold(credential.apply(scheme, &mut prepared.sent)).await;
        done.ok_or_else(|| credential_timeout(request, scheme))?
            .map_err(|error| credential_failure(request, scheme, error))?;
    }
    let renewable = request.credentials(prepared.context.schemes).any(|held| held.credential.is_renewable());
    prepared.context.renewable_headers = renewable.then(|| Box::new(prepared.sent.headers.clone()));
    Ok(prepared)
}

/// Sends the request, after adding headers that are not signed, because proxies may change them, and the timeout.
fn send(request: &Request, deadline: Deadline, prepared: PreparedAttempt) -> (Sending<'_>, AttemptContext) {
    let PreparedAttempt { mut sent, context, .. } = prepared;
    let inner = &request.0.client.inner;
    if let Some(accept) = request.0.accept {
        sent.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
    }
    let limit = request.0.attempt_timeout.or(inner.attempt_timeout);
    sent.timeout = limit.into_iter().chain(deadline.left()).min();
    (inner.transport.send(sent), context)
}

/// Runs the interceptors on the response, and decides whether its body is read here.
fn receive_head(
    request: &Request,
    number: u32,
    context: &AttemptContext,
    response: Result<HttpResponse, TransportError>,
) -> Result<ResponseStart, Failure> {
    let (operation, inner) = (request.0.operation, &request.0.client.inner);
    if let Some(url) = &context.url {
        interceptor::after(&inner.interceptors, &Attempt { operation, number, url }, &response);
    }
    let HttpResponse { status, headers, body } =
        response.map_err(|error| Failure::transport(operation.id, &inner.api.errors, error, None))?;
    if !request.is_streamed(status, &headers) {
        return Ok(ResponseStart::Buffered(status, headers, body));
    }
    let head = RawResponse { status, headers, body: Bytes::new() };
    let pending = PendingBody { body, request: request.clone() };
    Ok(ResponseStart::Streamed(
        ReceivedResponse::new(operation.id, &inner.api.errors, head, None).with_pending_body(pending),
    ))
}

/// Completes a response whose body was read.
fn finish(
    request: &Request,
    context: AttemptContext,
    status: StatusCode,
    headers: HeaderMap,
    collected: Collected,
) -> Result<ReceivedResponse, Failure> {
    let (operation, inner) = (request.0.operation.id, &request.0.client.inner);
    if let Some(error) = collected.error {
        return Err(Failure::transport(operation, &inner.api.errors, error, Some((status, headers))));
    }
    let cut = collected.cut.then_some(inner.max_response_bytes);
    let response = RawResponse { status, headers, body: collected.bytes };
    let mut received = ReceivedResponse::new(operation, &inner.api.errors, response, cut);
    if let Some(rejected) = context.renewable_headers.filter(|_| status == StatusCode::UNAUTHORIZED) {
        // The response does not name the rejected credential, so all renewable ones are invalidated.
        let invalidated = request.credentials(context.schemes).filter(|held| held.credential.invalidate(&rejected));
        received.renewed = invalidated.count() > 0;
    }
    Ok(received)
}

/// The failure of a credential that could not be fetched or applied; nothing was sent.
fn credential_failure(request: &Request, scheme: &Scheme, error: BoxError) -> Failure {
    let sentence = format!("the credential set by `{}` cannot be used: {error}", scheme.method);
    Failure::invalid_request(request.0.operation.id, sentence, Some(error))
}

/// The failure of a call that timed out while it waited for a credential; nothing was sent.
fn credential_timeout(request: &Request, scheme: &Scheme) -> Failure {
    let sentence = format!("the credential set by `{}` was not ready in time", scheme.method);
    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
    Failure::transport(request.0.operation.id, &request.0.client.inner.api.errors, error, None)
}
