use super::api::Client;
use super::api::operations::Job;
use crate::server::Server;

const TEXT: &str = r#"{"kind":"batch","owner":null,"parent":null,"limits":{"seconds":3},"labels":{"x-a":"b"}}"#;

#[tokio::test]
async fn null_is_encoded_and_decoded() {
    let server = Server::json(TEXT);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job: Job = serde_json::from_str(TEXT).unwrap();
    let replaced = client.replace_job("a", &job).send().await.expect("the response can be read");
    assert_eq!(replaced, job);
    assert_eq!(job.owner, None);
    assert_eq!(job.parent, None);
    assert_eq!(job.limits.as_ref().unwrap().seconds, Some(3));
    assert_eq!(job.labels.as_ref().unwrap()["x-a"], "b");
    assert_eq!(server.only().text(), TEXT);
}
