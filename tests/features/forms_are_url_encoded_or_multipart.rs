use super::api::Client;
use super::api::operations::{Login, Upload};
use crate::server::{Response, Server};

#[tokio::test]
async fn properties_are_encoded() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let roles = ["a", "b&c"].map(str::to_owned).to_vec();
    let login = Login { user: "me you".to_owned(), roles: Some(roles), stay: Some(true) };
    client.login(&login).send().await.expect("the response can be read");
    let request = server.only();
    assert_eq!(request.header("Content-Type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.text(), "user=me%20you&roles=a&roles=b%26c&stay=true");
}

#[tokio::test]
async fn files_are_parts() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let file = specwright_runtime::File::new(vec![0, 255]).name("a.png").content_type("image/png");
    client.upload(&Upload { file, note: Some("n".to_owned()) }).send().await.expect("the response can be read");
    let request = server.only();
    assert!(request.header("Content-Type").unwrap().starts_with("multipart/form-data; boundary="));
    let body = String::from_utf8_lossy(&request.body).into_owned();
    assert!(body.contains("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n"), "{body}");
    assert!(body.contains("name=\"note\"\r\n"), "{body}");
    assert!(request.body.windows(2).any(|bytes| bytes == [0, 255]));
}
