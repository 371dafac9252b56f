use specwright_runtime::auth::OAuth2;

use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn the_token_endpoint_is_relative_to_the_server() {
    let server = Server::deciding(|request| match request.target() {
        "/api/token" => Response::json(200, r#"{"access_token":"fresh","token_type":"bearer"}"#),
        _ => Response::with(204, &[], ""),
    });
    let login = OAuth2::password("rosa", "a&b").scopes(["items"]);
    let client = Client::builder().endpoint(&format!("{}/api", server.url)).login(login).build();
    client.expect("the settings are valid").list_items().send().await.expect("the response can be read");
    let received = server.received();
    assert_eq!(received[0].text(), "grant_type=password&username=rosa&password=a%26b&scope=items");
    assert_eq!(received[1].target(), "/api/items");
    assert_eq!(received[1].header("Authorization"), Some("Bearer fresh"));
}
