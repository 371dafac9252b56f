use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

async fn job(json: &str) -> Job {
    let server = Server::json(json);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    client.create_job(&NewJob::default()).send().await.expect("the response can be read")
}

/// What is sent for a value, read and written again.
fn sent(json: &str) -> NewJob {
    let job: NewJob = serde_json::from_str(json).expect("it can be read");
    assert_eq!(serde_json::to_string(&job).expect("it can be written"), json);
    job
}

#[tokio::test]
async fn absent_and_null_are_the_same_in_responses() {
    for json in [r#"{"state":null}"#, r#"{"owner":null,"state":null,"parent":null}"#] {
        let job = job(json).await;
        assert_eq!((job.owner, job.state, job.parent, job.past), (None, None, None, None), "{json}");
    }
    let job = job(r#"{"owner":"me","state":"done","parent":{"href":"/"},"past":["a",null]}"#).await;
    assert_eq!((job.owner.as_deref(), job.state.as_deref()), (Some("me"), Some("done")));
    assert_eq!(job.parent.map(|link| link.href), Some("/".to_owned()));
    assert_eq!(job.past, Some(vec![Some("a".to_owned()), None]));
}

#[test]
fn null_is_sent_where_it_says_something() {
    assert_eq!(sent("{}"), NewJob::default());
    assert_eq!(sent(r#"{"owner":null}"#).owner, Some(None));
    assert_eq!(sent(r#"{"parent":null}"#).parent, Some(None));
    assert_eq!(sent(r#"{"parent":{"href":"/"}}"#).parent, Some(Some(Link { href: "/".to_owned() })));
    // The default is null.
    let job: NewJob = serde_json::from_str(r#"{"limit":null}"#).unwrap();
    assert_eq!(job.limit, None::<f64>);
    assert_eq!(sent(r#"{"limit":1.5}"#).limit, Some(1.5));
}

#[test]
fn enums_of_null_and_of_nothing_are_what_they_say() {
    assert_eq!(sent(r#"{"field":null}"#).field, Some(None));
    assert_eq!(sent(r#"{"field":"two"}"#).field, Some(Some(Field::Two)));
    assert_eq!(sent(r#"{"fields":["one",null]}"#).fields, Some(vec![Some(Field::One), None]));
    assert_eq!(sent(r#"{"both":null}"#).both, Some(None));
    assert_eq!(sent(r#"{"both":{"href":"/"}}"#).both, Some(Some(Link { href: "/".to_owned() })));
    assert_eq!(sent(r#"{"blank":""}"#).blank.map(|blank| blank.to_string()), Some(String::new()));
    assert_eq!(sent(r#"{"blank":"one"}"#).blank.map(|blank| blank.to_string()), Some("one".to_owned()));
}
