use specwright_runtime::{ErrorKind, Map};

use super::api::Client;
use crate::server::{Response, Server};

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are valid")
}

#[tokio::test]
async fn of_a_property() {
    let body = r#"{"title":"A","photos":null,"labels":null,"sizes":[1.0]}"#;
    let server = Server::start(vec![Response::json(200, body)]);
    let album = client(&server).get_album("1").send().await.expect("null is an empty list or map");
    assert_eq!((album.photos, album.labels, album.sizes), (Vec::new(), Map::new(), vec![1]));

    let server = Server::start(vec![Response::json(200, r#"{"title":null,"photos":[],"labels":{},"sizes":[]}"#)]);
    let error = client(&server).get_album("1").send().await.expect_err("a title is required");
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("title")));
    assert!(error.to_string().contains("invalid type: null"), "{error}");
}

#[tokio::test]
async fn of_a_whole_body() {
    let server = Server::start(vec![Response::json(200, "null")]);
    assert_eq!(client(&server).list_tags().send().await.expect("null is an empty list"), Vec::<String>::new());
    let server = Server::start(vec![Response::json(200, "null")]);
    client(&server).get_album("1").send().await.expect_err("null is no object");
}

#[tokio::test]
async fn an_empty_body_is_none_or_is_reported() {
    let server = Server::start(vec![Response::json(200, "")]);
    assert!(client(&server).find_cover().send().await.expect("it is none").is_none());
    let server = Server::start(vec![Response::with(204, &[("X-Reason", "gone")], "")]);
    let error = client(&server).get_album("1").send().await.expect_err("there is no album");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Decode, Some(204)));
    assert_eq!(error.headers().and_then(|headers| headers.get("x-reason")).expect("it is kept"), "gone");
    assert!(error.to_string().contains("the body is empty"), "{error}");
}
