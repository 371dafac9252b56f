use super::api::Client;
use super::api::operations::{AsRef, Word, Words};
use crate::server::Server;

#[tokio::test]
async fn values_and_fields_keep_their_wire_names() {
    let json = concat!(
        r#"{"Word":"Err","Number":1,"Any":{"x":"a"},"Fields":{"AsRef":1,"type":2},"#,
        r#""err":"ok","AsRef":0,"self":1}"#
    );
    let server = Server::json(json);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let mut words = Words::new(Word::from("Err"));
    words.as_ref = Some(AsRef::Ok);
    let read = client.words(&words).send().await.expect("the response can be read");
    assert_eq!(server.only().text(), r#"{"Word":"Err","AsRef":1}"#);
    assert_eq!(serde_json::to_string(&read).expect("it can be written"), json);
    assert_eq!("Err".parse::<Word>(), Ok(read.word));
    assert_eq!("1".parse::<AsRef>(), Ok(AsRef::Ok));
}
