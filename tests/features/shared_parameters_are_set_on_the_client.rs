use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn a_call_may_override_it() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).tenant("me").build().expect("the settings are sound");
    client.remove_job(7).send().await.expect("the response can be read");
    client.remove_job(8).tenant("you").send().await.expect("the response can be read");
    let lines: Vec<String> = server.received().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["DELETE /me/jobs/7 HTTP/1.1", "DELETE /you/jobs/8 HTTP/1.1"]);
}

#[tokio::test]
async fn a_call_without_it_is_an_error() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.remove_job(7).send().await.unwrap_err();
    assert!(error.to_string().contains("tenant"), "{error}");
    assert!(server.received().is_empty());
}

#[test]
fn a_value_outside_of_the_enum_of_a_server_variable_is_rejected() {
    assert!(Client::builder().tenant("me").zone("south").build().is_ok());
    let message = Client::builder().tenant("me").zone("west").build().unwrap_err().to_string();
    assert!(message.contains("west") && message.contains("north") && message.contains("south"), "{message}");
}
