//! Requests to the token endpoint, and to the discovery document that names it.

use std::sync::{MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::HeaderMap;
use crate::call::auth::fetch::{self, FetchError};
use crate::call::auth::oauth2::token::Token;
use crate::call::auth::oauth2::{FetchContext, Grant, OAuth2, TokenError, parsed};
use crate::call::auth::{Fetcher, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::HttpRequest;
use crate::transport::clock::Instant;
use crate::wire::percent;

impl OAuth2 {
    /// Fetches a new token.
    pub(super) async fn fetched(&self, scheme: &Scheme, fetcher: &Fetcher) -> Result<Token, FetchError<TokenError>> {
        // There is one fetch at a time, so nobody else changes it.
        let mut context = self.context().clone();
        let url = self.endpoint(scheme, fetcher, &mut context).await?;
        let request = self.request(url, &context)?;
        let sent = Instant::now();
        let response = fetcher.send(&request, "the token endpoint").await?;
        let (status, received) = (response.status, response.object());
        if !status.is_success() {
            let text = |name: &str| received.get(name).and_then(Value::as_str).map(str::to_owned);
            let error = TokenError { status, error: text("error"), description: text("error_description") };
            return Err(FetchError::Rejected(error));
        }
        let (token, refresh_token) = Token::of(&received, sent).map_err(|why| format!("the token endpoint {why}"))?;
        if refresh_token.is_some() {
            context.refresh_token = refresh_token;
        }
        *self.context() = context;
        Ok(token)
    }

    fn context(&self) -> MutexGuard<'_, FetchContext> {
        self.state.context.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The URL of the token endpoint.
    async fn endpoint(&self, scheme: &Scheme, fetcher: &Fetcher, context: &mut FetchContext) -> Result<Url, String> {
        if let Some(url) = self.known_url(scheme) {
            return parsed(url).map_err(|why| format!("the token URL `{url}` {why}"));
        }
        if let Some(url) = &context.discovered {
            return Ok(url.clone());
        }
        let SchemeKind::OpenIdConnect(document) = scheme.kind else {
            return Err("there is no token URL".into());
        };
        let url = parsed(document).map_err(|why| format!("the discovery URL `{document}` {why}"))?;
        let is_secure = url.scheme() == "https";
        let request = fetch::request(Method::GET, url, HeaderMap::new(), Bytes::new());
        let response = fetcher.send(&request, "the discovery endpoint").await?;
        if !response.status.is_success() {
            return Err(format!("the discovery endpoint responded with {}", response.status));
        }
        let received = response.object();
        let found = received.get("token_endpoint").and_then(Value::as_str).and_then(|url| parsed(url).ok());
        let found = found.ok_or("the discovery document declares no token endpoint")?;
        // OpenID Connect Discovery 1.0, section 3, requires `https`: the document must not cause secrets to be sent unencrypted.
        if is_secure && found.scheme() != "https" {
            return Err("the discovery document declares a token endpoint without TLS".into());
        }
        context.discovered = Some(found.clone());
        Ok(found)
    }

    /// The request for a token.
    fn request(&self, url: Url, context: &FetchContext) -> Result<HttpRequest, String> {
        let mut form = Form::default();
        let (id, secret) = match &self.grant {
            Grant::Token(_) => return Err("a token set in code is not fetched".into()),
            Grant::ClientCredentials { id, secret } => {
                form.push("grant_type", "client_credentials");
                (Some(id), Some(secret))
            }
            Grant::RefreshToken { id, secret, token } => {
                form.push("grant_type", "refresh_token");
                form.push("refresh_token", context.refresh_token.as_ref().unwrap_or(token).expose());
                (Some(id), secret.as_ref())
            }
            Grant::Password { user, password, id, secret } => {
                form.push("grant_type", "password");
                form.push("username", user);
                form.push("password", password.expose());
                (id.as_ref(), secret.as_ref())
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
        match (id, secret) {
            (Some(id), Some(secret)) if !self.secret_in_body => {
                // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
                let pair = format!("{}:{}", encoded(id), encoded(secret.expose()));
                let value =
                    sensitive(&format!("Basic {}", STANDARD.encode(pair))).map_err(|error| error.to_string())?;
                headers.insert(AUTHORIZATION, value);
            }
            _ => {
                if let Some(id) = id {
                    form.push("client_id", id);
                }
                if let Some(secret) = secret {
                    form.push("client_secret", secret.expose());
                }
            }
        }
        Ok(fetch::request(Method::POST, url, headers, form.0.into()))
    }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    percent::encode_into(&mut encoded, text.as_bytes());
    encoded
}

/// The body of a form.
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
