use super::api::Client;
use super::api::operations::Job;
use crate::server::Server;

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn responses_are_read_as_the_configuration_has_them() {
    let body = r#"{"job":{"name":"a","place":null,"size":null,"secret":"s"}}"#;
    let server = Server::json(body);
    let shown = client(&server).show_job("1").send_full().await.unwrap();
    assert_eq!((shown.body.total, shown.declared.x_left), (None, None));
    let job: Job = shown.body.job;
    assert_eq!((job.name.as_str(), job.place, job.owner, job.size), ("a", None, None, None));
}

#[tokio::test]
async fn parameters_are_overridden_for_one_operation() {
    let server = Server::json(r#"{"job":{"name":"a","place":{"x":1},"size":3},"total":4}"#);
    let shown = client(&server).show_job("1").limit(5).send().await.unwrap();
    assert_eq!((shown.total, shown.job.size, shown.job.place.and_then(|place| place.x)), (Some(4), Some(3), Some(1)));
    assert_eq!(server.only().line, "GET /jobs/1?limit=5 HTTP/1.1");

    let server = Server::json("");
    client(&server).drop_job("1", "all", "yes").send().await.unwrap();
    assert_eq!(server.only().line, "DELETE /jobs/1?limit=all&verbose=yes HTTP/1.1");
}
