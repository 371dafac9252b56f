use specwright_runtime::File;

use super::api::Client;
use super::api::operations::UploadRequest;
use crate::server::{Response, Server};

#[tokio::test]
async fn files_have_no_encoding() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let file = |text: &str| File::new(text.as_bytes().to_vec());
    let body = UploadRequest {
        encoded: Some(file("a")),
        typed: Some(file("b")),
        eight: Some(file("c")),
        text: Some("d".to_owned()),
        files: Some(vec![file("e"), file("f")]),
        ..UploadRequest::default()
    };
    client.upload(&body).send().await.expect("it is sent");
    let request = server.only();
    for value in ["a", "b", "c", "d", "e", "f"] {
        assert!(request.text().contains(&format!("\r\n\r\n{value}\r\n")), "{value}: {}", request.text());
    }
}
