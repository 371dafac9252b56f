use specwright_runtime::jiff::{ToSpan, civil};

use super::api::Client;
use super::api::operations::Uri;
use crate::server::Server;

#[tokio::test]
async fn both_can_be_used() {
    let server = Server::json(r#"{"day":"2024-02-29","left":{"length":"PT1H","uri":"here"}}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let id = specwright_runtime::Uuid::new("1");
    let date = client.uuid(&id).send().await.expect("the response can be read");
    assert_eq!(date.day.unwrap().get().unwrap(), civil::date(2024, 2, 29));
    let left = date.left.unwrap();
    assert_eq!(left.length.unwrap().get().unwrap().fieldwise(), 1.hour().fieldwise());
    assert_eq!(left.uri, Some(Uri::Here));
    assert_eq!(server.only().target(), "/clock?id=1");
}
