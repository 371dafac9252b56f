use super::api::Client;
use crate::server::{Response, Server};

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn they_are_not_decoded() {
    let response = |media_type| Response::of(200, media_type, "\"a\"");
    let server = Server::start(["application/json", "text/csv", "application/x-tar"].map(response).into());
    let client = client(&server);
    assert_eq!(client.read_export().send().await.expect("it is read"), "\"a\"");
    assert_eq!(client.read_file().send().await.expect("it is read"), "\"a\"");
    assert_eq!(client.read_archive().send().await.expect("it is read"), "\"a\"");
}

#[tokio::test]
async fn they_are_sent_as_they_are() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    client(&server).write_archive("{").send().await.expect("it is sent");
    assert_eq!(server.only().text(), "{");
}

#[tokio::test]
async fn text_is_read_by_the_media_type_of_the_response() {
    let responses = [("text/plain", "line \"one\""), ("application/json", "\"line \\\"one\\\"\"")];
    let server = Server::start(responses.map(|(media_type, body)| Response::of(200, media_type, body)).into());
    let client = client(&server);
    for _ in responses {
        assert_eq!(client.read_log().send().await.expect("it is read"), "line \"one\"");
    }
}

#[tokio::test]
async fn the_error_is_the_declared_object() {
    let server = Server::start(vec![Response::of(404, "application/json", r#"{"message":"gone"}"#)]);
    let error = client(&server).read_archive().send().await.unwrap_err();
    assert_eq!(error.body().map(|problem| problem.message.as_str()), Some("gone"));
}
