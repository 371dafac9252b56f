use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn words_tell_names_apart() {
    let body = r#"{"@type":"a","Type":"b","type":"c","tags[]":["d"],"tags":"e","host-name":"f","hostName":"g",
        "HOST_NAME":"h","host_name":"i","currency":"eur","version":"V1","zone":"Etc/GMT-1","size":"m5-large","list":"<18"}"#;
    let server = Server::json(body);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let prices = client
        .list_prices()
        .day("1")
        .day_gt("2")
        .day_lt("3")
        .region(&ListPricesRegion::UsEast1Kebab)
        .x_mode(&ListPricesXMode::FastUpper)
        .send()
        .await
        .expect("the response can be read");
    assert_eq!(server.only().target(), "/prices?Day=1&Day%3E=2&Day%3C=3&region=us-east-1");
    assert_eq!([prices.at_type, prices.type_pascal, prices.type_].map(Option::unwrap_or_default), ["a", "b", "c"]);
    assert_eq!((prices.tags_list, prices.tags.as_deref()), (Some(vec!["d".to_owned()]), Some("e")));
    let hosts = [prices.host_name_kebab, prices.host_name_camel, prices.host_name_upper, prices.host_name];
    assert_eq!(hosts.map(Option::unwrap_or_default), ["f", "g", "h", "i"]);
    assert_eq!(prices.currency, Some(PriceListModelCurrency::EurLower));
    assert_eq!(prices.version, Some(PriceListModelVersion::V1Upper));
    assert_eq!(prices.zone, Some(PriceListModelZone::EtcGmtMinus1));
    assert_eq!(prices.list, Some(PriceList::Lt18));
}
