//! [`Paging`]: how an operation's pages follow each other.

/// How the pages of an operation follow each other.
///
/// Places in a body are JSON pointers (RFC 6901).
///
/// ```
/// use specwright_runtime::pages::{PageFrom, PageTo, Paging};
///
/// static JOBS: Paging = Paging::token(PageTo::Query("marker"), PageFrom::Body("/page/next")).items("/jobs");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(super) next: Next,
    pub(super) items: &'static str,
    pub(super) more: Option<&'static str>,
    pub(super) total: Option<&'static str>,
    pub(super) count: Option<&'static str>,
    pub(super) size: Option<&'static str>,
}

/// What the next page is asked for with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// A text or number of the page before.
    Token(PageTo, PageFrom),
    /// A URL of the page before.
    Url(PageFrom),
    /// How many items there were so far.
    Offset(PageTo),
    /// The page's number.
    Number(PageTo, u64),
}

/// Where a request says which page it is for.
#[derive(Clone, Copy, Debug)]
pub enum PageTo {
    /// A parameter of the query.
    Query(&'static str),
    /// A place in the body, which is JSON.
    Body(&'static str),
}

/// Where a response says what the next page is asked for with.
#[derive(Clone, Copy, Debug)]
pub enum PageFrom {
    /// A place in the body.
    Body(&'static str),
    /// A place in the last of the items.
    LastItem(&'static str),
    /// A header.
    Header(&'static str),
    /// The header `Link`, where the relation is `next` (RFC 8288).
    Link,
}

impl Paging {
    /// The next page is asked for with a token of the page before. The page without one is the last.
    pub const fn token(to: PageTo, from: PageFrom) -> Self {
        Self::of(Next::Token(to, from))
    }

    /// The next page has a URL, relative to that of the page before. The page without one is the last.
    pub const fn url(from: PageFrom) -> Self {
        Self::of(Next::Url(from))
    }

    /// The next page is asked for with the number of items before it. The page without items is the last.
    pub const fn offset(to: PageTo) -> Self {
        Self::of(Next::Offset(to))
    }

    /// The next page is asked for with its number, where the first page has the number `first`. The page without items is
    /// the last.
    pub const fn number(to: PageTo, first: u64) -> Self {
        Self::of(Next::Number(to, first))
    }

    /// The items of a page are in the list at this place.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// A page is the last where there is not `true` at this place.
    #[must_use]
    pub const fn more(mut self, pointer: &'static str) -> Self {
        self.more = Some(pointer);
        self
    }

    /// At this place is how many items there are on all pages, or with [`number`](Self::number) how many pages.
    #[must_use]
    pub const fn total(mut self, pointer: &'static str) -> Self {
        self.total = Some(pointer);
        self
    }

    /// With [`number`](Self::number): at this place is how many items there are on all pages.
    #[must_use]
    pub const fn count(mut self, pointer: &'static str) -> Self {
        self.count = Some(pointer);
        self
    }

    /// With [`count`](Self::count): at this place is how many items a whole page has. Without, as many as came.
    #[must_use]
    pub const fn size(mut self, pointer: &'static str) -> Self {
        self.size = Some(pointer);
        self
    }

    const fn of(next: Next) -> Self {
        Self { next, items: "", more: None, total: None, count: None, size: None }
    }
}
