//! Asking a token endpoint, and before it the discovery document that names it.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde_json::{Map, Value};

use crate::auth::oauth2::token::Token;
use crate::auth::oauth2::{Fetching, Grant, OAuth2, TokenError};
use crate::auth::sensitive;
use crate::clock::{self, Instant};
use crate::description::{Scheme, SchemeKind};
use crate::error::BoxError;
use crate::retry::{self, Retry};
use crate::transport::{Body, HttpRequest, Transport, TransportError};
use crate::{HeaderMap, StatusCode, percent};

/// How long an attempt to get a token may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most that is read of an answer.
const LONGEST: usize = 1024 * 1024;

impl OAuth2 {
    /// A new token.
    pub(super) async fn fetched(
        &self,
        scheme: &Scheme,
        transport: &dyn Transport,
        fetching: &mut Fetching,
    ) -> Result<Token, BoxError> {
        let url = self.endpoint(scheme, transport, fetching).await?;
        let request = self.request(url, fetching)?;
        let asked = Instant::now();
        let (status, answer) = ask(transport, &request, "the token endpoint").await?;
        if !status.is_success() {
            let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
            let refused = TokenError { status, error: text("error"), description: text("error_description") };
            return Err(refused.into());
        }
        let (token, refresh_token) = Token::of(&answer, asked).map_err(|why| format!("the token endpoint {why}"))?;
        if refresh_token.is_some() {
            fetching.refresh_token = refresh_token;
        }
        Ok(token)
    }

    /// Where to ask.
    async fn endpoint(
        &self,
        scheme: &Scheme,
        transport: &dyn Transport,
        fetching: &mut Fetching,
    ) -> Result<Url, BoxError> {
        if let Some(url) = self.known_url(scheme) {
            return parsed(url).map_err(|why| format!("the token URL `{url}` {why}").into());
        }
        if let Some(url) = &fetching.discovered {
            return Ok(url.clone());
        }
        let SchemeKind::OpenIdConnect(document) = scheme.kind else {
            return Err("there is no token URL".into());
        };
        let url = parsed(document).map_err(|why| format!("the discovery URL `{document}` {why}"))?;
        let is_secure = url.scheme() == "https";
        let request = request(Method::GET, url, HeaderMap::new(), Bytes::new());
        let (status, answer) = ask(transport, &request, "the discovery document").await?;
        if !status.is_success() {
            return Err(format!("the discovery document was answered with {status}").into());
        }
        let found = answer.get("token_endpoint").and_then(Value::as_str).and_then(|url| parsed(url).ok());
        let found = found.ok_or("the discovery document names no token endpoint")?;
        // OpenID Connect Discovery 1.0, section 3, wants `https`: a secret must not go out in plain text because of what
        // was read.
        if is_secure && found.scheme() != "https" {
            return Err("the discovery document names a token endpoint without TLS".into());
        }
        fetching.discovered = Some(found.clone());
        Ok(found)
    }

    /// The request for a token.
    fn request(&self, url: Url, fetching: &Fetching) -> Result<HttpRequest, BoxError> {
        let mut form = Form::default();
        let (id, secret) = match &self.grant {
            Grant::Token(_) => return Err("a token that is given is not fetched".into()),
            Grant::ClientCredentials { id, secret } => {
                form.push("grant_type", "client_credentials");
                (id, Some(secret))
            }
            Grant::RefreshToken { id, secret, token } => {
                form.push("grant_type", "refresh_token");
                form.push("refresh_token", fetching.refresh_token.as_ref().unwrap_or(token).expose());
                (id, secret.as_ref())
            }
        };
        if !self.scopes.is_empty() {
            form.push("scope", &self.scopes.join(" "));
        }
        for (name, value) in &self.parameters {
            form.push(name, value.expose());
        }
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        match secret {
            Some(secret) if !self.secret_in_body => {
                // Both are encoded as a form has them before they are joined (RFC 6749, section 2.3.1).
                let pair = format!("{}:{}", encoded(id), encoded(secret.expose()));
                headers.insert(AUTHORIZATION, sensitive(&format!("Basic {}", STANDARD.encode(pair)))?);
            }
            _ => {
                form.push("client_id", id);
                if let Some(secret) = secret {
                    form.push("client_secret", secret.expose());
                }
            }
        }
        Ok(request(Method::POST, url, headers, form.0.into()))
    }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    percent::encode_into(&mut encoded, text.as_bytes());
    encoded
}

/// A URL that can be asked.
///
/// # Errors
///
/// Why it cannot, to follow its name.
pub(super) fn parsed(url: &str) -> Result<Url, String> {
    match Url::parse(url) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        Ok(url) => Err(format!("has the scheme {}, not https", url.scheme())),
        Err(error) => Err(format!("is not a URL ({error})")),
    }
}

fn request(method: Method, url: Url, mut headers: HeaderMap, body: Bytes) -> HttpRequest {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    HttpRequest { method, url, headers, body: Body::from(body), timeout: Some(TIMEOUT) }
}

/// Asks, again where that makes sense, and reads an object: an empty one where the answer is none.
async fn ask(
    transport: &dyn Transport,
    request: &HttpRequest,
    whom: &str,
) -> Result<(StatusCode, Map<String, Value>), BoxError> {
    let retry = Retry::default();
    let mut made = 0;
    loop {
        made += 1;
        let outcome = once(transport, request.clone()).await;
        let (passes, wanted) = match &outcome {
            Ok((status, headers, _)) => (retry.is_on(*status), retry::wanted(headers)),
            Err(_) => (true, None),
        };
        let wait = Some(()).filter(|()| passes && retry.allows_after(made)).and_then(|()| retry.wait(made, wanted));
        if let Some(wait) = wait {
            clock::sleep(wait).await;
            continue;
        }
        let (status, _, body) = outcome.map_err(|error| format!("{whom} did not answer: {error}"))?;
        return Ok((status, serde_json::from_slice(&body).unwrap_or_default()));
    }
}

async fn once(
    transport: &dyn Transport,
    request: HttpRequest,
) -> Result<(StatusCode, HeaderMap, Bytes), TransportError> {
    let response = transport.send(request).await?;
    let collected = response.body.collect(LONGEST).await;
    match collected.error {
        Some(error) => Err(error),
        None => Ok((response.status, response.headers, collected.bytes)),
    }
}

/// A form that is being written.
#[derive(Default)]
struct Form(String);

impl Form {
    fn push(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        percent::encode_into(&mut self.0, name.as_bytes());
        self.0.push('=');
        percent::encode_into(&mut self.0, value.as_bytes());
    }
}
