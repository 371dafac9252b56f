use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn methods_are_named_without_method_and_path() {
    let server = Server::json(r#"{"useIPv6Address":true,"kind":"M2MToken"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let body = Oauth2Client { use_ipv6_address: Some(true), kind: Some(Oauth2ClientKind::IosApp) };
    let created: Oauth2Client = client.create_oauth2_client(&body).send().await.expect("the response can be read");
    assert_eq!(created.kind, Some(Oauth2ClientKind::M2mToken));
    let _: ReadItem = client.read_item(1);
    assert_eq!(Oauth2ClientKind::GraphqlApi.as_str(), "GraphQLApi");
}
