use super::api::operations::Job;

#[test]
fn absent_and_null_are_told_apart() {
    let check = |json: &str, owner: Option<Option<&str>>, limit: Option<f64>| {
        let job: Job = serde_json::from_str(json).unwrap();
        let read = job.owner.as_ref().map(|owner| owner.as_deref());
        assert_eq!((read, job.limit), (owner, limit), "{json}");
    };
    check("{}", None, None);
    check(r#"{"owner":null,"limit":null}"#, Some(None), None);
    check(r#"{"owner":"me","limit":2}"#, Some(Some("me")), Some(2.0));
}
