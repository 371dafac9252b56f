use super::api::Client;
use super::api::operations::State;
use crate::server::Server;

#[tokio::test]
async fn only_set_parameters_are_sent() {
    let server = Server::json("[]");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.list_jobs("c 1").send().await.expect("the response can be read");
    assert_eq!(server.only().target(), "/jobs?cluster=c%201");
}

#[tokio::test]
async fn lists_are_sent_element_by_element() {
    let server = Server::json(r#"["a"]"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let states = [State::Running, State::Other("NEW".to_owned())];
    let names =
        client.list_jobs("c").page_size(20).state(&states).x_trace("t").send().await.expect("the response can be read");
    assert_eq!(names, ["a"]);
    let request = server.only();
    assert_eq!(request.target(), "/jobs?cluster=c&page-size=20&state=RUNNING&state=NEW");
    assert_eq!(request.header("X-Trace"), Some("t"));
}
