use super::api::Client;
use super::api::std::*;
use crate::server::Server;

#[tokio::test]
async fn values_and_fields_keep_their_wire_names() {
    let json = r#"{"Word":"err","Number":1,"Any":{"x":"a"},"Fields":{"Self":1,"type":2},"err":0,"AsRef":"ok","self":"err"}"#;
    let server = Server::json(json);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let mut words = Words::new(Word::from("err"));
    words.as_ref = Some("ok".into());
    let read = client.words(&words).send().await.expect("the response can be read");
    assert_eq!(server.only().text(), r#"{"Word":"err","AsRef":"ok"}"#);
    assert_eq!(serde_json::to_string(&read).expect("it can be written"), json);
    assert_eq!("err".parse::<Word>(), Ok(read.word));
}
