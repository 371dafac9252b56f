//! [`Base`]: the base URL, parsed once for all calls.

use std::fmt;

use reqwest::Url;

/// A base URL without a trailing slash.
#[derive(Clone)]
pub(crate) struct Base {
    /// Scheme, host and port.
    origin: String,
    /// The path prefix: empty, or beginning with a slash.
    prefix: String,
    /// The origin as a URL.
    root: Url,
}

impl Base {
    /// A base of what [`server::base`](crate::call::server::base) has looked at.
    ///
    /// # Errors
    ///
    /// It is not a URL.
    pub(crate) fn of(text: &str) -> Result<Self, String> {
        let root = Url::parse(text).map_err(|error| format!("it is not a URL ({error})"))?;
        let host = text.find("://").map_or(0, |scheme| scheme + 3);
        let path = text.get(host..).and_then(|rest| rest.find('/')).map_or(text.len(), |path| host + path);
        let (origin, prefix) = text.split_at_checked(path).unwrap_or((text, ""));
        Ok(Self { origin: origin.to_owned(), prefix: prefix.to_owned(), root })
    }

    /// The prefix of every path.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The URL for a path and query.
    ///
    /// # Errors
    ///
    /// Fails if the URL is invalid, or if parsing would change it.
    pub(crate) fn url(&self, target: &str) -> Result<Url, String> {
        if !target.is_empty() && !target.starts_with('/') {
            return Err(format!(
                "the path `{target}` does not begin with a slash, so it would become part of the host"
            ));
        }
        // Parse only the target; scheme, host and port come from `root`. If the result equals the built string byte by
        // byte, parsing the whole string would give the same URL.
        if let Ok(url) = self.root.join(target)
            && url.as_str().strip_prefix(&*self.origin) == Some(target)
        {
            return Ok(url);
        }
        let built = format!("{}{target}", self.origin);
        // Without the query, whose values may be secrets.
        let path = |url: &str| url.split('?').next().unwrap_or_default().to_owned();
        let url = Url::parse(&built).map_err(|error| format!("`{}` is not a URL: {error}", path(&built)))?;
        // Without a path, URL libraries add a `/` (RFC 3986, section 6.2.3).
        match url.as_str() == built || target == self.prefix {
            true => Ok(url),
            false => Err(format!(
                "the URL `{}` would be normalized to `{}`, which may be another resource",
                path(&built),
                path(url.as_str())
            )),
        }
    }
}

impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn urls_that_parsing_would_change_are_rejected() {
        let check = |base: &str, target: &str, expected: Option<&str>| {
            let base = Base::of(base).expect("it is a URL");
            let url = base.url(&format!("{}{target}", base.prefix()));
            assert_eq!(url.ok().as_ref().map(|url| url.as_str()), expected, "{base:?} {target}");
        };
        check("http://a.b", "/c?d=e", Some("http://a.b/c?d=e"));
        check("http://a.b", "", Some("http://a.b/"));
        check("http://a.b/v1", "", Some("http://a.b/v1"));
        check("http://a.b:81/v1", "/c%2Fd", Some("http://a.b:81/v1/c%2Fd"));
        check("https://[::1]:81", "/c/", Some("https://[::1]:81/c/"));
        check("http://a.b", "?c=d", None);
        check("http://a.b", ".c/d", None);
        check("http://a.b", "@c.d/e", None);
        // Looks like another host, but is a path.
        check("http://a.b", "//c.d/e", Some("http://a.b//c.d/e"));
        check("http://a.b", "/\\c.d/e", None);
        check("http://a.b/v1", "/../c", None);
        check("http://a.b", "/%2e%2e/c", None);
    }
}
