//! [`Base`]: the URL before the path, parsed once for all calls.

use std::fmt;

use reqwest::Url;

/// The URL before the path, without a slash at its end.
#[derive(Clone)]
pub(crate) struct Base {
    /// Scheme, host and port.
    origin: String,
    /// What stands before every path; empty, or it begins with a slash.
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

    /// What the path of every URL begins with.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The URL of a path and query.
    ///
    /// # Errors
    ///
    /// It would be sent as another one, or is none.
    pub(crate) fn url(&self, target: &str) -> Result<Url, String> {
        // Only what differs between calls is parsed: host and port are taken over. Where what comes of it is, byte by byte, what
        // was built, it is also what would come of parsing that as a whole.
        if let Ok(url) = self.root.join(target)
            && url.as_str().strip_prefix(&*self.origin) == Some(target)
        {
            return Ok(url);
        }
        let built = format!("{}{target}", self.origin);
        let url = Url::parse(&built).map_err(|error| format!("`{built}` is not a URL: {error}"))?;
        // A server without a path: RFC 3986, section 6.2.3, and every URL library, write the root as `/`.
        match url.as_str() == built || target == self.prefix {
            true => Ok(url),
            false => Err(format!("the URL `{built}` would be sent as `{url}`, which may be another resource")),
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
    fn a_url_is_what_was_built_or_refused() {
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
        // It begins like another host, and is a path all the same.
        check("http://a.b", "//c.d/e", Some("http://a.b//c.d/e"));
        check("http://a.b", "/\\c.d/e", None);
        check("http://a.b/v1", "/../c", None);
        check("http://a.b", "/%2e%2e/c", None);
    }
}
