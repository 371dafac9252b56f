//! [`Token`]: an access token and its time.

use std::time::Duration;

use reqwest::header::HeaderValue;
use serde_json::{Map, Value};

use crate::call::auth::renewed::Life;
use crate::call::auth::sensitive;
use crate::transport::clock::Instant;
use crate::wire::secret::Secret;

/// How long before its end a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(60);

/// An access token.
pub(super) struct Token {
    /// The value of `Authorization`.
    pub(super) authorization: HeaderValue,
    /// Its time, if that ends.
    pub(super) life: Option<Life>,
}

impl Token {
    /// The token of a response that was asked for at `asked`, and the refresh token that comes with it (RFC 6749, section
    /// 5.1).
    ///
    /// # Errors
    ///
    /// Why there is none, to follow the words "the token endpoint".
    pub(super) fn of(received: &Map<String, Value>, asked: Instant) -> Result<(Self, Option<Secret>), String> {
        let text = |name: &str| received.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let token = text("access_token").ok_or("responded without an `access_token`")?;
        if let Some(kind) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(format!("gave a token of the type `{kind}`, which is not sent as a bearer's"));
        }
        let authorization = sensitive(&format!("Bearer {token}"));
        let authorization = authorization.map_err(|_| "gave a token with a character that a header cannot have")?;
        // Some send it as text.
        let life = received.get("expires_in").and_then(|life| life.as_f64().or_else(|| life.as_str()?.parse().ok()));
        let life = life.and_then(|life| Duration::try_from_secs_f64(life).ok());
        let life = life.and_then(|life| Life::new(asked, life, MARGIN.min(life / 10)));
        Ok((Self { authorization, life }, text("refresh_token").map(Secret::from)))
    }
}
