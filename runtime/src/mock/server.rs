//! [`Server`]: an HTTP server on a loopback port. It has its own thread, so that it serves async and blocking tests.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener as StdListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::mock::mapping::MockResponse;
use crate::mock::operation_header::OPERATION;
use crate::mock::received::ReceivedRequest;
use crate::mock::request_matcher::pairs;
use crate::mock::state::State;

/// A running server, which stops when it is dropped.
pub(super) struct Server {
    url: String,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Errors
    ///
    /// Fails if no port can be bound or no thread can be started.
    pub(super) fn start(state: Arc<State>) -> io::Result<Self> {
        let listener = StdListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || serve(&runtime, listener, &state, stopped);
        let thread = thread::Builder::new().name("specwright-mock".into()).spawn(serve)?;
        Ok(Self { url, stop: Some(stop), thread: Some(thread) })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        // The thread ends without waiting for connections.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves until the sender of `stopped` is dropped.
fn serve(runtime: &Runtime, listener: StdListener, state: &Arc<State>, stopped: oneshot::Receiver<Infallible>) {
    let state = Arc::clone(state);
    runtime.spawn(async move {
        let Ok(listener) = TcpListener::from_std(listener) else { return };
        while let Ok((stream, _)) = listener.accept().await {
            let state = Arc::clone(&state);
            let service = service_fn(move |request| respond(Arc::clone(&state), request));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    // Returns an error when the sender is dropped; then the connections end with the runtime.
    let _ = runtime.block_on(stopped);
}

async fn respond(state: Arc<State>, request: Request<Incoming>) -> Result<Response<ResponseBody>, hyper::Error> {
    let (head, mut incoming) = request.into_parts();
    let mut body = Vec::new();
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut incoming).poll_frame(context)).await {
        // Trailers are ignored.
        if let Ok(data) = frame?.into_data() {
            body.extend_from_slice(&data);
        }
    }
    let mut headers = head.headers;
    let operation = headers.remove(OPERATION).map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
    let received = ReceivedRequest {
        operation,
        method: head.method,
        path: head.uri.path().to_owned(),
        query: pairs(head.uri.query().unwrap_or_default()),
        headers,
        body: body.into(),
    };
    let MockResponse { status, headers, body, delay, broken } = state.reply(received).await;
    tokio::time::sleep(delay).await;
    let mut response = Response::new(ResponseBody { bytes: Some(body), broken });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The body of a response: one chunk, after which the connection may break.
struct ResponseBody {
    bytes: Option<Bytes>,
    broken: bool,
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let broken = self.broken;
        Poll::Ready(match self.bytes.take() {
            // The rest is never sent.
            Some(mut bytes) if broken => Some(Ok(Frame::data(bytes.split_to(bytes.len() / 2)))),
            Some(bytes) if !bytes.is_empty() => Some(Ok(Frame::data(bytes))),
            Some(_) => None,
            None if broken => Some(Err(io::Error::other("the stub breaks the connection"))),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        !self.broken && self.bytes.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        // A broken response is at least one byte short.
        SizeHint::with_exact(if self.broken { length + 1 } else { length })
    }
}
