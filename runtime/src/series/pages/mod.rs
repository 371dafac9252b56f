//! [`Pages`] and [`Items`]: responses that come in pages, one after another.

mod next;
mod paging;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::call::error::{DecodeFailure, Error, Failure, ReceivedResponse};
use crate::call::future::{finish, refused};
use crate::call::request::Request;
use crate::call::request::exchange::exchange;
use crate::call::response::Decode;
use crate::transport::BoxFuture;
use crate::wire::json;

pub use crate::series::pages::paging::{PageFrom, PageTo, Paging};

/// The pages of a response, each a `T`, in order. Each is asked for when it is wanted; dropping this ends it.
///
/// After an error there are no more pages. It is a [`Stream`] too, for those who have its extensions at hand.
#[must_use = "pages are asked for by `next`"]
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

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// See [`Error`]. It is [invalid_request](Error::InvalidRequest) to ask for a page of which the response before does not say
    /// enough, or that would be asked for at another server.
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

/// What is on the pages of a response, each an `I`, in order. Pages are asked for as they are needed.
///
/// After an error there is nothing more. It is a [`Stream`] too, for those who have its extensions at hand.
#[must_use = "items are asked for by `next`"]
pub struct Items<I, E = ()> {
    pager: Pager,
    page: VecDeque<I>,
    items: Read<I, E>,
}

/// How the items at a place in a response are read.
type Read<I, E> = fn(ReceivedResponse, &'static str) -> Result<Vec<I>, Error<E>>;

impl<I: DeserializeOwned, E> Items<I, E> {
    pub(crate) fn new<F: Decode<Value = E>>(request: Request, paging: &'static Paging) -> Self {
        Self { pager: Pager::new(request, paging), page: VecDeque::new(), items: items::<I, F> }
    }
}

impl<I, E> Items<I, E> {
    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// As for [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<I, Error<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// All that is left, in memory.
    ///
    /// # Errors
    ///
    /// As for [`Pages::next`]; what had come before is gone.
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

/// The items in a response.
fn items<I: DeserializeOwned, F: Decode>(
    received: ReceivedResponse,
    pointer: &'static str,
) -> Result<Vec<I>, Error<F::Value>> {
    if received.cut.is_some() || !received.response.status.is_success() {
        // What is wrong is said as for any call.
        return finish::<Nothing<I>, F>(received);
    }
    if received.is_error(&|name| has_step(pointer, name)) {
        return Err(refused::<F>(received));
    }
    match json::at(&received.response.body, pointer) {
        Ok(items) => Ok(items.unwrap_or_default()),
        Err(error) => Err(Error::Decode(Box::new(DecodeFailure::new(received, error)))),
    }
}

/// Whether a place is inside the member `name`.
fn has_step(pointer: &str, name: &str) -> bool {
    pointer.split('/').nth(1).is_some_and(|step| step.replace("~1", "/").replace("~0", "~") == name)
}

/// A body that is not looked at.
struct Nothing<I>(std::marker::PhantomData<I>);

impl<I> Decode for Nothing<I> {
    type Value = Vec<I>;

    fn decode(_: &crate::call::response::RawResponse) -> Result<Vec<I>, crate::wire::decode_error::DecodeError> {
        Ok(Vec::new())
    }
}

/// The responses one after another, whatever is made of them.
struct Pager {
    paging: &'static Paging,
    /// What is sent next; nothing after the last page.
    request: Option<Request>,
    /// The page that is under way, and what it was asked for with.
    under_way: Option<(Request, BoxFuture<'static, Result<ReceivedResponse, Failure>>)>,
}

impl Pager {
    fn new(request: Request, paging: &'static Paging) -> Self {
        Self { paging, request: Some(request), under_way: None }
    }

    fn end(&mut self) {
        (self.request, self.under_way) = (None, None);
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<ReceivedResponse, Failure>>> {
        if let Some(request) = self.request.take() {
            let call = Box::pin(exchange(request.clone()));
            self.under_way = Some((request, call));
        }
        let Some((_, call)) = &mut self.under_way else { return Poll::Ready(None) };
        let received = ready!(call.as_mut().poll(context));
        if let (Ok(received), Some((request, _))) = (&received, self.under_way.take())
            && received.response.status.is_success()
        {
            self.request = next::next(self.paging, request, &received.response);
        }
        Poll::Ready(Some(received))
    }
}
