use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn parts_may_have_types_headers_and_styles() {
    let server = Server::json(r#"{"name":"n"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = client.create_job(&Job { name: Some("n".to_owned()) }).send().await.expect("the response can be read");
    assert_eq!(job.name.as_deref(), Some("n"));
    let sent = server.only();
    assert_eq!((sent.header("content-type"), sent.text()), (Some("application/json"), r#"{"name":"n"}"#));
}

#[tokio::test]
async fn other_multipart_bodies_are_bytes() {
    let server = Server::json("log");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let log = client.add_log("text/plain", "line").send().await.expect("the response can be read");
    assert_eq!(&log[..], b"log");
    let sent = server.only();
    assert_eq!((sent.header("content-type"), sent.text()), (Some("text/plain"), "line"));
}
