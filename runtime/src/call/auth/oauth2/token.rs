//! [`Token`]: an access token and its lifetime.

use std::time::Duration;

use reqwest::header::HeaderValue;
use serde_json::{Map, Value};

use crate::call::auth::expiring_cache::Lifetime;
use crate::call::auth::sensitive;
use crate::transport::clock::Instant;
use crate::wire::secret::Secret;

/// How long before its expiry a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(60);

/// An access token.
pub(super) struct Token {
    /// The value of `Authorization`.
    pub(super) authorization: HeaderValue,
    /// Its lifetime, if it expires.
    pub(super) lifetime: Option<Lifetime>,
}

impl Token {
    /// Reads the token, and the refresh token if there is one, from a response to a request sent at `sent` (RFC 6749, section
    /// 5.1).
    ///
    /// # Errors
    ///
    /// Returns the problem, as a predicate to follow "the token endpoint".
    pub(super) fn of(received: &Map<String, Value>, sent: Instant) -> Result<(Self, Option<Secret>), String> {
        let text = |name: &str| received.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let token = text("access_token").ok_or("responded without an `access_token`")?;
        if let Some(kind) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(format!("returned a token of type `{kind}`, not a bearer token"));
        }
        let authorization = sensitive(&format!("Bearer {token}"));
        let authorization =
            authorization.map_err(|_| "returned a token with a character that is not allowed in a header")?;
        // Some servers send a string.
        let life = received.get("expires_in").and_then(|life| life.as_f64().or_else(|| life.as_str()?.parse().ok()));
        let life = life.and_then(|life| Duration::try_from_secs_f64(life).ok());
        let lifetime = life.and_then(|life| Lifetime::new(sent, life, MARGIN.min(life / 10)));
        Ok((Self { authorization, lifetime }, text("refresh_token").map(Secret::from)))
    }
}
