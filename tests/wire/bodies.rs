//! The request body: absent, empty and filled bodies differ, and values arrive unchanged.

use huaweicloud_cdm::job::StartJobRequest;
use huaweicloud_cdm::{Map, Value};

use crate::clients::{start, with_token};
use crate::page::RESPONSE;
use crate::server::{Received, Server};

async fn sent(body: Option<StartJobRequest>) -> Received {
    let server = Server::json(RESPONSE);
    let mut call = start(&with_token(&server));
    if let Some(body) = &body {
        call = call.body(body);
    }
    call.send().await.expect("the response is the page's");
    server.only()
}

#[tokio::test]
async fn absent_empty_and_filled_are_different() {
    let check = async |body: Option<StartJobRequest>, expected: &str| {
        let request = sent(body.clone()).await;
        assert_eq!(request.text(), expected);
        assert_eq!(request.header("content-length"), Some(expected.len().to_string().as_str()));
        let content_type = body.map(|_| "application/json");
        assert_eq!(request.header("content-type"), content_type, "{expected}");
    };
    check(None, "").await;
    check(Some(StartJobRequest::default()), "{}").await;
    check(Some(StartJobRequest::new()), "{}").await;
    check(Some(StartJobRequest::new().variables(Map::new())), r#"{"variables":{}}"#).await;
}

#[tokio::test]
async fn variables_of_any_kind_arrive() {
    let check = async |json: &str| {
        let variables: Map = serde_json::from_str(json).unwrap();
        let request = sent(Some(StartJobRequest::new().variables(variables))).await;
        assert_eq!(request.text(), format!("{{\"variables\":{json}}}"));
        assert_eq!(request.header("content-length"), Some(request.body.len().to_string().as_str()));
    };
    check(r#"{"bizdate":"2024-11-06"}"#).await;
    check(r#"{"名":"数据迁移 ü","😀":"\"\\/\n"}"#).await;
    check(r#"{"":""}"#).await;
    check(r#"{"a":{"b":[1,-2,3.5,true,false,null,"x",[],{}]},"b":null}"#).await;
    check(r#"{"largest":18446744073709551615,"least":-9223372036854775808}"#).await;
}

#[tokio::test]
async fn a_long_body_arrives_whole() {
    let variables: Map =
        (0..5_000).map(|number| (format!("key{number:04}"), Value::from("v".repeat(number % 100)))).collect();
    let request = sent(Some(StartJobRequest::new().variables(variables.clone()))).await;
    let body: StartJobRequest = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body.variables, Some(variables));
    assert!(request.body.len() > 200_000);
}

#[tokio::test]
async fn the_last_body_counts() {
    let server = Server::json(RESPONSE);
    let empty = StartJobRequest::new().variables(Map::new());
    start(&with_token(&server)).body(&StartJobRequest::default()).body(&empty).send().await.unwrap();
    assert_eq!(server.only().text(), r#"{"variables":{}}"#);
}
