use std::time::Duration;

use specwright_runtime::ErrorKind;
use specwright_runtime::stream::Event;

use super::api::Client;
use super::api::operations::*;
use crate::server::{Response as Reply, Server};

const EVENTS: &str = "text/event-stream";

/// A server that sends these chunks one after the other.
fn dripping(content_type: &str, pieces: &[&str]) -> (Server, Client) {
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {content_type}\r\n\r\n");
    let pieces = std::iter::once(head.as_str()).chain(pieces.iter().copied());
    let pieces = pieces.map(|piece| piece.as_bytes().to_vec()).collect();
    serving(vec![Reply::Chunks(pieces, Duration::from_millis(5))])
}

fn serving(responses: Vec<Reply>) -> (Server, Client) {
    let server = Server::start(responses);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn a_response_may_be_requested_whole_or_as_events() {
    let (server, client) = serving(vec![Reply::json(200, r#"{"text":"t"}"#)]);
    let whole = client.chat(&Question::default()).send().await.expect("the response can be read");
    assert_eq!(whole.text.as_deref(), Some("t"));
    assert_eq!(server.only().header("Accept"), Some("application/json"));

    let pieces = [
        "data: {\"n\":1}\n",
        "\nid: 7\r\nevent: x\r",
        "\ndata: {\"n\":\r\ndata: 2}\r\n\r\n",
        "data: [DONE]\n\ndata: {}\n\n",
    ];
    let (server, client) = dripping("text/event-stream; charset=utf-8", &pieces);
    let question = Question { stream: Some(true) };
    let mut events = client.chat(&question).send_events().await.expect("the response can be read");
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        let Event { event, id, data, .. } = event.expect("the event can be read");
        found.push((event, id, data.n));
    }
    assert_eq!(found, [("message".to_owned(), String::new(), 1), ("x".to_owned(), "7".to_owned(), 2)]);
    assert_eq!((server.only().header("Accept"), events.last_event_id()), (Some(EVENTS), "7"));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn errors_before_and_between_events_are_reported() {
    let (_server, client) = serving(vec![Reply::json(400, r#"{"why":"w"}"#)]);
    let error = client.chat(&Question::default()).send_events().await.expect_err("it is refused");
    assert_eq!(error.body().and_then(|problem| problem.why.as_deref()), Some("w"));

    let (_server, client) = serving(vec![Reply::json(200, r#"{"text":"t"}"#)]);
    let error = client.chat(&Question::default()).send_events().await.expect_err("it is no stream");
    assert!(error.to_string().contains("a response of media type `application/json` is not declared"), "{error}");
    assert_eq!(error.raw_body(), Some(br#"{"text":"t"}"#.as_slice()));

    let (_server, client) = dripping(EVENTS, &["data: {\"n\":\"x\"}\n\ndata: {\"n\":3}\n\n"]);
    let mut events = client.chat(&Question::default()).send_events().await.expect("the response can be read");
    let error = events.next().await.expect("an event came").expect_err("it is no piece");
    assert_eq!(
        (error.kind(), error.json_path(), error.raw_body()),
        (ErrorKind::Decode, Some("n"), Some(&b"{\"n\":\"x\"}"[..]))
    );
    assert_eq!(events.next().await.expect("an event came").expect("it can be read").data.n, 3);
}

#[tokio::test]
async fn events_are_described_by_their_data_or_as_a_whole() {
    let (_server, client) = dripping(EVENTS, &["event: a\ndata: {\"n\":1}\n\n"]);
    let mut events = client.news().send_events().await.expect("the response can be read");
    let event = events.next().await.expect("an event came").expect("it can be read");
    assert_eq!((event.event.as_str(), event.data.n), ("a", 1));

    let (_server, client) =
        dripping(EVENTS, &["event: begun\ndata: {\"n\":1}\n\nevent: ended\ndata: 5\n\nevent: x\ndata: y\n\n"]);
    let mut events = client.run().send_events().await.expect("the response can be read");
    let mut next = async || events.next().await.expect("an event came").expect("it can be read");
    assert!(matches!(next().await, RunItem::Begun(begun) if begun.data.as_ref().is_some_and(|piece| piece.n == 1)));
    assert!(matches!(next().await, RunItem::Ended(ended) if ended.data.as_deref() == Some("5")));
    assert!(matches!(next().await, RunItem::Unknown(_)));
}

#[tokio::test]
async fn streams_of_events_may_reconnect() {
    let first = Reply::of(200, EVENTS, "retry: 1\nid: 1\ndata: {\"n\":1}\n\nid: 2\ndata: {");
    let second = Reply::of(200, EVENTS, "id: 3\ndata: {\"n\":2}\n\n");
    let (server, client) = serving(vec![first, Reply::Close, second, Reply::with(204, &[], "")]);
    let events = client.news().send_events().await.expect("the response can be read");
    let mut events = events.reconnecting(3);
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event.expect("the event can be read").data.n);
    }
    assert_eq!(found, [1, 2]);
    let received = server.received();
    let ids: Vec<Option<&str>> = received.iter().map(|request| request.header("Last-Event-ID")).collect();
    assert_eq!(ids, [None, Some("1"), Some("1"), Some("3")]);
}

#[tokio::test]
async fn lines_and_records_are_values() {
    let (server, client) = dripping("application/jsonl", &["{\"n\":1}\n{\"n", "\":2}\n\n{\"n\":3}"]);
    let mut items = client.read_logs().send_items().await.expect("the response can be read");
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.expect("the value can be read").n);
    }
    assert_eq!((found.as_slice(), server.only().header("Accept")), ([1, 2, 3].as_slice(), Some("application/jsonl")));

    let (server, client) = dripping("application/json-seq", &["\u{1E}{\"n\":1}\n\u{1E}{", "\"n\":2}\n"]);
    let pieces = [1, 2].map(|n| Piece { n });
    let mut items = client.write_logs(pieces).send_items().await.expect("the response can be read");
    assert_eq!(items.next().await.expect("a value came").expect("it can be read").n, 1);
    assert_eq!(items.next().await.expect("a value came").expect("it can be read").n, 2);
    assert!(items.next().await.is_none());
    let request = server.only();
    assert_eq!(request.header("Content-Type"), Some("application/json-seq"));
    assert_eq!(request.text(), "\u{1E}{\"n\":1}\n\u{1E}{\"n\":2}\n");
}
