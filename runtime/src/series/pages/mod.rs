//! [`Pages`] and [`Items`]: paginated responses.

mod next;
mod paging;
mod seen;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::call::error::{DecodeFailure, Error, Failure, ReceivedResponse};
use crate::call::future::{finish, service_error};
use crate::call::request::Request;
use crate::call::request::exchange::exchange;
use crate::call::response::{Decode, RawResponse};
use crate::series::pages::seen::Seen;
use crate::transport::BoxFuture;
use crate::wire::json;

pub use crate::series::pages::paging::{PageFrom, PageTo, Paging};

impl Request {
    /// Returns the pages of a paginated operation, which are requested on demand. Each is decoded as by [`send`](Self::send).
    pub fn pages<D: Decode, E: Decode>(self, paging: &'static Paging) -> Pages<D::Value, E::Value> {
        Pages::new::<D, E>(self.accepting::<D, E>(), paging)
    }

    /// Returns the items of a paginated operation, whose pages are requested on demand.
    pub fn items<I: DeserializeOwned, E: Decode>(self, paging: &'static Paging) -> Items<I, E::Value> {
        Items::new::<E>(self, paging)
    }
}

/// The pages of a paginated operation, each a `T`. Each page is requested on demand.
///
/// It ends after the first error. It is also a [`Stream`].
#[must_use = "pages are requested by `next`"]
pub struct Pages<T, E = ()> {
    pager: Pager,
    finish: fn(ReceivedResponse) -> Result<T, Error<E>>,
}

impl<T, E> Pages<T, E> {
    pub(crate) fn new<D, F>(request: Request, paging: &'static Paging) -> Self
    where
        D: Decode<Value = T>,
        F: Decode<Value = E>,
    {
        Self { pager: Pager::new(request, paging), finish: finish::<D, F> }
    }

    /// Sets how many pages in a row may be empty, although the service announces further ones. The default is 100.
    pub fn empty_pages(mut self, most: u32) -> Self {
        self.pager.most_empty = most;
        self
    }

    /// Sets whether the token or URL of the next page may be one that was used before, as with services whose tokens only name a
    /// session. By default it may not, since the pages would go round in a circle.
    pub fn repeated_tokens(mut self, allowed: bool) -> Self {
        self.pager.seen.may_repeat = allowed;
        self
    }

    /// Requests the next page; returns `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`] as a call does. It is an [`Error::InvalidRequest`] if the previous response does not contain what
    /// is needed to request the next page, if that is on another server or was requested before, or if too many pages in a row
    /// were empty.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T, E> Stream for Pages<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let finish = self.finish;
        let received = ready!(self.pager.poll_next(context));
        let page = received.map(|received| finish(received?));
        if matches!(page, Some(Err(_))) {
            self.pager.end();
        }
        Poll::Ready(page)
    }
}

impl<T, E> fmt::Debug for Pages<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages(..)")
    }
}

/// The items of a paginated operation, each an `I`. Pages are requested on demand.
///
/// It ends after the first error. It is also a [`Stream`].
#[must_use = "items are requested by `next`"]
pub struct Items<I, E = ()> {
    pager: Pager,
    page: VecDeque<I>,
    items: ReadItems<I, E>,
}

