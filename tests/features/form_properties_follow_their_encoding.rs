use std::convert::Infallible;

use multer::Multipart;
use specwright_runtime::{Body, File};

use super::api::Client;
use super::api::operations::*;
use crate::server::{Received, Response, Server};

async fn sent<F: Future<Output = ()>>(call: impl FnOnce(Client) -> F) -> Received {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    call(Client::builder().endpoint(&server.url).build().expect("the settings are sound")).await;
    server.only()
}

/// Parts as an independent parser sees them: name, file name, type, headers of the part, content.
async fn parts(request: &Received) -> Vec<[String; 5]> {
    let content_type = request.header("Content-Type").unwrap_or_default();
    let boundary = multer::parse_boundary(content_type).expect("the type has a boundary");
    let body = request.body.clone();
    let once = futures_lite::stream::once(Ok::<_, Infallible>(body));
    let mut parser = Multipart::new(once, boundary);
    let mut parts = Vec::new();
    while let Some(field) = parser.next_field().await.expect("it is a form") {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let kind = field.headers().get("X-Kind").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let of = field.content_type().map(ToString::to_string);
        let (name, file) = (text(field.name()), text(field.file_name()));
        let content = field.text().await.expect("the part is text");
        parts.push([name, file, of.unwrap_or_default(), kind.unwrap_or_default(), content]);
    }
    parts
}

#[tokio::test]
async fn in_a_form_by_style_or_as_json() {
    let search = Search {
        filter: Some(SearchFilter { a: Some(1) }),
        ids: Some(vec![1, 2]),
        extra: Some(SearchExtra { b: Some(true) }),
    };
    let request = sent(async |client| client.search(&search).send().await.unwrap()).await;
    assert_eq!(request.text(), "filter%5Ba%5D=1&ids=1,2&extra=%7B%22b%22%3Atrue%7D");
}

#[tokio::test]
async fn in_parts_by_type_headers_or_style() {
    let upload = Upload {
        picture: File::new("png").name("a.png"),
        note: Some("# n".to_owned()),
        ids: Some(vec![1, 2]),
        meta: Some(UploadMeta { c: Some("é".to_owned()) }),
    };
    let request = sent(async |client| client.upload(&upload).send().await.unwrap()).await;
    let expected = [
        ["picture", "a.png", "image/png", "thumbnail", "png"],
        ["note", "", "text/markdown", "", "# n"],
        ["ids", "", "", "", "1,2"],
        ["meta", "", "application/json", "", r#"{"c":"é"}"#],
    ];
    assert_eq!(parts(&request).await, expected);
}

#[tokio::test]
async fn files_may_be_streams_or_on_disk() {
    let path = std::env::temp_dir().join(format!("specwright-upload-{}.txt", std::process::id()));
    std::fs::write(&path, "on disk").expect("the file can be written");
    let upload = |picture| Upload { picture, note: None, ids: None, meta: None };
    let on_disk = upload(File::open(&path).expect("the file is there").content_type("text/plain"));
    let request = sent(async |client| client.upload(&on_disk).send().await.unwrap()).await;
    assert_eq!(request.header("Content-Length"), Some(request.body.len().to_string().as_str()));
    let name = path.file_name().and_then(|name| name.to_str()).expect("the name is text");
    assert_eq!(parts(&request).await, [["picture", name, "text/plain", "thumbnail", "on disk"]]);

    let body = File::open(&path).expect("the file is there");
    let request = sent(async |client| client.put_blob(body).send().await.unwrap()).await;
    assert_eq!((request.header("Content-Length"), request.text()), (Some("7"), "on disk"));
    std::fs::remove_file(&path).expect("the file is there");

    let stream = Body::stream(futures_lite::stream::iter(["a", "b"].map(Ok::<_, Infallible>)));
    let request = sent(async |client| client.put_blob(stream.with_length(2)).send().await.unwrap()).await;
    assert_eq!((request.header("Content-Type"), request.text()), (Some("application/octet-stream"), "ab"));
}
