//! [`Paging`]: how an operation is paginated.

/// How an operation is paginated.
///
/// Generated crates declare it as a constant. Places in a body are JSON pointers (RFC 6901).
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
    pub(super) count_header: Option<&'static str>,
    pub(super) size: Option<&'static str>,
}

/// How the next page is requested.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// By a token of the previous page.
    Token(PageTo, PageFrom),
    /// By a URL of the previous page.
    Url(PageFrom),
    /// By the number of items so far.
    Offset(PageTo),
    /// By the number of the page.
    Number(PageTo, u64),
}

/// Where a request contains the position of its page.
#[derive(Clone, Copy, Debug)]
pub enum PageTo {
    /// A query parameter.
    Query(&'static str),
    /// A pointer in the JSON body.
    Body(&'static str),
}

/// Where a response contains the token or URL of the next page.
#[derive(Clone, Copy, Debug)]
pub enum PageFrom {
    /// A pointer in the body.
    Body(&'static str),
    /// A pointer in the last item.
    LastItem(&'static str),
    /// A header.
    Header(&'static str),
    /// The header `Link` with the relation `next` (RFC 8288).
    Link,
}

impl Paging {
    /// Requests the next page with a token of the previous one. A page without a token is the last.
    pub const fn token(to: PageTo, from: PageFrom) -> Self {
        Self::of(Next::Token(to, from))
    }

    /// Requests the next page by its URL, relative to that of the previous one. A page without a URL is the last.
    pub const fn url(from: PageFrom) -> Self {
        Self::of(Next::Url(from))
    }

    /// Requests the next page with the number of items before it. A page without items is the last.
    pub const fn offset(to: PageTo) -> Self {
        Self::of(Next::Offset(to))
    }

    /// Requests the next page with its number; the first page is number `first`. A page without items is the last.
    pub const fn number(to: PageTo, first: u64) -> Self {
        Self::of(Next::Number(to, first))
    }

    /// Sets the pointer to the list of items.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// Sets the pointer to a boolean that is `true` unless the page is the last.
    #[must_use]
    pub const fn more(mut self, pointer: &'static str) -> Self {
        self.more = Some(pointer);
        self
    }

    /// Sets the pointer to the total number of items, or, with [`number`](Self::number), of pages.
    #[must_use]
    pub const fn total(mut self, pointer: &'static str) -> Self {
        self.total = Some(pointer);
        self
    }

    /// With [`number`](Self::number): sets the pointer to the total number of items.
    #[must_use]
    pub const fn count(mut self, pointer: &'static str) -> Self {
        self.count = Some(pointer);
        self
    }

    /// With [`number`](Self::number) and [`offset`](Self::offset): sets the header that holds the total number of items.
    #[must_use]
    pub const fn count_header(mut self, name: &'static str) -> Self {
        self.count_header = Some(name);
        self
    }

    /// With [`count`](Self::count): sets the pointer to the size of a full page. By default it is that of the largest page
    /// so far.
    #[must_use]
    pub const fn size(mut self, pointer: &'static str) -> Self {
        self.size = Some(pointer);
        self
    }

    const fn of(next: Next) -> Self {
        Self { next, items: "", more: None, total: None, count: None, count_header: None, size: None }
    }
}
