use super::api::Client;
use super::api::operations::{Line, Order, Place};
use crate::server::Server;

#[tokio::test]
async fn optional_properties_are_omitted() {
    let server = Server::json(r#"{"number":7}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let lines = vec![Line::new("tea", None)];
    let order = Order::new("me", Place::new(1.5, 2.5), lines).urgent(true);
    client.place_order(&order).send().await.expect("the response can be read");
    assert_eq!(
        server.only().text(),
        r#"{"buyer":"me","place":{"x":1.5,"y":2.5},"lines":[{"article":"tea","new":null}],"urgent":true}"#
    );
}
