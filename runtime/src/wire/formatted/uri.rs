//! URIs.

use reqwest::Url;

use crate::wire::formatted::format::{Format, Formatted};

/// An absolute URI or IRI (RFC 3986 §3, RFC 3987 §2; OpenAPI's formats `uri` and `iri`).
///
/// [`get`](Formatted::get) parses and normalizes it as browsers do (<https://url.spec.whatwg.org>); the string stays as it is.
///
/// ```
/// use specwright_runtime::Uri;
///
/// let home: Uri = "https://example.com".parse()?;
/// assert_eq!(home.get()?.join("a b").ok().map(String::from).as_deref(), Some("https://example.com/a%20b"));
/// assert_eq!(home.as_str(), "https://example.com");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Uri = Formatted<Url>;

impl Format for Url {
    const NAME: &'static str = "URI (RFC 3986)";

    fn read(string: &str) -> Result<Self, String> {
        Self::parse(string).map_err(|error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    #[test]
    fn uris() {
        let url = |string: &str| Url::parse(string).expect("it is a URL");
        for string in ["https://example.com/a?b#c", "urn:isbn:0451450523", "mailto:a@example.com", "spotify:track:1"] {
            check::<_, Url>(string, url(string));
        }
        check_reading::<_, Url>("HTTP://example.com", &url("http://example.com/"));
        check_reading::<_, Url>("http://bücher.example/é", &url("http://xn--bcher-kva.example/%C3%A9"));
        for string in ["", "/a", "example.com", "//example.com/a", "http://"] {
            check_refused::<Url, Url>(string);
        }
    }
}
