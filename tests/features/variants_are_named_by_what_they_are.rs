use serde_json::json;

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn variants_and_shared_types_have_the_names_of_their_places() {
    let body = json!({ "state": { "kind": "failed", "why": "disk" }, "place": { "url": "/a" }, "level": 9 });
    let server = Server::json(&body.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job: Job = client.list_jobs().order(&ListJobsOrder::MinusName).send().await.expect("the response can be read");
    assert!(matches!(job.state, Some(JobState::Failed(failed)) if failed.why.as_deref() == Some("disk")));
    assert!(matches!(job.place, Some(JobPlace::Url(place)) if place.url == "/a"));
    assert_eq!(job.level, Some(JobLevel::High));
}

#[tokio::test]
async fn a_reference_into_a_schema_leads_to_the_type_there() {
    let server = Server::json(r#"{"kind":"running","pid":3}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let state: JobState = client.list_runs().order(&ListRunsOrder::Gte).send().await.expect("the response can be read");
    assert!(matches!(state, JobState::Running(running) if running.pid == Some(3)));
}
