use super::api::Client;
use super::api::operations::Note;
use crate::server::{Response, Server};
use specwright_runtime::Map;

async fn sent(note: Note) -> String {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.add_note(&note).send().await.expect("it is sent");
    server.only().text().to_owned()
}

#[tokio::test]
async fn values_are_not_wrapped() {
    assert_eq!(sent(Note::new()).await, "{}");
    let note = Note::new().text("a").count(1).tags(vec!["b".to_owned()]).meta("c").from("d");
    assert_eq!(sent(note).await, r#"{"text":"a","count":1,"tags":["b"],"meta":"c","from":"d"}"#);
    assert_eq!(sent(Note::new().parent(Note::new().count(2))).await, r#"{"parent":{"count":2}}"#);
    assert_eq!(sent(Note::new().additional_properties(Map::from([("x".into(), 1)]))).await, r#"{"x":1}"#);
}

#[tokio::test]
async fn null_is_none() {
    assert_eq!(sent(Note::new().due(3).author("me".to_owned())).await, r#"{"due":3,"author":"me"}"#);
    assert_eq!(sent(Note::new().due(None).author(None)).await, r#"{"due":null,"author":null}"#);
}

#[tokio::test]
async fn setters_leave_other_methods_alone() {
    assert_eq!(Note::new(), Note::default());
    let note = Note::new().with_new2(true).with_default(false).with_new(true);
    assert_eq!(sent(note.clone()).await, r#"{"new":true,"default":false,"with_new":true}"#);
}
