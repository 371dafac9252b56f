use super::api::Client;
use crate::server::{Response, Server};

fn server(body: &str) -> (Server, Client) {
    let server = Server::start(vec![Response::of(200, "application/octet-stream", body)]);
    let client = Client::builder().endpoint(&server.url).key("k").token("t").build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn bodies_are_read_as_configured() {
    let (_, client) = server("\u{1}{");
    assert_eq!(client.show_file("a").send().await.unwrap(), "\u{1}{");
    let (_, client) = server("one\ntwo");
    assert_eq!(client.show_log().send().await.unwrap(), "one\ntwo");
    let (server, client) = server("{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    let mut jobs = client.list_jobs().send_items().await.unwrap();
    assert_eq!(jobs.next().await.unwrap().unwrap().name, "a");
    assert_eq!(jobs.next().await.unwrap().unwrap().name, "b");
    assert_eq!(server.only().header("accept"), Some("application/x-ndjson"));
}

#[tokio::test]
async fn events_have_the_declared_type() {
    let server = Server::start(vec![Response::of(200, "text/event-stream", "data: {\"name\":\"a\"}\n\n")]);
    let client = Client::builder().endpoint(&server.url).key("k").build().expect("the settings are sound");
    let mut events = client.list_events().send_events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.name, "a");
}

#[tokio::test]
async fn path_arguments_may_be_empty() {
    let (server, client) = server("");
    client.show_file("").send().await.unwrap();
    assert_eq!(server.only().line, "GET /files/ HTTP/1.1");
    assert!(client.show_file("..").send().await.is_err());
}

#[tokio::test]
async fn credentials_are_sent_as_configured() {
    let check = async |call: &str, key: Option<&str>, token: Option<&str>| {
        let (server, client) = server("");
        let _ = match call {
            "file" => client.show_file("a").send().await.map(drop),
            "log" => client.show_log().send().await.map(drop),
            _ => client.show_health().send().await,
        };
        let received = server.only();
        assert_eq!((received.header("x-key"), received.header("authorization")), (key, token), "{call}");
    };
    check("file", Some("k"), None).await;
    check("log", Some("k"), Some("Bearer t")).await;
    check("health", None, None).await;
}
