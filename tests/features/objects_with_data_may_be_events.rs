use super::api::Client;
use super::api::operations::{Payload, Step};
use crate::server::{Response, Server};

const EVENT: &str = "event: progress\nid: 7\ndata: {\"data\":\"inner\",\"step\":2}\n\n";

fn serving_events() -> (Server, Client) {
    let server = Server::start(vec![Response::of(200, "text/event-stream", EVENT)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn the_data_is_that_of_the_event() {
    let expected = Step { data: Some("inner".to_owned()), step: Some(2) };
    let (_server, client) = serving_events();
    let mut events = client.watch().send_events().await.expect("it is read");
    let event = events.next().await.expect("there is an event").expect("it is read");
    assert_eq!((event.event.as_str(), event.data), ("progress", expected.clone()));

    let (_server, client) = serving_events();
    let mut events = client.watch_numbered().send_events().await.expect("it is read");
    let event = events.next().await.expect("there is an event").expect("it is read");
    assert_eq!((event.id.as_str(), event.data), ("7", expected));
}

#[tokio::test]
async fn an_object_with_other_properties_is_the_data() {
    let (_server, client) = serving_events();
    let mut events = client.watch_payloads().send_events().await.expect("it is read");
    let event = events.next().await.expect("there is an event").expect("it is read");
    assert_eq!(event.data, Payload { data: Some("inner".to_owned()), step: Some(2) });
}
