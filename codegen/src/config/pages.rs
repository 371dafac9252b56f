//! `[operations.<operationId>.pages]`, and `[[pages]]`: the pagination of an operation, and of all with the same shape.

use serde::Deserialize;

/// The pagination of an operation. Places in bodies are JSON pointers (RFC 6901).
///
/// ```toml
/// [operations.ListJobs.pages]
/// by = "token"            # or "url", "offset", "number"
/// parameter = "marker"    # of the query; or body = "/marker"
/// from = "/page/next"     # or from_header = "X-Next", from_last_item = "/id"
/// items = "/jobs"
/// ```
///
/// `[[pages]]` has the same keys. The first one applies whose parameter the operation has, or whose header its response declares, and
/// whose places are in the bodies, unless the operation has a table of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Keys")]
pub struct Pages {
    /// How the next page is requested.
    pub next: NextPage,
    /// Where the response has the items of the page. Default: the whole response.
    pub items: String,
    /// Where the response has `true` if there is another page.
    pub more: Option<String>,
    /// Where the response has the total number of items or, with `by = "number"`, of pages.
    pub total: Option<String>,
    /// With `by = "number"`: where the response has the total number of items.
    pub count: Option<String>,
    /// With `by = "number"` and `by = "offset"`: the response header with the total number of items.
    pub count_header: Option<String>,
    /// With `by = "number"`: where the response has the page size. Default: the number of items on the page.
    pub size: Option<String>,
    /// The number of the first page. Default: 1.
    pub first: Option<u64>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// With a token of the previous page.
    Token(PageTo, PageFrom),
    /// With a URL of the previous page.
    Url(PageFrom),
    /// With the number of items so far.
    Offset(PageTo),
    /// With the page number.
    Number(PageTo),
}

/// Where a request selects the page.
#[derive(Clone, Debug)]
pub enum PageTo {
    /// A query parameter.
    Query(String),
    /// A place in the JSON body.
    Body(String),
}

/// Where a page has the token or URL of the next page.
#[derive(Clone, Debug)]
pub enum PageFrom {
    /// A place in the body.
    Body(String),
    /// A place in the last item.
    LastItem(String),
    /// A header.
    Header(String),
}

/// The keys of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    by: By,
    parameter: Option<String>,
    body: Option<String>,
    from: Option<String>,
    from_header: Option<String>,
    from_last_item: Option<String>,
    #[serde(default)]
    items: String,
    more: Option<String>,
    total: Option<String>,
    count: Option<String>,
    count_header: Option<String>,
    size: Option<String>,
    first: Option<u64>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum By {
    Token,
    Url,
    Offset,
    Number,
}

impl TryFrom<Keys> for Pages {
    type Error = &'static str;

    fn try_from(keys: Keys) -> Result<Self, &'static str> {
        let Keys { by, parameter, body, from, from_header, from_last_item, items, more, .. } = keys;
        let Keys { total, count, count_header, size, first, .. } = keys;
        let from = match (from, from_header, from_last_item) {
            (Some(pointer), None, None) => Some(PageFrom::Body(pointer)),
            (None, Some(name), None) => Some(PageFrom::Header(name)),
            (None, None, Some(pointer)) => Some(PageFrom::LastItem(pointer)),
            (None, None, None) => None,
            _ => return Err("use only one of `from`, `from_header` and `from_last_item`"),
        };
        let needs_from = "`by = \"token\"` and `by = \"url\"` need one of `from`, `from_header` and `from_last_item`";
        let needs_to = "`by = \"token\"`, `by = \"offset\"` and `by = \"number\"` need either `parameter` or `body`";
        let to = match (parameter, body) {
            (Some(name), None) => Some(PageTo::Query(name)),
            (None, Some(pointer)) => Some(PageTo::Body(pointer)),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(needs_to),
        };
        let next = match (by, to, from) {
            (By::Url, None, from) => NextPage::Url(from.ok_or(needs_from)?),
            (By::Url, ..) => return Err("`by = \"url\"` takes neither `parameter` nor `body`"),
            (_, None, _) => return Err(needs_to),
            (By::Token, Some(to), from) => NextPage::Token(to, from.ok_or(needs_from)?),
            (By::Offset, Some(to), None) => NextPage::Offset(to),
            (By::Number, Some(to), None) => NextPage::Number(to),
            (By::Offset | By::Number, ..) => return Err("`from` needs `by = \"token\"` or `by = \"url\"`"),
        };
        if first.is_some() && by != By::Number {
            return Err("`first` needs `by = \"number\"`");
        }
        if (count.is_some() || size.is_some()) && by != By::Number {
            return Err("`count` and `size` need `by = \"number\"`");
        }
        if count_header.is_some() && !matches!(by, By::Number | By::Offset) {
            return Err("`count_header` needs `by = \"number\"` or `by = \"offset\"`");
        }
        if total.is_some() && count.is_some() {
            return Err("use only one of `total`, the number of pages, and `count`, the number of items");
        }
        if size.is_some() && count.is_none() {
            return Err("`size` needs `count`");
        }
        Ok(Self { next, items, more, total, count, count_header, size, first })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn contradictory_keys_are_refused() {
        fn check(keys: &str, message: &str) {
            let diagnostics = Config::parse("api.toml", &format!("[operations.A.pages]\n{keys}\n")).unwrap_err();
            let diagnostic = diagnostics.iter().next().unwrap();
            assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
        }
        check("by = 'token'\nfrom = '/a'", "either `parameter` or `body`");
        check("by = 'token'\nparameter = 'a'", "need one of");
        check("by = 'url'\nfrom = '/a'\nfrom_header = 'b'", "use only one");
        check("by = 'offset'\nparameter = 'a'\nfirst = 0", "`first`");
        check("by = 'offset'\nparameter = 'a'\ncount = '/n'", "`count`");
        check("by = 'number'\nparameter = 'a'\nsize = '/n'", "`size`");
        check("by = 'number'\nparameter = 'a'\ncount = '/n'\ntotal = '/n'", "only one of `total`");
        check("by = 'number'", "need either `parameter` or `body`");
        check("by = 'offset'\nparameter = 'a'\nbody = '/a'", "need either `parameter` or `body`");
        check("by = 'offset'\nparameter = 'a'\nfrom = '/a'", "`from` needs");
        check("by = 'url'\nfrom = '/a'\ncount_header = 'n'", "`count_header` needs");
        check("by = 'words'", "unknown variant");
        check("by = 'number'\nparameter = 'a'\nitem = '/x'", "unknown field");
        let config = Config::parse("api.toml", "[operations.A.pages]\nby = 'url'\nfrom_header = 'Link'\n").unwrap();
        let pages = config.operations.of("A").unwrap().pages.as_ref().unwrap();
        assert!(matches!(&pages.next, NextPage::Url(PageFrom::Header(name)) if name == "Link"));
    }
}
