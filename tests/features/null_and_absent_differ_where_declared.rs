use super::api::Client;
use super::api::operations::Change;
use crate::server::{Response, Server};

#[tokio::test]
async fn all_three_states_are_sent() {
    async fn check(change: Change, expected: &str) {
        let server = Server::start(vec![Response::with(204, &[], "")]);
        let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
        client.update_job("a", &change).send().await.expect("the response can be read");
        assert_eq!(server.only().text(), expected);
    }
    check(Change { owner: None, retries: None }, "{}").await;
    check(Change { owner: Some(None), retries: None }, r#"{"owner":null}"#).await;
    check(Change { owner: Some(Some("me".to_owned())), retries: Some(1) }, r#"{"owner":"me","retries":1}"#).await;
}

#[test]
fn all_three_states_are_decoded() {
    fn check(text: &str, owner: Option<Option<String>>) {
        let change: Change = serde_json::from_str(text).unwrap();
        assert_eq!(change, Change { owner, retries: None }, "{text}");
    }
    check("{}", None);
    check(r#"{"owner":null,"retries":null}"#, Some(None));
    check(r#"{"owner":"me"}"#, Some(Some("me".to_owned())));
}
