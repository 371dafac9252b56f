//! Requests for further pages.

use reqwest::Url;
use serde_json::Value;

use crate::call::request::Request;
use crate::wire::percent;

impl Request {
    /// The last query parameter of this name.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let mut pairs = self.0.query.rsplit('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.find(|(key, _)| decoded(key) == name).map(|(_, value)| decoded(value))
    }

    /// Replaces the query parameters of this name.
    pub(crate) fn replace_query(mut self, name: &str, value: &str) -> Self {
        let others = self
            .0
            .query
            .split('&')
            .filter(|pair| !pair.is_empty() && decoded(pair.split('=').next().unwrap_or_default()) != name);
        self.0.query = others.collect::<Vec<_>>().join("&");
        self.push_query(name, value);
        self
    }

    /// The body as JSON; `null` without a body.
    pub(crate) fn json_body(&self) -> Option<Value> {
        let body = self.0.body.bytes()?;
        if body.is_empty() { Some(Value::Null) } else { serde_json::from_slice(body).ok() }
    }

    /// Replaces the URL by a reference relative to it. It must be on the same server, since credentials are sent.
    pub(crate) fn at(self, reference: &str) -> Self {
        let target = self.resolve(reference);
        self.at_target(target)
    }

    /// Replaces the URL by a reference relative to that of another request.
    pub(crate) fn at_of(self, other: &Self, reference: &str) -> Self {
        self.at_target(other.resolve(reference))
    }

    fn at_target(mut self, target: Result<(Url, Url), String>) -> Self {
        match target {
            Ok((from, to)) if from.origin() == to.origin() => self.0.url = Some(to),
            // Only the origin is shown, since the query may contain a key.
            Ok((_, to)) => {
                let origin = to.origin().ascii_serialization();
                self.refuse(format!("the URL is on another server, `{origin}`, which is not followed"), None);
            }
            Err(why) => self.refuse(format!("the URL is invalid: {why}"), None),
        }
        self
    }

    /// The URL, for comparison; empty if it is invalid.
    pub(crate) fn address(&self) -> String {
        self.full_url().map(String::from).unwrap_or_default()
    }

    /// Records a problem, so that the request is not sent.
    pub(crate) fn refused(mut self, why: &str) -> Self {
        self.refuse(why.to_owned(), None);
        self
    }

    fn resolve(&self, reference: &str) -> Result<(Url, Url), String> {
        let from = self.full_url()?;
        let mut to = from.join(reference).map_err(|error| error.to_string())?;
        to.set_fragment(None);
        Ok((from, to))
    }
}

fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&percent::decode(text)).into_owned()
}