/// Decodes the items at a pointer of a response.
type ReadItems<I, E> = fn(ReceivedResponse, &'static str) -> Result<Vec<I>, Error<E>>;

impl<I: DeserializeOwned, E> Items<I, E> {
    pub(crate) fn new<F: Decode<Value = E>>(request: Request, paging: &'static Paging) -> Self {
        Self { pager: Pager::new(request, paging), page: VecDeque::new(), items: items::<I, F> }
    }
}

impl<I, E> Items<I, E> {
    /// Sets how many pages in a row may be empty; see [`Pages::empty_pages`].
    pub fn empty_pages(mut self, most: u32) -> Self {
        self.pager.most_empty = most;
        self
    }

    /// Sets whether the token or URL of the next page may be one that was used before; see [`Pages::repeated_tokens`].
    pub fn repeated_tokens(mut self, allowed: bool) -> Self {
        self.pager.seen.may_repeat = allowed;
        self
    }

    /// Returns the next item, and `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails as [`Pages::next`] does.
    pub async fn next(&mut self) -> Option<Result<I, Error<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    ///
    /// Fails as [`Pages::next`] does; the items received before are dropped.
    pub async fn all(mut self) -> Result<Vec<I>, Error<E>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error<E>>>> {
        loop {
            if let Some(item) = self.page.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(received) = ready!(self.pager.poll_next(context)) else { return Poll::Ready(None) };
            let pointer = self.pager.paging.items;
            match received.map_err(Error::from).and_then(|received| (self.items)(received, pointer)) {
                Ok(items) => self.page = items.into(),
                Err(error) => {
                    self.pager.end();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<I: Unpin, E> Stream for Items<I, E> {
    type Item = Result<I, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<I, E> fmt::Debug for Items<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("at_hand", &self.page.len()).finish_non_exhaustive()
    }
}

/// Decodes the items of a response.
fn items<I: DeserializeOwned, F: Decode>(
    received: ReceivedResponse,
    pointer: &'static str,
) -> Result<Vec<I>, Error<F::Value>> {
    if received.cut.is_some() || !received.response.status.is_success() {
        // Errors are reported as for any call.
        return finish::<IgnoredBody<I>, F>(received);
    }
    if received.is_error(&|name| has_step(pointer, name)) {
        return Err(service_error::<F>(received));
    }
    match json::at(&received.response.body, pointer) {
        Ok(items) => Ok(items.unwrap_or_default()),
        Err(error) => Err(Error::Decode(Box::new(DecodeFailure::new(received, error)))),
    }
}

/// Whether a pointer begins with the property `name`.
fn has_step(pointer: &str, name: &str) -> bool {
    pointer.split('/').nth(1).is_some_and(|step| step.replace("~1", "/").replace("~0", "~") == name)
}

/// A decoder that ignores the body.
struct IgnoredBody<I>(std::marker::PhantomData<I>);

impl<I> Decode for IgnoredBody<I> {
    type Value = Vec<I>;

    fn decode(_: &RawResponse) -> Result<Vec<I>, crate::wire::decode_error::DecodeError> {
        Ok(Vec::new())
    }
}

/// How many pages in a row may be empty by default: services filter the items of a page after they have cut it.
const MOST_EMPTY: u32 = 100;

/// The responses of all pages, not decoded.
struct Pager {
    paging: &'static Paging,
    /// The next request; `None` after the last page.
    request: Option<Request>,
    seen: Seen,
    /// How many pages in a row were empty, and how many may be.
    empty: u32,
    most_empty: u32,
    /// The call in flight, and its request.
    in_flight: Option<(Request, BoxFuture<'static, Result<ReceivedResponse, Failure>>)>,
}

impl Pager {
    fn new(request: Request, paging: &'static Paging) -> Self {
        let seen = Seen::default();
        Self { paging, request: Some(request), seen, empty: 0, most_empty: MOST_EMPTY, in_flight: None }
    }

    fn end(&mut self) {
        (self.request, self.in_flight) = (None, None);
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<ReceivedResponse, Failure>>> {
        if let Some(request) = self.request.take() {
            let call = Box::pin(exchange(request.clone()));
            self.in_flight = Some((request, call));
        }
        let Some((_, call)) = &mut self.in_flight else { return Poll::Ready(None) };
        let received = ready!(call.as_mut().poll(context));
        if let (Ok(received), Some((request, _))) = (&received, self.in_flight.take())
            && received.response.status.is_success()
        {
            self.request = next::next(self.paging, request, &received.response, &mut self.seen);
            self.count_empty(&received.response);
        }
        Poll::Ready(Some(received))
    }

    /// Refuses the next request if too many pages in a row were empty.
    fn count_empty(&mut self, page: &RawResponse) {
        let Some(request) = self.request.take() else { return };
        self.empty = if next::is_empty(self.paging, page) { self.empty.saturating_add(1) } else { 0 };
        self.request = Some(match self.empty > self.most_empty {
            true => request.refused(&format!(
                "the service returned {} empty pages in a row, and announces another one (`empty_pages` allows more)",
                self.empty
            )),
            false => request,
        });
    }
}
