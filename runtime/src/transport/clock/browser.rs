//! The clock and the timers of a browser.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use js_sys::{Function, Promise, Reflect};
use tokio::sync::oneshot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A point in time: since 1970.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Instant(Duration);

impl Instant {
    pub(crate) fn now() -> Self {
        Self(Duration::try_from_secs_f64(js_sys::Date::now() / 1_000.0).unwrap_or_default())
    }

    pub(crate) fn checked_add(self, time: Duration) -> Option<Self> {
        self.0.checked_add(time).map(Self)
    }

    pub(crate) fn saturating_duration_since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// The current date and time.
pub(crate) fn date() -> SystemTime {
    SystemTime::UNIX_EPOCH + Instant::now().0
}

/// Sleeps. Objects of the browser stay on its thread; the future that is awaited may move to another.
pub(crate) async fn sleep(time: Duration) {
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        let mut begin = |resolve: Function, _: Function| {
            let timer = Reflect::get(&js_sys::global(), &"setTimeout".into());
            let millis = JsValue::from_f64(time.as_secs_f64() * 1_000.0);
            // Without timers, it does not sleep.
            let timer = timer.and_then(|timer| timer.dyn_into::<Function>());
            if timer.and_then(|timer| timer.call2(&JsValue::UNDEFINED, &resolve, &millis)).is_err() {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        };
        let _ = JsFuture::from(Promise::new(&mut begin)).await;
        let _ = sender.send(());
    });
    let _ = receiver.await;
}

/// The output of `future`; `None` if it does not complete before `end`.
pub(super) async fn before<T>(end: Instant, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut timer = pin!(sleep(end.saturating_duration_since(Instant::now())));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}
