use std::fmt;

use super::api::Client;
use super::api::operations::Bill;
use crate::server::Server;

/// An amount in cents, on the wire a string with the currency: `3.50 EUR`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money(pub u64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} EUR", self.0 / 100, self.0 % 100)
    }
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let cents = text.strip_suffix(" EUR").and_then(|amount| amount.replace('.', "").parse().ok());
        cents.map(Self).ok_or_else(|| serde::de::Error::custom("no amount"))
    }
}

#[tokio::test]
async fn values_are_read_and_written_by_the_type() {
    let body = r#"{"total":"3.50 EUR","tip":"0.50 EUR","tax":null,"parts":["1.00 EUR"]}"#;
    let server = Server::json(body);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let bill = client.show_bill("all").least(&Money(100)).send().await.unwrap();
    assert_eq!(
        (bill.total, bill.tip, bill.tax, bill.parts),
        (Money(350), Some(Money(50)), Some(None), vec![Money(100)])
    );
    assert_eq!(server.only().line, "GET /bills/all?least=1.00%20EUR HTTP/1.1");
}

#[tokio::test]
async fn values_are_sent_by_the_type() {
    let server = Server::start(vec![crate::server::Response::of(204, "text/plain", "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let bill = Bill::new(Money(350), vec![Money(100)]).tip(Money(1));
    client.put_bill("all", &bill).send().await.unwrap();
    assert_eq!(server.only().body, br#"{"total":"3.50 EUR","tip":"0.01 EUR","parts":["1.00 EUR"]}"#);
}
