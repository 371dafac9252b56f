use super::api::Client;
use crate::server::Server;

#[tokio::test]
async fn a_tree_is_decoded_to_its_leaves() {
    let body = r#"{"left":{"leaf":{"size":2.5}},"children":[{"children":[]}],"named":{"a":{"left":{}}}}"#;
    let server = Server::json(body);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let tree = client.show_tree().send().await.expect("the response can be read");
    assert_eq!(tree.left.as_ref().unwrap().leaf.as_ref().unwrap().size, Some(2.5));
    assert_eq!(serde_json::to_string(&tree).unwrap(), body);
}
