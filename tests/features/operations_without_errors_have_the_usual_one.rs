use super::api::Client;
use super::api::operations::Problem;
use crate::server::{Response, Server};
use specwright_runtime::Error;

async fn refused(body: &str) -> Error<Problem> {
    let server = Server::start(vec![Response::with(409, &[("Content-Type", "application/json")], body)]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.delete_rooms().send().await.expect_err("the service refuses")
}

#[tokio::test]
async fn it_is_decoded_if_it_is_that_error() {
    let error = refused(r#"{"reason":"booked"}"#).await;
    assert_eq!(error.body().map(|problem| problem.reason.as_str()), Some("booked"));
}

#[tokio::test]
async fn another_body_is_kept_as_bytes() {
    let error = refused(r#"{"why":"booked"}"#).await;
    assert_eq!((error.body(), error.raw_body()), (None, Some(&br#"{"why":"booked"}"#[..])));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
}
