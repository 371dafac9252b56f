use super::api::Client;
use super::api::operations::{Order, PlaceOrderKind};
use crate::server::Server;

#[tokio::test]
async fn the_example_in_the_docs_can_be_sent() {
    let server = Server::json("7");
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let body = Order::new("me").urgent(true);
    client.place_order("here", &body).kind(&PlaceOrderKind::Fast).send().await.expect("the response can be read");
    let request = server.only();
    assert_eq!(request.target(), "/orders/here?kind=fast");
    assert_eq!(request.text(), r#"{"buyer":"me","urgent":true}"#);
}
