use super::api::mock_service;
use super::api::operations::TypeArguments;
use super::api::types::{Service, Stub};

#[tokio::test]
async fn operations_give_way_and_types_do_not_clash() {
    let stand_in = mock_service::Service::start();
    let client = stand_in.client().build().expect("all is set");
    let one = Service { stub: Stub { name: Some("a".into()) } };
    stand_in.start_stub(None).answer(&());
    stand_in.client_stub(client.client()).answer(&one);
    stand_in.requests_stub(None).answer(&one);
    assert_eq!(client.start().send().await.expect("it is answered"), ());
    assert_eq!(client.client().send().await.expect("it is answered"), one);
    assert_eq!(client.requests().send().await.expect("it is answered"), one);
    assert_eq!(stand_in.requests().len(), 3);
}

#[tokio::test]
async fn arguments_in_a_struct_are_compared() {
    let stand_in = mock_service::Service::start();
    let client = stand_in.client().build().expect("all is set");
    let arguments = |g| TypeArguments { a: "a", b: "b", c: "c", d: "d", e: "e", f: "f", g };
    let one = Service { stub: Stub::default() };
    stand_in.type_(client.type_(arguments(1))).answer(&one);
    assert_eq!(client.type_(arguments(1)).send().await.expect("it is answered"), one);
    assert!(client.type_(arguments(2)).send().await.is_err());
}
