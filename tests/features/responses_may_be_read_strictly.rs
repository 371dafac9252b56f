use super::api::Client;
use crate::server::Server;

#[tokio::test]
async fn examples_do_not_show_what_is_absent() {
    let list = async |body: &str| {
        let client = Client::builder().endpoint(&Server::json(body).url).build().expect("the settings are sound");
        client.list_jobs().send().await
    };
    let listed = list(r#"{"jobs":[{"name":"a","end":"now","owner":{"name":"o"}}],"total":1}"#).await.unwrap();
    assert_eq!((listed.total, listed.jobs[0].owner.name.as_str()), (1, "o"));

    let error =
        list(r#"{"jobs":[{"name":"a","end":null},{"end":"now","owner":{"name":1}}],"total":"2"}"#).await.unwrap_err();
    let places: Vec<&str> = error.mismatches().iter().map(|mismatch| mismatch.pointer()).collect();
    assert_eq!(places, ["/jobs/0/end", "/jobs/0", "/jobs/1/owner/name", "/jobs/1", "/total"]);
    assert_eq!(error.json_path(), Some("jobs[0].end"));
    assert!(error.to_string().contains("/jobs/1: missing field \"name\""), "{error}");
}
