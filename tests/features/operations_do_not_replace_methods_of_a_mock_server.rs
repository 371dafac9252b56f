use super::api::mock_service;
use super::api::operations::TypeArguments;
use super::api::types::{MockServer, Stub};

#[tokio::test]
async fn operations_are_renamed_and_types_do_not_clash() {
    let server = mock_service::MockServer::start();
    let client = server.client().build().expect("all is set");
    let one = MockServer { stub: Stub { name: Some("a".into()) } };
    server.start_stub(None).respond(&());
    server.client_stub(client.client()).respond(&one);
    server.requests_stub(None).respond(&one);
    assert_eq!(client.start().send().await.expect("it is responded"), ());
    assert_eq!(client.client().send().await.expect("it is responded"), one);
    assert_eq!(client.requests().send().await.expect("it is responded"), one);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn arguments_in_a_struct_are_compared() {
    let server = mock_service::MockServer::start();
    let client = server.client().build().expect("all is set");
    let arguments = |g| TypeArguments { a: "a", b: "b", c: "c", d: "d", e: "e", f: "f", g };
    let one = MockServer { stub: Stub::default() };
    server.type_(client.type_(arguments(1))).respond(&one);
    assert_eq!(client.type_(arguments(1)).send().await.expect("it is responded"), one);
    assert!(client.type_(arguments(2)).send().await.is_err());
}
