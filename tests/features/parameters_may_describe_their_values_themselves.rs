use super::api::Client;
use super::api::operations::ListPetsKind;
use crate::server::{Response, Server};

#[tokio::test]
async fn they_are_sent_by_their_types_and_once() {
    let server = Server::start(vec![Response::of(204, "", "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let tags = ["a".to_owned(), "b".to_owned()];
    let call = client.list_pets(&ListPetsKind::Cat).limit(7).tags(&tags).lang(1).x_trace("t");
    call.send().await.expect("it is sent");
    let request = server.only();
    assert_eq!(request.line, "GET /pets?kind=cat&limit=7&tags=a&tags=b&lang=1 HTTP/1.1");
    assert_eq!(request.header("X-Trace"), Some("t"));
}
