use super::api::Client;
use super::api::operations::Query;
use crate::server::{Response, Server};

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are valid")
}

#[tokio::test]
async fn a_rule_applies_to_operations_with_its_parameter_and_shape() {
    let server = Server::deciding(|request| match request.target().contains("anchor=b") {
        true => Response::json(200, r#"{"rows":["c"]}"#),
        false => Response::json(200, r#"{"rows":["a","b"],"anchor":"b"}"#),
    });
    let client = client(&server);
    assert_eq!(client.list_boxes().items().all().await.expect("all can be read"), ["a", "b", "c"]);
    assert_eq!(client.list_shelves().items().all().await.expect("all can be read"), ["a", "b", "c"]);
    client.list_rooms().send().await.expect("it can be read");
    assert_eq!(server.received().len(), 5);
}

#[tokio::test]
async fn the_offset_is_in_the_body() {
    let server = Server::deciding(|request| match request.text() {
        r#"{"skip":2}"# => Response::json(200, r#"{"rows":["c"]}"#),
        r#"{"skip":3}"# => Response::json(200, r#"{"rows":[]}"#),
        _ => Response::json(200, r#"{"rows":["a","b"]}"#),
    });
    let found = client(&server).search(&Query::new()).items().all().await;
    assert_eq!(found.expect("all can be read"), ["a", "b", "c"]);
}

#[tokio::test]
async fn page_numbers_end_at_the_count_of_a_header() {
    let server = Server::deciding(|request| {
        let body = if request.target().contains("page=2") { r#"["c"]"# } else { r#"["a","b"]"# };
        Response::with(200, &[("Content-Type", "application/json"), ("X-Total-Count", "3")], body)
    });
    assert_eq!(client(&server).list_papers().items().all().await.expect("all can be read"), ["a", "b", "c"]);
    assert_eq!(server.received().len(), 2);
}
