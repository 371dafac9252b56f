use super::api::Client;
use crate::server::{Response, Server};

fn serving(events: &'static str) -> (Server, Client) {
    let server = Server::start(vec![Response::of(200, "text/event-stream", events)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn the_schema_may_be_that_of_the_event_or_of_its_data() {
    for events in [
        "data: {\"id\":\"1\",\"delta\":\"Hel\"}\n\ndata: [DONE]\n\n",
        "data: {\"data\":{\"id\":\"1\",\"delta\":\"Hel\"}}\n\ndata: [DONE]\n\n",
    ] {
        let (_server, client) = serving(events);
        let mut found = client.chat().send_events().await.expect("it is read");
        let event = found.next().await.expect("there is an event").expect("it is read");
        assert_eq!((event.data.id.as_str(), event.data.delta.as_deref()), ("1", Some("Hel")));
        assert!(found.next().await.is_none());
    }
}

#[tokio::test]
async fn data_may_have_a_property_of_that_name() {
    for events in ["data: {\"data\":\"x\"}\n\n", "data: {\"data\":{\"data\":\"x\"}}\n\n"] {
        let (_server, client) = serving(events);
        let mut found = client.notes().send_events().await.expect("it is read");
        let event = found.next().await.expect("there is an event").expect("it is read");
        assert_eq!(event.data.data.as_deref(), Some("x"));
    }
}
