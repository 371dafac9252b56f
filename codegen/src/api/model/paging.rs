//! How the pages of an operation follow each other.

use super::TypeId;

/// How the pages of an operation follow each other. Places in bodies are JSON pointers (RFC 6901).
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// How the next page is requested.
    pub next: NextPage,
    /// The place of the array of items.
    pub items: String,
    /// The type of an item.
    pub item: TypeId,
    /// The place that is `true` if another page follows.
    pub more: Option<String>,
    /// The place of the number of all items or, with numbered pages, of all pages.
    pub total: Option<String>,
    /// With numbered pages, the place of the number of all items.
    pub count: Option<String>,
    /// With offsets and numbered pages, the header of the number of all items.
    pub count_header: Option<String>,
    /// With numbered pages, the place of the number of items on a full page.
    pub size: Option<String>,
}

/// How the next page is requested.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NextPage {
    /// By a string or number of the previous page.
    Token(PageTo, PageFrom),
    /// By a URL of the previous page.
    Url(PageFrom),
    /// By the number of items so far.
    Offset(PageTo),
    /// By the page's number; the first page has this one.
    Number(PageTo, u64),
}

/// Where a request selects the page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PageTo {
    /// A query parameter.
    Query(String),
    /// A place in the body.
    Body(String),
}

/// Where a response has the token or URL of the next page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PageFrom {
    /// A place in the body.
    Body(String),
    /// A place in the last of the items.
    LastItem(String),
    /// A header.
    Header(String),
    /// The header `Link` (RFC 8288).
    Link,
}
