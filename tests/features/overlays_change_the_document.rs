use super::api::Client;
use super::api::operations::Job;
use crate::server::Server;

#[tokio::test]
async fn requests_and_responses_are_as_the_overlays_have_them() {
    let server = Server::json(r#"[{"name":"a","owner":null,"labels":{"x":"y"}}]"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let jobs = client.list_jobs().limit(3).send().await.unwrap();
    assert_eq!(server.only().line, "GET /jobs?limit=3 HTTP/1.1");
    assert_eq!((jobs[0].owner.as_deref(), jobs[0].labels["x"].as_str()), (None, "y"));
}

#[tokio::test]
async fn operations_are_added() {
    let server = Server::json(r#"{"name":"a","owner":"b","labels":{}}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let job = Job::new("a", None, specwright_runtime::Map::new());
    let created = client.create_job(&job).send().await.unwrap();
    assert_eq!(server.only().body, br#"{"name":"a","owner":null,"labels":{}}"#);
    assert_eq!(created.owner.as_deref(), Some("b"));
}
