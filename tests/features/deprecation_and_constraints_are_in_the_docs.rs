use super::api::Client;
use super::api::operations::{Item, Old};
use crate::server::Server;

#[tokio::test]
async fn they_do_not_warn_where_types_are_used() {
    let server = Server::json(r#"{"name":"n","old":"a"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let item = Item { step: Some(5), ..Item::new("n".to_owned()) };
    let item = client.put_item(&item).page(2).send().await.expect("the response can be read");
    assert_eq!(item.old, Some(Old::A));
    assert_eq!(server.only().text(), r#"{"name":"n","step":5}"#);
}
