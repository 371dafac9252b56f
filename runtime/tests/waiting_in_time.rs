//! How long the polling of long-running operations takes, on a paused clock.

#![allow(clippy::unwrap_used, reason = "tests")]

mod script;

use std::time::Duration;

use specwright_runtime::response::Json;
use specwright_runtime::wait::Polling;
use specwright_runtime::{ErrorKind, Request, Value, Wait, WaitError};
use tokio::time::Instant;

use crate::script::{GET, POST, Script, Turn};

static JOB: Polling = Polling::until(&GET, "/state", &["DONE"]).every(10);

fn started() -> Turn {
    Turn::Body("{}".into())
}

fn running() -> Turn {
    Turn::Body(r#"{"state":"RUNNING"}"#.into())
}

fn running_for(retry_after: &'static str) -> Turn {
    Turn::Full(200, vec![("retry-after", retry_after.to_owned())], r#"{"state":"RUNNING"}"#)
}

fn done() -> Turn {
    Turn::Body(r#"{"state":"DONE"}"#.into())
}

fn wait(script: &Script) -> Wait<Value, Value, Value> {
    wait_for(script.client().request(&POST))
}

fn wait_for(start: Request) -> Wait<Value, Value, Value> {
    start.wait::<Json<Value>, Json<Value>, Json<Value>>(&JOB)
}

#[tokio::test(start_paused = true)]
async fn the_interval_is_the_least_and_is_limited() {
    let check = async |turn: Turn, seconds: u64| {
        let script = Script::new([started(), turn, done()]);
        wait(&script).await.unwrap();
        assert_eq!(script.waits()[1..], [Duration::from_secs(seconds)]);
    };
    check(running(), 10).await;
    check(running_for("0"), 10).await;
    check(running_for("9"), 10).await;
    check(running_for("25"), 25).await;
    check(running_for("86400"), 600).await;
    check(running_for("99999999999999999999999"), 600).await;

    let script = Script::new([started(), running_for("86400"), done()]);
    wait(&script).longest_interval(Duration::from_secs(60)).await.unwrap();
    assert_eq!(script.waits()[1], Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn one_deadline_bounds_everything() {
    let check = async |turns: Vec<Turn>, has_status: bool| {
        let script = Script::new(turns);
        let begin = Instant::now();
        let error = wait(&script).timeout(Duration::from_secs(25)).await.unwrap_err();
        let WaitError::TimedOut { after, last } = error else { panic!("{error}") };
        assert_eq!((after, last.is_some()), (Duration::from_secs(25), has_status));
        assert!(begin.elapsed() <= Duration::from_secs(26), "{:?}", begin.elapsed());
    };
    check(vec![started(), running()], true).await;
    check(vec![started(), running(), Turn::Hanging], true).await;
    check(vec![started(), Turn::Hanging], false).await;

    let script = Script::new([Turn::Hanging]);
    let error = wait(&script).timeout(Duration::from_secs(25)).await.unwrap_err();
    let WaitError::Start(error) = error else { panic!("{error}") };
    assert_eq!((error.kind(), error.is_connect()), (ErrorKind::Timeout, false), "it may have been started");
}

#[tokio::test(start_paused = true)]
async fn a_failing_poll_is_retried_like_any_call() {
    let unavailable = || Turn::Status(503, Vec::new());
    let script = Script::new([started(), unavailable(), Turn::Broken, running(), unavailable(), done()]);
    wait(&script).await.unwrap();
    assert_eq!(script.count(), 6);
}

#[tokio::test(start_paused = true)]
async fn waiting_can_be_resumed() {
    let refused = || Turn::Status(403, Vec::new());
    let script = Script::new([started(), running(), refused(), running(), done()]);
    let mut wait = wait(&script);
    let error = (&mut wait).await.unwrap_err();
    assert!(matches!(&error, WaitError::Poll(error) if error.status().is_some_and(|status| status == 403)), "{error}");
    assert_eq!((&mut wait).await.unwrap()["state"], "DONE");
    let methods: Vec<_> = script.received().iter().map(|request| request.method.to_string()).collect();
    assert_eq!(methods, ["POST", "GET", "GET", "GET", "GET"], "it is started once");

    // After a timeout, and after the future was dropped.
    let script = Script::new([started(), running(), running(), done()]);
    let mut wait = wait_for(script.client().request(&POST)).timeout(Duration::from_secs(9));
    assert!(matches!((&mut wait).await, Err(WaitError::TimedOut { .. })));
    let mut wait = wait.timeout(Duration::from_secs(60));
    assert!(tokio::time::timeout(Duration::from_secs(5), &mut wait).await.is_err());
    wait.await.unwrap();
    assert_eq!(script.received().iter().filter(|request| request.method == "POST").count(), 1);

    // What was not started is started again.
    let script = Script::new([refused(), started(), done()]);
    let mut wait = wait_for(script.client().request(&POST));
    assert!(matches!((&mut wait).await, Err(WaitError::Start(_))));
    wait.await.unwrap();
    assert_eq!(script.received().iter().filter(|request| request.method == "POST").count(), 2);
}
