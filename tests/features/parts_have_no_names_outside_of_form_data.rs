use specwright_runtime::File;

use super::api::Client;
use super::api::operations::*;
use crate::server::{Received, Response, Server};

async fn sent<F: Future<Output = ()>>(call: impl FnOnce(Client) -> F) -> Received {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    call(Client::builder().endpoint(&server.url).build().expect("the settings are sound")).await;
    server.only()
}

#[tokio::test]
async fn parts_are_in_the_order_of_the_properties() {
    let metadata = Some(CreateFileRequestMetadata { name: Some("n".to_owned()) });
    let file = CreateFileRequest { metadata, media: File::new("png").content_type("image/png") };
    let request = sent(async |client| client.create_file(&file).send().await.unwrap()).await;
    let content_type = request.header("Content-Type").unwrap_or_default();
    let boundary = content_type.strip_prefix("multipart/related; boundary=").expect("it has a boundary of ours");
    let expected = [
        "--B\r\nContent-Type: application/json\r\n\r\n{\"name\":\"n\"}\r\n",
        "--B\r\nContent-Type: image/png\r\n\r\npng\r\n--B--\r\n",
    ];
    assert_eq!(request.text(), expected.concat().replace("--B", &format!("--{boundary}")));
}

#[tokio::test]
async fn forms_have_names_and_the_rest_is_bytes() {
    let form = CreateFileRequestValue { name: "n".to_owned() };
    let request = sent(async |client| client.create_file_multipart(&form).send().await.unwrap()).await;
    assert!(request.text().contains("Content-Disposition: form-data; name=\"name\"\r\n\r\nn\r\n"));
    assert!(!request.header("Content-Type").unwrap_or_default().contains("here"));
    let request = sent(async |client| client.create_file_bytes("--x--").send().await.unwrap()).await;
    assert_eq!((request.header("Content-Type"), request.text()), (Some("multipart/mixed"), "--x--"));
}
