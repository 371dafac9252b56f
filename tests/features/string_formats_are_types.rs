use std::net::IpAddr;

use serde_json::{Value, json};
use specwright_runtime::jiff::{SignedDuration, Timestamp, ToSpan, civil};
use specwright_runtime::{reqwest::Url, rust_decimal, uuid};

use super::api::operations::{Event, EventWhen, SendFormRequest, SendPartsRequest};
use super::api::{Base64, Base64Url, Client, Date, DateTime, Decimal, Duration, Ip, Time, Uri, Uuid};
use crate::server::{Response, Server};

const ID: &str = "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6";

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

fn event(at: DateTime) -> Event {
    Event { at, lasts: None, page: None, price: None, host: None, key: None, when: None }
}

#[tokio::test]
async fn values_are_sent_in_their_formats() {
    let server = Server::start(vec![Response::with(200, &[("X-Id", ID)], r#"{"at":""}"#)]);
    let event = Event {
        lasts: Some(Some(Duration::from(90.minutes()))),
        page: Some(Uri::from(Url::parse("https://example.com/a").unwrap())),
        price: Some(Decimal::from(rust_decimal::Decimal::new(1990, 2))),
        host: Some("10.0.0.1".to_owned()),
        key: Some(Base64Url::from(vec![0xFB, 0xFF])),
        when: Some(EventWhen::Time(Time::from(civil::time(9, 30, 0, 0)))),
        ..event(DateTime::from(Timestamp::UNIX_EPOCH))
    };
    let id = Uuid::from(uuid::Uuid::from_u128(1));
    let days = [Date::from(civil::date(2024, 2, 29)), Date::new("someday")];
    let since = DateTime::new("2024-02-29T12:00:00.000+01:00");
    let from = Ip::from(IpAddr::from([10, 0, 0, 1]));
    client(&server)
        .put_event(&id, &event)
        .days(&days)
        .x_since(&since)
        .from(&from)
        .send()
        .await
        .expect("the response can be read");
    let request = server.only();
    assert_eq!(request.target(), "/events/00000000-0000-0000-0000-000000000001?days=2024-02-29&days=someday");
    assert_eq!(request.header("X-Since"), Some("2024-02-29T12:00:00.000+01:00"));
    assert_eq!(request.header("Cookie"), Some("from=10.0.0.1"));
    let expected = json!({
        "at": "1970-01-01T00:00:00Z",
        "lasts": "PT90M",
        "page": "https://example.com/a",
        "price": "19.90",
        "host": "10.0.0.1",
        "key": "-_8",
        "when": "09:30:00",
    });
    assert_eq!(serde_json::from_str::<Value>(request.text()).unwrap(), expected);
}

#[tokio::test]
async fn received_strings_are_kept_as_written() {
    let body = r#"{"at":"2020-01-01T00:00:00.000Z","lasts":"PT90M","page":"https://example.com","when":"9:30"}"#;
    let response = Response::with(200, &[("X-Id", ID), ("X-Reset", "tomorrow")], body);
    let server = Server::start(vec![response]);
    let client = client(&server);
    let response = client.put_event(&ID.parse().unwrap(), &event("2020-01-01T00:00:00Z".parse().unwrap()));
    let response = response.send_full().await.unwrap();
    assert_eq!(response.declared.x_id.get().unwrap().get_version_num(), 1);
    assert_eq!(response.declared.x_reset.unwrap().as_str(), "tomorrow");
    let event = response.body;
    assert_eq!(event.at.get().unwrap().as_second(), 1_577_836_800);
    let lasts = event.lasts.clone().unwrap().unwrap().get().unwrap();
    assert_eq!(SignedDuration::try_from(lasts).unwrap(), SignedDuration::from_mins(90));
    assert!(matches!(&event.when, Some(EventWhen::Time(time)) if time.get().is_err()), "{event:?}");
    client.put_event(&Uuid::new(ID), &event).send().await.expect("the response can be read");
    let again = server.received().remove(1);
    assert_eq!(again.target(), format!("/events/{ID}"));
    assert_eq!(again.text(), body);
}

#[tokio::test]
async fn malformed_strings_do_not_fail_the_response() {
    let server = Server::start(vec![Response::with(200, &[("X-Id", "")], r#"{"at":"2020-01-01","price":1.50}"#)]);
    let event = client(&server)
        .put_event(&Uuid::new(ID), &event(DateTime::new("")))
        .send()
        .await
        .expect("the response can be read");
    assert_eq!(event.at.as_str(), "2020-01-01");
    let error = event.at.get().unwrap_err();
    assert_eq!((error.value(), error.format()), ("2020-01-01", "date and time (RFC 3339)"));
    assert_eq!(event.price.unwrap().get().unwrap(), rust_decimal::Decimal::new(15, 1));
}

#[tokio::test]
async fn in_forms_values_are_strings() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let form = SendFormRequest { at: Some(DateTime::new("2020-01-01T00:00:00+01:00")) };
    client(&server).send_form().body(&form).send().await.expect("the response can be read");
    let parts = SendPartsRequest { raw: Some(Base64::from(b"hello".to_vec())) };
    client(&server).send_parts().body(&parts).send().await.expect("the response can be read");
    let [form, parts] = [0, 1].map(|index| server.received().remove(index));
    assert_eq!(form.text(), "at=2020-01-01T00%3A00%3A00%2B01%3A00");
    assert!(parts.text().contains("name=\"raw\"\r\n\r\naGVsbG8=\r\n"), "{}", parts.text());
}
