use specwright_runtime::ErrorKind;

use super::api::Client;
use crate::server::{Response, Server};

fn client(body: &str) -> (Client, Server) {
    let server = Server::start(vec![Response::json(200, body)]);
    (Client::builder().endpoint(&server.url).build().expect("the settings are valid"), server)
}

#[tokio::test]
async fn null_is_no_list_and_an_empty_body_is_no_value() {
    let (api, _server) = client(r#"{"title":"A","photos":null,"labels":{},"sizes":[]}"#);
    let error = api.get_album("1").send().await.expect_err("null is no list");
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("photos")));
    let (api, _server) = client(r#"{"title":"A","photos":["x"],"labels":{"a":"b"},"sizes":[]}"#);
    assert_eq!(api.get_album("1").send().await.expect("it is as declared").photos, ["x"]);
    let (api, _server) = client("null");
    api.list_tags().send().await.expect_err("null is no list");
    let (api, _server) = client("");
    let error = api.find_cover().send().await.expect_err("an empty body is no JSON");
    assert!(error.to_string().contains("the body is empty"), "{error}");
    let (api, _server) = client("null");
    assert!(api.find_cover().send().await.expect("it may be null").is_none());
}
