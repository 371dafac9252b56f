use serde_json::{Value, json};

use super::api::operations::{Job, JobState};

#[test]
fn new_fills_them() {
    let job = Job { state: Some(Some(JobState::Empty)), ..Job::new("a".to_owned()) };
    let written = serde_json::to_value(&job).expect("it is written");
    assert_eq!(written, json!({"name": "a", "parent": null, "owner": null, "state": ""}));
}

#[test]
fn another_value_does_not_fail_the_whole() {
    let json = r#"{"name":"a","parent":7,"owner":null,"limit":"x"}"#;
    let job: Job = serde_json::from_str(json).expect("it is read");
    assert_eq!((job.parent, job.owner, job.limit), (json!(7), Value::Null, Some(json!("x"))));
}
