//! Asking a token endpoint, and before it the discovery document that names it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::HeaderMap;
use crate::call::auth::inquiry::{self, InquiryError, ask};
use crate::call::auth::oauth2::token::Token;
use crate::call::auth::oauth2::{Fetching, Grant, OAuth2, TokenError};
use crate::call::auth::sensitive;
use crate::call::description::{Scheme, SchemeKind};
use crate::call::retry::Retry;
use crate::transport::clock::Instant;
use crate::transport::{HttpRequest, Transport};
use crate::wire::percent;

impl OAuth2 {
    /// A new token.
    pub(super) async fn fetched(
        &self,
        scheme: &Scheme,
        transport: &dyn Transport,
        fetching: &mut Fetching,
    ) -> Result<Token, InquiryError<TokenError>> {
        let url = self.endpoint(scheme, transport, fetching).await?;
        let request = self.request(url, fetching)?;
        let asked = Instant::now();
        let reply = ask(transport, &request, &Retry::default(), "the token endpoint").await?;
        let (status, received) = (reply.status, reply.object());
        if !status.is_success() {
            let text = |name: &str| received.get(name).and_then(Value::as_str).map(str::to_owned);
            let refused = TokenError { status, error: text("error"), description: text("error_description") };
            return Err(InquiryError::Refused(refused));
        }
        let (token, refresh_token) = Token::of(&received, asked).map_err(|why| format!("the token endpoint {why}"))?;
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
    ) -> Result<Url, String> {
        if let Some(url) = self.known_url(scheme) {
            return parsed(url).map_err(|why| format!("the token URL `{url}` {why}"));
        }
        if let Some(url) = &fetching.discovered {
            return Ok(url.clone());
        }
        let SchemeKind::OpenIdConnect(document) = scheme.kind else {
            return Err("there is no token URL".into());
        };
        let url = parsed(document).map_err(|why| format!("the discovery URL `{document}` {why}"))?;
        let is_secure = url.scheme() == "https";
        let request = inquiry::request(Method::GET, url, HeaderMap::new(), Bytes::new());
        let reply = ask(transport, &request, &Retry::default(), "the discovery document").await?;
        if !reply.status.is_success() {
            return Err(format!("the discovery document was responded with {}", reply.status));
        }
        let received = reply.object();
        let found = received.get("token_endpoint").and_then(Value::as_str).and_then(|url| parsed(url).ok());
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
    fn request(&self, url: Url, fetching: &Fetching) -> Result<HttpRequest, String> {
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
                let value =
                    sensitive(&format!("Basic {}", STANDARD.encode(pair))).map_err(|error| error.to_string())?;
                headers.insert(AUTHORIZATION, value);
            }
            _ => {
                form.push("client_id", id);
                if let Some(secret) = secret {
                    form.push("client_secret", secret.expose());
                }
            }
        }
        Ok(inquiry::request(Method::POST, url, headers, form.0.into()))
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
