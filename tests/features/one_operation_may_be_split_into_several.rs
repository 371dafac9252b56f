use super::api::Client;
use super::api::cluster::{Start, Stop, StopStop};
use crate::server::{Response, Server};

#[tokio::test]
async fn each_is_sent_by_the_method_and_path_of_the_one() {
    let server = Server::start(vec![Response::of(204, "", ""), Response::of(204, "", "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.start_cluster("c", &Start { start: Default::default() }).send().await.expect("it is responded");
    client.stop_cluster("c", &Stop { stop: StopStop { delay: Some(5) } }).send().await.expect("it is responded");
    let received = server.received();
    let received: Vec<_> = received.iter().map(|request| (request.target(), request.text())).collect();
    let bodies = [r#"{"start":{}}"#, r#"{"stop":{"delay":5}}"#];
    assert_eq!(received, bodies.map(|body| ("/clusters/c/action", body)));
}
