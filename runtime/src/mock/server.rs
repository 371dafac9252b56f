//! [`Server`]: HTTP on a port of this machine, on a thread of its own, so that it serves tests of any kind.

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

use crate::mock::expected::pairs;
use crate::mock::mock_server::State;
use crate::mock::named::OPERATION;
use crate::mock::received::Received;
use crate::mock::rule::Reply;

/// A server, until it is dropped.
pub(super) struct Server {
    url: String,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// # Errors
    ///
    /// There is no port, or no thread.
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
        // The server's thread waits for nobody.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves until whoever may say so stops it.
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
    // It ends as an error when the sender is dropped; then the connections end with the runtime.
    let _ = runtime.block_on(stopped);
}

async fn respond(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Piece>, hyper::Error> {
    let (head, mut incoming) = request.into_parts();
    let mut body = Vec::new();
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut incoming).poll_frame(context)).await {
        // Fields behind the body are passed over.
        if let Ok(data) = frame?.into_data() {
            body.extend_from_slice(&data);
        }
    }
    let mut headers = head.headers;
    let operation = headers.remove(OPERATION).map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
    let received = Received {
        operation,
        method: head.method,
        path: head.uri.path().to_owned(),
        query: pairs(head.uri.query().unwrap_or_default()),
        headers,
        body: body.into(),
    };
    let Reply { status, headers, body, delay, broken } = state.reply(received).await;
    tokio::time::sleep(delay).await;
    let mut response = Response::new(Piece { bytes: Some(body), broken });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The body of a response: a piece, after which the connection may break.
struct Piece {
    bytes: Option<Bytes>,
    broken: bool,
}

impl Body for Piece {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let broken = self.broken;
        Poll::Ready(match self.bytes.take() {
            // The rest is never sent.
            Some(mut bytes) if broken => Some(Ok(Frame::data(bytes.split_to(bytes.len() / 2)))),
            Some(bytes) if !bytes.is_empty() => Some(Ok(Frame::data(bytes))),
            Some(_) => None,
            None if broken => Some(Err(io::Error::other("this response breaks here"))),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        !self.broken && self.bytes.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        // Of what breaks, a byte at least is missing.
        SizeHint::with_exact(if self.broken { length + 1 } else { length })
    }
}
