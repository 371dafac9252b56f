//! HTTP/2, which is negotiated in the handshake of TLS.

#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(all(feature = "http2", feature = "rustls"))]

mod script;

use std::io::Read;
use std::net::TcpListener;
use std::thread;

use specwright_runtime::response::Empty;
use specwright_runtime::{Client, Retry};

use crate::script::{API, GET};

/// The protocols h2 and http/1.1, as the extension ALPN lists them (RFC 7301, section 3.1).
const OFFER: &[u8] = b"\x00\x0c\x02h2\x08http/1.1";

#[tokio::test]
async fn http_2_is_offered_in_the_handshake() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let hello = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut header = [0; 5];
        stream.read_exact(&mut header).unwrap();
        let mut hello = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
        stream.read_exact(&mut hello).unwrap();
        hello
    });
    let client = Client::builder(&API).endpoint(&url).retry(Retry::none()).build().unwrap();
    client.request(&GET).send::<Empty, Empty>().await.unwrap_err();
    let hello = hello.join().unwrap();
    assert!(hello.windows(OFFER.len()).any(|bytes| bytes == OFFER), "{hello:?}");
}
