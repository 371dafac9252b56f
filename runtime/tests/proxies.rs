//! Proxies, which are settings of a custom HTTP client.

#![allow(clippy::unwrap_used, reason = "tests")]

mod script;
mod service;

use std::time::Duration;

use specwright_runtime::reqwest::Proxy;
use specwright_runtime::response::Text;
use specwright_runtime::{Client, Retry, http_client_builder};

use crate::script::{API, GET};
use crate::service::Service;

#[tokio::test]
async fn metadata_services_are_not_requested_through_a_proxy() {
    let proxy = Service::responding("200 OK", "", "from the proxy");
    let call = async |endpoint: &str| {
        let http = http_client_builder().proxy(Proxy::all(&proxy.url).unwrap()).build().unwrap();
        let client = Client::builder(&API).endpoint(endpoint).http_client(http).retry(Retry::none());
        let client = client.timeout(Duration::from_millis(500)).build().unwrap();
        client.request(&GET).send::<Text, Text>().await
    };
    assert_eq!(call("http://service.example").await.unwrap(), "from the proxy");
    assert_eq!(proxy.request().line(), "GET http://service.example/x HTTP/1.1");
    for address in ["http://169.254.169.254", "http://100.100.100.200", "http://[fd00:ec2::254]"] {
        // Where the tests run there may be such a service, or none.
        assert_ne!(call(address).await.ok().as_deref(), Some("from the proxy"), "{address}");
        assert!(proxy.is_untouched(), "{address}");
    }
}
