use super::api::{self, Client};
use crate::server::{Response, Server};

#[tokio::test]
async fn what_is_selected_by_tag_or_path_can_be_called() {
    let job = Response::json(200, r#"{"owner":{"name":"ada"}}"#);
    let server = Server::start(vec![job, Response::with(204, &[], ""), Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = client.list_jobs().send().await.expect("it is there");
    assert_eq!(job.owner.and_then(|owner| owner.name).as_deref(), Some("ada"));
    client.create_job().send().await.expect("it is there");
    client.get_status().send().await.expect("it is there");
}

#[test]
fn types_that_are_kept_or_used_are_there() {
    let event = r#"{"at":"2024-01-01T00:00:00Z"}"#;
    assert!(serde_json::from_str::<api::types::AuditEvent>(event).is_ok_and(|event| event.at.is_some()));
    assert!(api::webhooks::WebhookPayload::decode("jobFinished", b"{}").is_ok());
    assert!(api::webhooks::WebhookPayload::decode("userAdded", b"{}").is_err());
}
