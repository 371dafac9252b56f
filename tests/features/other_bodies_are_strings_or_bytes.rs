use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn bytes_are_sent_and_read() {
    let server = Server::start(vec![Response::of(200, "application/octet-stream", "\u{1}\u{2}")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    assert_eq!(client.put_file(vec![0, 255]).send().await.expect("the response can be read"), [1, 2].as_slice());
    let request = server.only();
    assert_eq!((request.header("Content-Type"), request.body.as_slice()), (Some("image/png"), [0, 255].as_slice()));
}

#[tokio::test]
async fn strings_are_sent_and_received() {
    let server = Server::start(vec![Response::of(200, "text/plain", "grüße")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    assert_eq!(client.put_note().body("äöü").send().await.expect("the response can be read"), "grüße");
    let request = server.only();
    assert_eq!((request.header("Content-Type"), request.text()), (Some("text/plain"), "äöü"));
}
