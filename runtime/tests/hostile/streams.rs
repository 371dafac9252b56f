//! Streams: endless lines and events, reconnections, and streams that are not read to their end.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_runtime::response::{Json, Text};
use specwright_runtime::{Error, Value};

use crate::attacker::Attacker;
use crate::bounds::{GET, LIMIT, bounded, client_with};

const EVENTS: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const LINES: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n";

fn is_too_long(error: &Error) -> bool {
    error.to_string().contains("longer than the limit of 1048576 bytes")
}

#[tokio::test]
async fn endless_events_are_an_error() {
    for (first, again) in [("", "data: x\n"), ("data: ", "xxxxxxxx"), ("id: ", "xxxxxxxx"), ("xx", "xxxxxxxx")] {
        let attacker = Attacker::endless(format!("{EVENTS}{first}"), again.repeat(100));
        let request = client_with(&attacker.url, |builder| builder).request(&GET);
        let mut events = bounded(request.stream_events::<Text, Text>()).await.unwrap();
        let error = bounded(events.next()).await.unwrap().unwrap_err();
        assert!(is_too_long(&error), "{error}");
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn endless_lines_are_an_error() {
    for (first, again) in [("", "xxxxxxxx"), ("[", "0,"), ("{\"a\":", "[")] {
        let attacker = Attacker::endless(format!("{LINES}{first}"), again.repeat(100));
        let request = client_with(&attacker.url, |builder| builder).request(&GET);
        let lines = specwright_runtime::stream::Framing::Lines;
        let mut items = bounded(request.stream_items::<Json<Value>, Text>(lines)).await.unwrap();
        let error = bounded(items.next()).await.unwrap().unwrap_err();
        assert!(is_too_long(&error), "{error}");
        assert!(items.next().await.is_none());
    }
}

#[tokio::test]
async fn an_endless_stream_is_read_in_parts_and_dropped() {
    let attacker = Attacker::endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(4096));
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    let mut bytes = bounded(request.stream_bytes::<Text>()).await.unwrap();
    let mut length = 0;
    while length < 4 * LIMIT {
        length += bounded(bytes.next()).await.unwrap().unwrap().len();
    }
}

#[tokio::test]
async fn a_stream_that_closes_each_connection_is_reconnected_at_intervals() {
    let number = AtomicUsize::new(0);
    let attacker = Attacker::new(move |stream, _| {
        let number = number.fetch_add(1, Ordering::SeqCst);
        stream.write_all(format!("{EVENTS}retry: 0\ndata: {number}\n\n").as_bytes())
    });
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    let events = bounded(request.stream_events::<Text, Text>()).await.unwrap();
    let mut events = events.reconnecting(2);
    for number in 0..4 {
        assert_eq!(bounded(events.next()).await.unwrap().unwrap().data, number.to_string());
    }
    assert_eq!(attacker.connections(), 4);

    // Connections without an event count as failed attempts.
    let attacker = Attacker::writing(format!("{EVENTS}retry: 0\n: nothing\n\n"));
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    let events = bounded(request.stream_events::<Text, Text>()).await.unwrap();
    assert!(bounded(events.reconnecting(3).next()).await.is_none());
    assert_eq!(attacker.connections(), 4);
}
