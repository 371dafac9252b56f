use super::api::Client;
use super::api::operations::{ListJobsError, ListJobsOk};
use crate::server::{Response, Server};

/// A client whose server sends this response.
fn client(status: u16, content_type: &str, body: &str) -> Client {
    let server = Server::start(vec![Response::of(status, content_type, body)]);
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn each_success_has_its_body() {
    let json = "application/json";
    let response = client(200, json, r#"["a"]"#).list_jobs().send().await.expect("the response can be read");
    assert_eq!(response, ListJobsOk::Ok(vec!["a".to_owned()]));
    let response = client(202, "text/plain", "soon").list_jobs().send().await.expect("the response can be read");
    assert_eq!(response, ListJobsOk::Accepted("soon".to_owned()));
    assert_eq!(
        client(204, json, "").list_jobs().send().await.expect("the response can be read"),
        ListJobsOk::NoContent
    );
    let error = client(206, json, "[]").list_jobs().send().await.unwrap_err();
    assert!(error.to_string().contains("206"), "{error}");
}

#[tokio::test]
async fn each_error_has_its_body() {
    let error = client(404, "application/json", r#"{"cluster":"c"}"#).list_jobs().send().await.unwrap_err();
    assert!(matches!(error.body(), Some(ListJobsError::NotFound(body)) if body.cluster.as_deref() == Some("c")));
    let error = client(503, "application/json", r#"{"trace":"t"}"#).list_jobs().send().await.unwrap_err();
    assert!(matches!(error.body(), Some(ListJobsError::ServerError(body)) if body.trace == "t"));
    let error = client(400, "application/json", r#"{"trace":"t"}"#).list_jobs().send().await.unwrap_err();
    assert!(error.body().is_none() && error.raw_body().is_some());
}
