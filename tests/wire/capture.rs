//! [`Capture`]: a transport that records requests and sends nothing, for hosts that are not reachable in tests.

use std::sync::{Arc, Mutex};

use specwright_runtime::transport::{Body, BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use specwright_runtime::{HeaderMap, StatusCode};

use crate::server::Received;

/// Records the requests, and responds to each with an empty object.
#[derive(Clone, Debug, Default)]
pub struct Capture(Arc<Mutex<Vec<HttpRequest>>>);

impl Capture {
    /// The URLs that would have been called.
    pub fn urls(&self) -> Vec<String> {
        let requests = self.0.lock().expect("no thread has panicked");
        requests.iter().map(|request| request.url.to_string()).collect()
    }

    /// The only request, as it would be sent.
    pub fn only(&self) -> Received {
        let requests = self.0.lock().expect("no thread has panicked");
        assert_eq!(requests.len(), 1, "{requests:#?}");
        let request = requests.first().expect("there is one");
        let mut target = request.url.path().to_owned();
        if let Some(query) = request.url.query() {
            target.push_str(&format!("?{query}"));
        }
        let text = |value: &[u8]| String::from_utf8(value.to_vec()).expect("the header is text");
        let headers = request.headers.iter();
        let mut headers: Vec<_> =
            headers.map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect();
        if !request.headers.contains_key("host") {
            let port = request.url.port().map(|port| format!(":{port}")).unwrap_or_default();
            headers.push(("host".into(), format!("{}{port}", request.url.host_str().unwrap_or_default())));
        }
        let body = request.body.bytes().expect("nothing is streamed").to_vec();
        Received::of(format!("{} {target} HTTP/1.1", request.method), headers, body)
    }
}

impl Transport for Capture {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.0.lock().expect("no thread has panicked").push(request);
        let response = HttpResponse { status: StatusCode::OK, headers: HeaderMap::new(), body: Body::from("{}") };
        Box::pin(async { Ok(response) })
    }
}
