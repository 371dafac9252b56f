//! Where the API is.

use serde_json::Value;

use super::content::media_types;

/// `host`, `basePath` and `schemes` (Swagger Object), which are one URL in 3.0.
pub(super) struct Servers {
    host: Option<String>,
    base_path: String,
    schemes: Vec<String>,
}

impl Servers {
    /// Those of a document.
    pub fn new(document: &Value) -> Self {
        let text = |key: &str| document.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let base_path = text("basePath").unwrap_or_default().trim_end_matches('/');
        let slash = if base_path.is_empty() || base_path.starts_with('/') { "" } else { "/" };
        Self {
            // Some write the whole URL where only the host belongs.
            host: text("host")
                .map(|host| host.split_once("://").map_or(host, |(_, host)| host).trim_end_matches('/').to_owned()),
            base_path: format!("{slash}{base_path}"),
            schemes: media_types(document, "schemes").unwrap_or_default(),
        }
    }

    /// The URLs of the document.
    pub fn of_document(&self) -> Vec<String> {
        match &self.host {
            Some(host) => self.urls(host, &self.schemes),
            None if self.base_path.is_empty() => Vec::new(),
            None => vec![self.base_path.clone()],
        }
    }

    /// The URLs of an operation with schemes of its own, if calls of it go elsewhere.
    pub fn of_operation(&self, schemes: &[String]) -> Vec<String> {
        let Some(host) = &self.host else { return Vec::new() };
        let urls = self.urls(host, schemes);
        if urls.first() == self.urls(host, &self.schemes).first() { Vec::new() } else { urls }
    }

    /// HTTPS is first, since credentials are sent to the first server by default. It is also the default if no scheme is
    /// listed: the default of 2.0, the scheme by which the document was fetched, is not known here.
    fn urls(&self, host: &str, schemes: &[String]) -> Vec<String> {
        let mut schemes: Vec<&str> =
            schemes.iter().map(String::as_str).filter(|scheme| !scheme.starts_with("ws")).collect();
        schemes.sort_by_key(|scheme| *scheme != "https");
        if schemes.is_empty() {
            schemes.push("https");
        }
        schemes.iter().map(|scheme| format!("{scheme}://{host}{}", self.base_path)).collect()
    }
}
