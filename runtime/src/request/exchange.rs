//! One exchange with the service, from a filled-in request to an answer whose body has been read.
//!
//! Nothing here depends on what the body is decoded to, so that it is compiled once.

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::error::{Answer, Failure, Rest};
use crate::request::Request;
use crate::response::RawResponse;
use crate::transport::HttpRequest;

/// Sends the request and reads the answer.
///
/// # Errors
///
/// The request cannot be sent, or the exchange did not come to its end.
pub(super) async fn exchange(request: Request) -> Result<Answer, Failure> {
    let operation = request.operation.id;
    let inner = &request.client.inner;
    let errors = &inner.api.errors;

    let sent = prepare(&request).await?;
    let response = inner.transport.send(sent).await;
    let response = response.map_err(|error| Failure::interrupted(operation, errors, error, None))?;

    let (status, headers) = (response.status, response.headers);
    if request.is_streamed(status, &headers) {
        let head = RawResponse { status, headers, body: Bytes::new() };
        let rest = Rest { body: response.body, request: request.clone() };
        return Ok(Answer::new(operation, errors, head, None).going_on(rest));
    }
    let collected = response.body.collect(inner.max_response_bytes).await;
    match collected.error {
        Some(error) => Err(Failure::interrupted(operation, errors, error, Some((status, headers)))),
        None => {
            let cut = collected.cut.then_some(inner.max_response_bytes);
            let response = RawResponse { status, headers, body: collected.bytes };
            Ok(Answer::new(operation, errors, response, cut))
        }
    }
}

/// The request as it is sent, credentials applied.
async fn prepare(request: &Request) -> Result<HttpRequest, Failure> {
    let operation = request.operation.id;
    let refuse = |sentence: String| Failure::unsendable(operation, sentence, None);

    let mut sent = request.assemble().map_err(|(sentence, source)| Failure::unsendable(operation, sentence, source))?;
    let applied = request.credentials(&sent.headers).map_err(refuse)?;
    request.add_headers(&applied, &mut sent.headers).map_err(refuse)?;
    for (scheme, credential) in applied {
        credential.apply(scheme, &mut sent).await.map_err(|error| {
            let sentence = format!("the credential given to `{}` cannot be used: {error}", scheme.method);
            Failure::unsendable(operation, sentence, Some(error))
        })?;
    }
    // Behind the signature, which need not speak of it: proxies may change it.
    if let Some(accept) = request.accept {
        sent.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
    }
    Ok(sent)
}
