//! [`Target`]: method and URL of a request, for messages.

use std::fmt::{self, Display};

use reqwest::Url;

/// Where a request goes: its method and its URL, which has the names of its query parameters but not their values, since any
/// of them may be a secret.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) method: String,
    pub(crate) url: String,
}

impl Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)
    }
}

/// A reference, as by [`without_values`]; `None` for text that is neither a URL nor an absolute path.
pub(crate) fn shown(reference: &str) -> Option<String> {
    match Url::parse(reference) {
        Ok(url) => Some(without_values(&url)),
        Err(_) => reference.starts_with('/').then(|| reference.split(['?', '#']).next().unwrap_or_default().to_owned()),
    }
}

/// A URL without a user name, a password, a fragment, and the values of its query.
pub(crate) fn without_values(url: &Url) -> String {
    let mut shown = url.clone();
    // They fail for URLs that have no place for these.
    let _ = (shown.set_username(""), shown.set_password(None));
    shown.set_fragment(None);
    shown.set_query(None);
    let mut shown = String::from(shown);
    for (index, pair) in url.query().into_iter().flat_map(|query| query.split('&')).enumerate() {
        shown.push(if index == 0 { '?' } else { '&' });
        shown.push_str(pair.split('=').next().unwrap_or_default());
        shown.push_str(if pair.contains('=') { "=…" } else { "" });
    }
    shown
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::without_values;

    #[test]
    fn urls_are_shown_without_secrets() {
        let check = |url: &str, expected: &str| assert_eq!(without_values(&Url::parse(url).expect(url)), expected);
        check("https://a.b/c", "https://a.b/c");
        check("https://a.b/c?d=e&f&g=h=i#j", "https://a.b/c?d=…&f&g=…");
        check("https://k:l@a.b/", "https://a.b/");
    }
}
