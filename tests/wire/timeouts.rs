//! Timeouts: of the connection, of silence, of the whole call. The timeouts are short, and the pauses of the server so long that
//! even a slow machine does not confuse the two.

use std::time::Duration;

use huaweicloud_cdm::types::ErrorResponse;
use huaweicloud_cdm::{ClientBuilder, Error};

use crate::clients::{TOKEN, bare, start_with_body};
use crate::page::RESPONSE;
use crate::server::{Response, Server};

/// The timeout of a call.
const SHORT: Duration = Duration::from_millis(200);

/// A pause that no test waits for.
const ENDLESS: Duration = Duration::from_secs(20);

async fn timed_out(server: &Server, limit: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Error<ErrorResponse> {
    let client = limit(bare(server).token(TOKEN)).build().expect("the client is complete");
    let error = start_with_body(&client).send().await.expect_err("there is no end to it");
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert!(error.is_timeout());
    assert!(error.to_string().starts_with("StartJob: timed out: "), "{error}");
    error
}

/// The response of the manual's example in chunks, with a pause before each.
fn drip(pause: Duration) -> Response {
    let head = format!("HTTP/1.1 200 OK\r\nX-Request-Id: req-1\r\nContent-Length: {}\r\n\r\n", RESPONSE.len());
    let pieces = [head.as_bytes()].into_iter().chain(RESPONSE.as_bytes().chunks(40));
    Response::Chunks(pieces.map(<[u8]>::to_vec).collect(), pause)
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let server = Server::start(vec![Response::Stall(Vec::new(), ENDLESS)]);
    let error = timed_out(&server, |client| client.read_timeout(SHORT)).await;
    assert!(!error.is_connect(), "the request was sent");
    assert_eq!((error.status(), error.request_id(), error.raw_body()), (None, None, None));
    assert_eq!(server.received().len(), 1, "the call is not repeated");
}

#[tokio::test]
async fn silence_within_the_body_times_out_and_the_head_is_available() {
    let head = b"HTTP/1.1 200 OK\r\nX-Request-Id: req-1\r\nContent-Length: 100\r\n\r\n{\"sub".to_vec();
    let server = Server::start(vec![Response::Stall(head, ENDLESS)]);
    let error = timed_out(&server, |client| client.read_timeout(SHORT)).await;
    assert!(!error.is_connect());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.request_id(), Some("req-1"));
}

#[tokio::test]
async fn a_slow_response_does_not_time_out() {
    let server = Server::start(vec![drip(Duration::from_millis(50))]);
    let client = bare(&server).token(TOKEN).read_timeout(ENDLESS).timeout(ENDLESS).build().unwrap();
    let response = start_with_body(&client).send().await.unwrap();
    assert_eq!(response.submissions.map(|submissions| submissions.len()), Some(1));
}

#[tokio::test]
async fn a_slow_response_is_limited_by_the_timeout_of_the_call() {
    let mut pieces = vec![b"X-More: header\r\n".to_vec(); 90];
    pieces.insert(0, b"HTTP/1.1 200 OK\r\n".to_vec());
    let server = Server::start(vec![Response::Chunks(pieces, Duration::from_millis(50))]);
    let error = timed_out(&server, |client| client.read_timeout(ENDLESS).timeout(SHORT)).await;
    assert!(!error.is_connect());

    let server = Server::start(vec![Response::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".into(), ENDLESS)]);
    let error = timed_out(&server, |client| client.timeout(SHORT)).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test]
async fn a_call_may_have_its_own_timeout() {
    let server = Server::start(vec![Response::Stall(Vec::new(), ENDLESS), drip(Duration::from_millis(50))]);
    let client = bare(&server).token(TOKEN).timeout(ENDLESS).build().unwrap();
    let call = start_with_body(&client).configure(|request| request.timeout(SHORT));
    assert!(matches!(call.send().await, Err(Error::Timeout(_))));

    let client = bare(&server).token(TOKEN).timeout(Duration::from_millis(1)).build().unwrap();
    let call = start_with_body(&client).configure(|request| request.timeout(ENDLESS));
    assert!(call.send().await.is_ok());
}

/// A port whose queue of connections is full: it neither refuses nor accepts. On Linux it does not respond then.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_connect_timeout_is_a_connection_error() {
    use huaweicloud_cdm::Client;
    use tokio::net::{TcpSocket, TcpStream};
    use tokio::time::timeout;

    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = timeout(SHORT, TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
        assert!(waiting.len() < 64, "the queue is never full");
    }

    let client = Client::builder().endpoint(&format!("http://{address}")).project_id("p").token(TOKEN);
    let client = client.connect_timeout(SHORT).build().unwrap();
    let error = start_with_body(&client).send().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert!(error.is_timeout() && error.is_connect(), "nothing was sent: {error}");
    assert_eq!(error.status(), None);
}
