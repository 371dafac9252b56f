use serde_json::json;

use super::api::Client;
use super::api::operations::Query;
use crate::server::{Response, Server};

/// A server whose pages name the next one, until the last is requested.
fn server() -> Server {
    Server::deciding(|request| {
        let second = request.target().contains("page_token=b") || request.text().contains("\"b\"");
        Response::json(
            200,
            &match request.target().split('?').next() {
                Some("/versions") if request.target().ends_with("page=1") => json!([]),
                Some("/versions") => json!(["v1", null]),
                _ if second => json!({ "files": ["c"] }),
                _ => json!({ "files": ["a", "b"], "pagination": { "next_page_token": "b" } }),
            }
            .to_string(),
        )
    })
}

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn pages_and_items_are_requested_on_demand() {
    let server = server();
    let mut pages = client(&server).list_files().items_query(2).pages();
    let first = pages.next().await.expect("there is a page").expect("it is responded");
    assert_eq!(first.files.as_deref(), Some(["a".to_owned(), "b".to_owned()].as_slice()));
    assert_eq!(server.received().len(), 1);
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert!(pages.next().await.is_none());
    let targets: Vec<String> = server.received().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(targets, ["/files?items=2", "/files?items=2&page_token=b"]);

    let files = client(&server).list_files().items().all().await.expect("all pages are responded");
    assert_eq!(files, ["a", "b", "c"]);
}

#[tokio::test]
async fn page_numbers_start_with_the_declared_number() {
    let server = server();
    let versions = client(&server).list_versions().items().all().await.expect("all pages are responded");
    assert_eq!(versions, [Some("v1".to_owned()), None]);
}

#[tokio::test]
async fn the_configuration_can_declare_it() {
    let server = server();
    let query = Query { text: "t".to_owned(), from: None };
    let found = client(&server).search(&query).items().all().await.expect("all pages are responded");
    assert_eq!(found, ["a", "b", "c"]);
    let sent: serde_json::Value = serde_json::from_str(server.received()[1].text()).expect("it is JSON");
    assert_eq!(sent, json!({ "text": "t", "from": "b" }));
}
