use super::api::Client;
use super::api::operations::*;
use crate::server::{Response, Server};

#[tokio::test]
async fn each_goes_to_its_place() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let arguments = PutRuleArguments { project: "p", firewall: "f", chain: "c", rule: 7, zone: "z", if_match: "e" };
    client.put_rule(arguments, &PutRuleRequest::new().drop(true)).dry(true).send().await.expect("it is put");
    let sent = server.received().remove(0);
    assert_eq!(sent.line, "PUT /p/f/c/rules/7?zone=z&dry=true HTTP/1.1");
    assert_eq!((sent.header("If-Match"), sent.text()), (Some("e"), r#"{"drop":true}"#));
}
