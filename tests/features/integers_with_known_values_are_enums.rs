use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

async fn job(value: Value) -> Job {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.list_jobs(&Level::Minus1).send().await.expect("the response can be read")
}

#[tokio::test]
async fn known_and_unknown_values_are_decoded() {
    let read = job(json!({ "state": 1, "written": "2", "phase": 2, "word": "1" })).await;
    assert_eq!(read.state, Some(JobState::Value1));
    assert_eq!(read.written, Some(JobWritten::Value2));
    assert_eq!(read.phase, Some(JobPhase::Last));
    assert_eq!(read.word, Some(JobWord::One));
    let read = job(json!({ "state": null, "written": 3.0, "huge": 5, "phase": 7 })).await;
    assert_eq!(read.state, None);
    assert_eq!(read.written, Some(JobWritten::Other(3)));
    assert_eq!(read.phase, Some(JobPhase::Other(7)));
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(text, r#"{"written":3,"huge":5,"phase":7}"#);
}

#[tokio::test]
async fn they_are_parameters() {
    let server = Server::json("{}");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let request = client.list_jobs(&Level::Minus1).size(&ListJobsSize::Value100).x_mode(&ListJobsXMode::Other);
    request.send().await.expect("the response can be read");
    let sent = server.received().remove(0);
    assert_eq!(sent.target(), "/jobs/-1?size=100");
    assert_eq!(sent.header("x-mode"), Some("1"));
}
