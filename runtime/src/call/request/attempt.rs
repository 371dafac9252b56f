//! One attempt of a call: from the filled-in request to a response whose body has been read.

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::body::BoxError;
use crate::body::{Body, Collected, TransportError};
use crate::call::client::Held;
use crate::call::description::Scheme;
use crate::call::error::{Failure, ReceivedResponse, Rest};
use crate::call::interceptor::{self, Attempt};
use crate::call::request::Request;
use crate::call::request::security::Schemes;
use crate::call::response::RawResponse;
use crate::call::span::Span;
use crate::transport::clock::Deadline;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse};
use crate::{HeaderMap, StatusCode};

/// What becomes a response, when that has begun to come.
type Sending<'a> = BoxFuture<'a, Result<HttpResponse, TransportError>>;

/// Sends the request for the `number`th time and reads the response.
///
/// # Errors
///
/// The request cannot be sent, or the exchange did not come to its end.
pub(super) fn attempt(
    request: &Request,
    number: u32,
    deadline: Deadline,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> {
    let span = Span::new(request.0.operation, number);
    span.clone().hold(exchange(request, number, deadline, span))
}

/// Assembles the request, shows it to the interceptors, puts the credentials onto it, sends it, shows the interceptors what
/// came, and reads it.
///
/// This is one function, since what is passed by value from one future to another is held by both. What needs no waiting is in
/// functions that take what they need by value: what is taken to pieces here would be held until the end.
async fn exchange(request: &Request, number: u32, deadline: Deadline, span: Span) -> Result<ReceivedResponse, Failure> {
    let mut begun = begin(request, number, &span)?;
    if begun.is_open {
        // Behind a pointer of its own, since most calls have no use for the place that this takes.
        begun = Box::pin(authorize(request, deadline, begun)).await?;
    }
    let (sending, seen) = send(request, deadline, begun);
    match arrive(request, number, &seen, sending.await)? {
        Arrived::Streamed(received) => Ok(received),
        Arrived::Begun(status, headers, body) => {
            let collected = body.collect(request.0.client.inner.max_response_bytes).await;
            end(request, seen, status, headers, collected)
        }
    }
}

/// An attempt that is about to be sent.
struct Begun {
    sent: HttpRequest,
    /// Whether credentials are still to be applied.
    is_open: bool,
    seen: Seen,
}

/// What is wanted of a request when it has been sent.
struct Seen {
    /// What interceptors are shown afterwards: the URL as it was before credentials.
    url: Option<Box<Url>>,
    schemes: Schemes,
    /// The headers with the credentials, where there may be better ones if they are refused.
    refusable: Option<Box<HeaderMap>>,
}

/// A response that has begun to come.
enum Arrived {
    /// Whose body is left to whoever called.
    Streamed(ReceivedResponse),
    Begun(StatusCode, HeaderMap, Body),
}

/// All that needs no waiting: the request as it is sent, but for credentials that are more than a header.
fn begin(request: &Request, number: u32, span: &Span) -> Result<Begun, Failure> {
    let operation = request.0.operation;
    let refuse = |(sentence, source)| Failure::invalid_request(operation.id, sentence, source);
    let inner = &request.0.client.inner;

    let mut sent = request.assemble().map_err(refuse)?;
    span.show(&sent.url);
    let url = (!inner.interceptors.is_empty()).then(|| Box::new(sent.url.clone()));
    if let Some(url) = &url {
        let refused = interceptor::before(&inner.interceptors, &Attempt { operation, number, url }, &mut sent.headers);
        refused.map_err(|(sentence, source)| refuse((sentence, Some(source))))?;
    }
    let schemes = request.schemes(&sent.headers).map_err(|sentence| refuse((sentence, None)))?;
    let is_open = request.put_fixed(schemes, &mut sent.headers).map_err(|sentence| refuse((sentence, None)))?;
    Ok(Begun { sent, is_open, seen: Seen { url, schemes, refusable: None } })
}

/// Puts the credentials onto the request: anew for each attempt, since a signature has a time.
async fn authorize(request: &Request, deadline: Deadline, mut begun: Begun) -> Result<Begun, Failure> {
    for Held { scheme, credential, .. } in request.credentials(begun.seen.schemes) {
        if let Some(prepared) = credential.prepare(scheme, &*request.0.client.inner.transport) {
            let prepared = deadline.hold(prepared).await.ok_or_else(|| late(request, scheme))?;
            prepared.map_err(|error| unusable(request, scheme, error))?;
        }
        let done = deadline.hold(credential.apply(scheme, &mut begun.sent)).await;
        done.ok_or_else(|| late(request, scheme))?.map_err(|error| unusable(request, scheme, error))?;
    }
    let renewable = request.credentials(begun.seen.schemes).any(|held| held.credential.is_renewable());
    begun.seen.refusable = renewable.then(|| Box::new(begun.sent.headers.clone()));
    Ok(begun)
}

/// Sends the request, with what comes last: what a signature need not speak of, since proxies may change it, and how long
/// there is.
fn send(request: &Request, deadline: Deadline, begun: Begun) -> (Sending<'_>, Seen) {
    let Begun { mut sent, seen, .. } = begun;
    let inner = &request.0.client.inner;
    if let Some(accept) = request.0.accept {
        sent.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
    }
    let limit = request.0.attempt_timeout.or(inner.attempt_timeout);
    sent.timeout = limit.into_iter().chain(deadline.left()).min();
    (inner.transport.send(sent), seen)
}

/// Shows what came to the interceptors, and tells whether it is read here.
fn arrive(
    request: &Request,
    number: u32,
    seen: &Seen,
    response: Result<HttpResponse, TransportError>,
) -> Result<Arrived, Failure> {
    let (operation, inner) = (request.0.operation, &request.0.client.inner);
    if let Some(url) = &seen.url {
        interceptor::after(&inner.interceptors, &Attempt { operation, number, url }, &response);
    }
    let HttpResponse { status, headers, body } =
        response.map_err(|error| Failure::interrupted(operation.id, &inner.api.errors, error, None))?;
    if !request.is_streamed(status, &headers) {
        return Ok(Arrived::Begun(status, headers, body));
    }
    let head = RawResponse { status, headers, body: Bytes::new() };
    let rest = Rest { body, request: request.clone() };
    Ok(Arrived::Streamed(ReceivedResponse::new(operation.id, &inner.api.errors, head, None).going_on(rest)))
}

/// A response whose body was read.
fn end(
    request: &Request,
    seen: Seen,
    status: StatusCode,
    headers: HeaderMap,
    collected: Collected,
) -> Result<ReceivedResponse, Failure> {
    let (operation, inner) = (request.0.operation.id, &request.0.client.inner);
    if let Some(error) = collected.error {
        return Err(Failure::interrupted(operation, &inner.api.errors, error, Some((status, headers))));
    }
    let cut = collected.cut.then_some(inner.max_response_bytes);
    let response = RawResponse { status, headers, body: collected.bytes };
    let mut received = ReceivedResponse::new(operation, &inner.api.errors, response, cut);
    if let Some(refused) = seen.refusable.filter(|_| status == StatusCode::UNAUTHORIZED) {
        // All that can be renewed are, since the service does not say which one it refuses.
        received.renewed = request.credentials(seen.schemes).filter(|held| held.credential.renew(&refused)).count() > 0;
    }
    Ok(received)
}

/// The credential cannot be had, or cannot be put onto the request: nothing was sent.
fn unusable(request: &Request, scheme: &Scheme, error: BoxError) -> Failure {
    let sentence = format!("the credential given to `{}` cannot be used: {error}", scheme.method);
    Failure::invalid_request(request.0.operation.id, sentence, Some(error))
}

/// The call's time was over before it had its credential: nothing was sent.
fn late(request: &Request, scheme: &Scheme) -> Failure {
    let sentence = format!("the credential given to `{}` did not come in time", scheme.method);
    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
    Failure::interrupted(request.0.operation.id, &request.0.client.inner.api.errors, error, None)
}
