use super::api::Client;
use super::api::operations::{Line, Order, Place};
use crate::server::Server;

#[tokio::test]
async fn optional_properties_are_omitted() {
    let server = Server::json(r#"{"number":7}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let place = Place::new(1.5, 2.5, 0.0, "High Street", 7, 2, "Ely", "GB");
    let order = Order::new("me", place, vec![Line::new("tea", None)]).urgent(true);
    client.place_order(&order).send().await.expect("the response can be read");
    let request = server.only();
    let text = request.text();
    assert!(text.starts_with(r#"{"kind":"order","buyer":"me","place":{"x":1.5,"y":2.5,"#), "{text}");
    assert!(text.ends_with(r#""lines":[{"article":"tea","new":null}],"urgent":true}"#), "{text}");
}
