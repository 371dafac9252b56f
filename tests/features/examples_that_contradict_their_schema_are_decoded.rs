use super::api::Client;
use crate::server::Server;

#[tokio::test]
async fn both_forms_are_decoded() {
    for body in [
        r#"{"created":"1536905778725","ended":1536905778726,"sizes":["1",2]}"#,
        r#"{"created":1536905778725,"ended":1536905778726,"sizes":[1,2]}"#,
    ] {
        let server = Server::json(body);
        let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
        let job = client.show_job().send().await.expect("the response can be read");
        assert_eq!((job.created, job.ended), (Some(1_536_905_778_725), Some(1_536_905_778_726)));
        assert_eq!(job.sizes, Some(vec![1, 2]));
    }
}

#[tokio::test]
async fn a_property_without_a_contradiction_stays_strict() {
    let server = Server::json(r#"{"ended":"1536905778726"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let error = client.show_job().send().await.unwrap_err();
    assert_eq!(error.json_path(), Some("ended"));
}
