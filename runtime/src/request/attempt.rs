//! One attempt of a call: from the filled-in request to an answer whose body has been read.

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::StatusCode;
use crate::clock::Deadline;
use crate::description::Scheme;
use crate::error::{Answer, BoxError, Failure, Rest};
use crate::interceptor::{self, Attempt};
use crate::request::Request;
use crate::request::security::Applied;
use crate::response::RawResponse;
use crate::span::Span;
use crate::transport::{HttpRequest, HttpResponse, TransportError};

/// Sends the request for the `number`th time and reads the answer.
///
/// # Errors
///
/// The request cannot be sent, or the exchange did not come to its end.
pub(super) fn attempt(
    request: &Request,
    number: u32,
    deadline: Deadline,
) -> impl Future<Output = Result<Answer, Failure>> {
    let span = Span::new(request.operation, number);
    span.clone().hold(exchange(request, number, deadline, span))
}

/// Assembles the request, shows it to the interceptors, puts the credentials onto it, sends it, shows the interceptors what
/// came, and reads it.
///
/// This is one function, since what is passed by value from one future to another is held by both.
async fn exchange(request: &Request, number: u32, deadline: Deadline, span: Span) -> Result<Answer, Failure> {
    let operation = request.operation;
    let inner = &request.client.inner;
    let errors = &inner.api.errors;

    let sent = request.assemble();
    let mut sent = sent.map_err(|(sentence, source)| Failure::unsendable(operation.id, sentence, source))?;
    span.show(&sent.url);
    // What interceptors are shown afterwards is the URL as it was before credentials.
    let url = (!inner.interceptors.is_empty()).then(|| sent.url.clone());
    let seen = url.as_ref().map(|url| Attempt { operation, number, url });
    if let Some(seen) = &seen {
        let refused = interceptor::before(&inner.interceptors, seen, &mut sent.headers);
        refused.map_err(|(sentence, source)| Failure::unsendable(operation.id, sentence, Some(source)))?;
    }
    let applied = authorize(request, deadline, &mut sent).await?;
    let renewable = applied.iter().any(|(_, credential)| credential.is_renewable());
    let refused = renewable.then(|| sent.headers.clone());
    let limit = request.attempt_timeout.or(inner.attempt_timeout);
    sent.timeout = limit.into_iter().chain(deadline.left()).min();

    let response = inner.transport.send(sent).await;
    if let Some(seen) = &seen {
        interceptor::after(&inner.interceptors, seen, &response);
    }
    let HttpResponse { status, headers, body } =
        response.map_err(|error| Failure::interrupted(operation.id, errors, error, None))?;
    if request.is_streamed(status, &headers) {
        let head = RawResponse { status, headers, body: Bytes::new() };
        return Ok(Answer::new(operation.id, errors, head, None).going_on(Rest { body, request: request.clone() }));
    }
    let collected = body.collect(inner.max_response_bytes).await;
    if let Some(error) = collected.error {
        return Err(Failure::interrupted(operation.id, errors, error, Some((status, headers))));
    }
    let cut = collected.cut.then_some(inner.max_response_bytes);
    let mut answer = Answer::new(operation.id, errors, RawResponse { status, headers, body: collected.bytes }, cut);
    if let Some(refused) = refused.filter(|_| status == StatusCode::UNAUTHORIZED) {
        // All that can be renewed are, since the service does not say which one it refuses.
        answer.renewed = applied.iter().filter(|(_, credential)| credential.renew(&refused)).count() > 0;
    }
    Ok(answer)
}

/// Puts the credentials onto the request: anew for each attempt, since a signature has a time.
async fn authorize(request: &Request, deadline: Deadline, sent: &mut HttpRequest) -> Result<Vec<Applied>, Failure> {
    let operation = request.operation.id;
    let refuse = |sentence: String| Failure::unsendable(operation, sentence, None);

    let applied = request.credentials(&sent.headers).map_err(refuse)?;
    request.add_headers(&applied, &mut sent.headers).map_err(refuse)?;
    for (scheme, credential) in &applied {
        if let Some(prepared) = credential.prepare(scheme, &*request.client.inner.transport) {
            let prepared = deadline.hold(prepared).await.ok_or_else(|| late(request, scheme))?;
            prepared.map_err(|error| unusable(request, scheme, error))?;
        }
        let done = deadline.hold(credential.apply(scheme, sent)).await.ok_or_else(|| late(request, scheme))?;
        done.map_err(|error| unusable(request, scheme, error))?;
    }
    // Behind the signature, which need not speak of it: proxies may change it.
    if let Some(accept) = request.accept {
        sent.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
    }
    Ok(applied)
}

/// The credential cannot be had, or cannot be put onto the request: nothing was sent.
fn unusable(request: &Request, scheme: &Scheme, error: BoxError) -> Failure {
    let sentence = format!("the credential given to `{}` cannot be used: {error}", scheme.method);
    Failure::unsendable(request.operation.id, sentence, Some(error))
}

/// The call's time was over before it had its credential: nothing was sent.
fn late(request: &Request, scheme: &Scheme) -> Failure {
    let sentence = format!("the credential given to `{}` did not come in time", scheme.method);
    let error = TransportError::new(sentence).while_connecting(true).by_timeout(true);
    Failure::interrupted(request.operation.id, &request.client.inner.api.errors, error, None)
}
