//! How the pages of an operation follow each other.

use super::TypeId;

/// How the pages of an operation follow each other. Places in bodies are JSON pointers (RFC 6901).
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// What the next page is asked for with.
    pub next: NextPage,
    /// The place of the list of what is on a page.
    pub items: String,
    /// The type of what is on a page.
    pub item: TypeId,
    /// The place that has `true` where another page follows.
    pub more: Option<String>,
    /// The place of the number of all items or, with numbered pages, of all pages.
    pub total: Option<String>,
    /// With numbered pages, the place of the number of all items.
    pub count: Option<String>,
    /// With numbered pages, the place of how many items a whole page has.
    pub size: Option<String>,
}

/// What the next page is asked for with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NextPage {
    /// A text or number of the page before.
    Token(PageTo, PageFrom),
    /// A URL of the page before.
    Url(PageFrom),
    /// How many items there were so far.
    Offset(PageTo),
    /// The page's number, where the first has this one.
    Number(PageTo, u64),
}

/// Where a request says which page it is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PageTo {
    /// A parameter of the query.
    Query(String),
    /// A place in the body.
    Body(String),
}

/// Where a response says what the next page is asked for with.
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
