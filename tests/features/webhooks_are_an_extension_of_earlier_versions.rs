use super::api::webhooks::WebhookPayload;

#[test]
fn payloads_are_decoded_by_name() {
    assert_eq!(WebhookPayload::NAMES, ["done POST", "doneAgain"]);
    let json = WebhookPayload::decode("done POST", br#"{"id":1,"result":"x"}"#).expect("it is read");
    let xml = WebhookPayload::decode("doneAgain", b"<Done><id>1</id><result>x</result></Done>").expect("it is read");
    let (WebhookPayload::DonePost(json), WebhookPayload::DoneAgain(xml)) = (json, xml) else {
        panic!("the names decide");
    };
    assert_eq!(json, xml);
}
