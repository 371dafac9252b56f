//! `[operations.<operationId>.pages]`: how the pages of an operation's responses follow each other.

use serde::Deserialize;

/// How the pages of an operation's responses follow each other. Places in bodies are JSON pointers (RFC 6901).
///
/// ```toml
/// [operations.ListJobs.pages]
/// by = "token"            # or "url", "offset", "number"
/// parameter = "marker"    # of the query; or body = "/marker"
/// from = "/page/next"     # or from_header = "X-Next", from_last_item = "/id"
/// items = "/jobs"
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Keys")]
pub struct Pages {
    /// How the next page is requested.
    pub next: NextPage,
    /// The list of what is on a page. Default: the whole response.
    pub items: String,
    /// Where the response has `true` if another page follows.
    pub more: Option<String>,
    /// Where the response has the number of all items or, by number, of all pages.
    pub total: Option<String>,
    /// By number: where the response has the number of all items.
    pub count: Option<String>,
    /// By number: where the response has how many items a whole page has. Default: as many as came.
    pub size: Option<String>,
    /// The number of the first page. Default: 1.
    pub first: Option<u64>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// A token of the page before, in the parameter or at the place of the body.
    Token {
        /// The parameter.
        query: Option<String>,
        /// The place.
        body: Option<String>,
        /// Where the token is from.
        from: PageFrom,
    },
    /// A URL of the page before.
    Url(PageFrom),
    /// The number of items so far, in this parameter.
    Offset(String),
    /// The page's number, in this parameter.
    Number(String),
}

/// Where a response has the value that requests the next page.
#[derive(Clone, Debug)]
pub enum PageFrom {
    /// A place in the body.
    Body(String),
    /// A place in the last of the items.
    LastItem(String),
    /// A header.
    Header(String),
}

/// What may be written.
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
        let Keys { by, parameter, body, from, from_header, from_last_item, items, more, total, count, size, first } =
            keys;
        let from = match (from, from_header, from_last_item) {
            (Some(pointer), None, None) => Some(PageFrom::Body(pointer)),
            (None, Some(name), None) => Some(PageFrom::Header(name)),
            (None, None, Some(pointer)) => Some(PageFrom::LastItem(pointer)),
            (None, None, None) => None,
            _ => return Err("`from`, `from_header` and `from_last_item` exclude each other"),
        };
        let needs_from = "`token` and `url` need one of `from`, `from_header` and `from_last_item`";
        let needs_parameter = "`offset` and `number` need `parameter`, and nothing that they come from";
        let next = match (by, parameter, body, from) {
            (By::Token, None, None, _) | (By::Token, Some(_), Some(_), _) => {
                return Err("`token` needs either `parameter` or `body`");
            }
            (By::Token, query, body, from) => NextPage::Token { query, body, from: from.ok_or(needs_from)? },
            (By::Url, None, None, from) => NextPage::Url(from.ok_or(needs_from)?),
            (By::Url, ..) => return Err("`url` has no `parameter` and no `body`"),
            (By::Offset, Some(name), None, None) => NextPage::Offset(name),
            (By::Number, Some(name), None, None) => NextPage::Number(name),
            (By::Offset | By::Number, ..) => return Err(needs_parameter),
        };
        if first.is_some() && by != By::Number {
            return Err("`first` is of pages by `number`");
        }
        if (count.is_some() || size.is_some()) && by != By::Number {
            return Err("`count` and `size` are of pages by `number`");
        }
        if total.is_some() && count.is_some() {
            return Err("`total` is the number of all pages, `count` that of all items: one of them is enough");
        }
        if size.is_some() && count.is_none() {
            return Err("`size` says nothing without `count`");
        }
        Ok(Self { next, items, more, total, count, size, first })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn what_makes_no_sense_is_refused() {
        fn check(keys: &str, message: &str) {
            let diagnostics = Config::parse("api.toml", &format!("[operations.A.pages]\n{keys}\n")).unwrap_err();
            let diagnostic = diagnostics.iter().next().unwrap();
            assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
        }
        check("by = 'token'\nfrom = '/a'", "either `parameter` or `body`");
        check("by = 'token'\nparameter = 'a'", "need one of");
        check("by = 'url'\nfrom = '/a'\nfrom_header = 'b'", "exclude each other");
        check("by = 'offset'\nparameter = 'a'\nfirst = 0", "`first`");
        check("by = 'offset'\nparameter = 'a'\ncount = '/n'", "`count`");
        check("by = 'number'\nparameter = 'a'\nsize = '/n'", "`size`");
        check("by = 'number'\nparameter = 'a'\ncount = '/n'\ntotal = '/n'", "enough");
        check("by = 'number'", "need `parameter`");
        check("by = 'words'", "unknown variant");
        check("by = 'number'\nparameter = 'a'\nitem = '/x'", "unknown field");
        let config = Config::parse("api.toml", "[operations.A.pages]\nby = 'url'\nfrom_header = 'Link'\n").unwrap();
        let pages = config.operations.of("A").unwrap().pages.as_ref().unwrap();
        assert!(matches!(&pages.next, NextPage::Url(PageFrom::Header(name)) if name == "Link"));
    }
}
