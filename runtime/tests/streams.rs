//! Streams of events that reconnect, on a paused clock.

#![allow(clippy::unwrap_used, reason = "tests")]

mod script;

use std::time::Duration;

use specwright_runtime::response::{Empty, Text};
use specwright_runtime::stream::EventStream;
use specwright_runtime::{Error, ErrorKind};

use crate::script::{GET, Script, Turn};

const EVENTS: &str = "text/event-stream";

async fn open(script: &Script, attempts: u32) -> EventStream<String> {
    let events = script.client().request(&GET).stream_events::<Text, Empty>().await.unwrap();
    events.reconnecting(attempts)
}

/// The data of this many events.
async fn read(events: &mut EventStream<String>, count: usize) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    while all.len() < count
        && let Some(event) = events.next().await
    {
        all.push(event?.data);
    }
    Ok(all)
}

#[tokio::test(start_paused = true)]
async fn a_reconnection_with_another_media_type_fails() {
    let login = Turn::Typed("text/html", "<html>Please log in</html>");
    let script = Script::new([Turn::Typed(EVENTS, "data: 1\n\n"), login]);
    let mut events = open(&script, 3).await;
    assert_eq!(read(&mut events, 1).await.unwrap(), ["1"]);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decode, 200));
    assert!(error.to_string().contains("text/html"), "{error}");
    assert!(events.next().await.is_none());
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn reconnection_times_of_the_service_are_bounded() {
    let waits = async |first: &'static str| {
        let script = Script::new([Turn::Typed(EVENTS, first), Turn::Typed(EVENTS, "data: 2\n\n")]);
        assert_eq!(read(&mut open(&script, 1).await, 4).await.unwrap(), ["1", "2", "2", "2"]);
        let waits = script.waits();
        assert_eq!(waits.len(), 3);
        waits
    };
    assert!(waits("data: 1\n\n").await.iter().all(|wait| wait.as_secs() == 3));
    assert!(waits("retry: 7000\ndata: 1\n\n").await.iter().all(|wait| wait.as_secs() == 7));
    for tiny in ["retry: 0\ndata: 1\n\n", "retry: 1\ndata: 1\n\n"] {
        assert!(waits(tiny).await.iter().all(|wait| *wait >= Duration::from_millis(100)));
    }
    // The second is beyond 64 bits.
    for huge in ["retry: 18446744073709551615\ndata: 1\n\n", "retry: 99999999999999999999999\ndata: 1\n\n"] {
        assert!(waits(huge).await.iter().all(|wait| wait.as_secs() == 300));
    }
}
