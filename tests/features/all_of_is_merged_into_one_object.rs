use super::api::Client;
use super::api::operations::{Job, Owner};
use crate::server::Server;

#[tokio::test]
async fn properties_of_all_parts_are_encoded_and_decoded() {
    let server = Server::json(r#"{"id":"r","source":"s","name":"n","owner":{"id":7}}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let owner = Owner { id: Some(7) };
    let job = Job { name: "n".to_owned(), owner: Some(Some(owner.clone())), source: "s".to_owned() };
    let run = client.replace_job(&job).send().await.expect("the response can be read");
    assert_eq!(server.only().text(), r#"{"name":"n","owner":{"id":7},"source":"s"}"#);
    assert_eq!((run.id.as_deref(), run.name.as_str(), run.source.as_str()), (Some("r"), "n", "s"));
    assert_eq!(run.owner, Some(owner));
}
