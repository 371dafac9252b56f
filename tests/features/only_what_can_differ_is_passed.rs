use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn only_what_differs_is_passed() {
    let card = Card::new("4111".to_owned());
    assert_eq!(card.by, "card");
    let transfer = Transfer::new("DE89".to_owned());
    assert_eq!(transfer.by, Means::Transfer);
    let ping = Ping::default();
    assert_eq!(ping.type_, PingType::Ping);

    let sent = |order: Order| async move {
        let server = Server::json(&serde_json::to_string(&order).expect("it can be written"));
        let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
        let same = client.place_order(&order).send().await.expect("the response can be read");
        assert_eq!(same, order);
        server.only().text().to_owned()
    };
    let head = r#"{"kind":"order","version":2,"express":false,"ratio":0.5,"role":"buyer","buyer":"me""#;
    assert_eq!(sent(Order::new("me".to_owned())).await, format!("{head}}}"));
    let order = |payment: Payment| Order { payment: Some(payment), ..Order::new("me".to_owned()) };
    let paid = sent(order(card.into())).await;
    assert_eq!(paid, format!(r#"{head},"payment":{{"by":"card","number":"4111"}}}}"#));
    let paid = sent(order(transfer.into())).await;
    assert_eq!(paid, format!(r#"{head},"payment":{{"by":"transfer","iban":"DE89"}}}}"#));
    let order = |last: OrderLast| Order { last: Some(last), ..Order::new("me".to_owned()) };
    assert_eq!(sent(order(ping.into())).await, format!(r#"{head},"last":{{"type":"ping"}}}}"#));
}

#[test]
fn unions_are_made_from_their_types() {
    assert_eq!(Payment::from("cash".to_owned()), Payment::String("cash".to_owned()));
    assert_eq!(OrderLast::from(vec!["a".to_owned()]), OrderLast::List(vec!["a".to_owned()]));
    assert_eq!(OrderLast::from(7), OrderLast::Integer(7));
}
