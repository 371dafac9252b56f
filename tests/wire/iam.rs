//! Mock servers and values for authentication: IAM, and an environment other than that of the process.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::server::{Response, Server};

/// An IAM that issues `token-1`, `token-2` and so on, each for so many seconds and for the project `project-of-iam`.
pub fn issuing(seconds: u64) -> Server {
    let issued = AtomicUsize::new(0);
    Server::deciding(move |_| {
        let token = format!("token-{}", issued.fetch_add(1, Ordering::SeqCst) + 1);
        let headers = [("Content-Type", "application/json"), ("X-Subject-Token", token.as_str())];
        Response::with(201, &headers, &about(seconds))
    })
}

/// The body of a response with a token. Its dates are in the past.
pub fn about(seconds: u64) -> String {
    let (hours, rest) = (seconds / 3_600, seconds % 3_600);
    let end = format!("{:02}:{:02}:{:02}", hours, rest / 60, rest % 60);
    let project = r#"{"id":"project-of-iam","name":"cn-north-4","domain":{"id":"d78c","name":"a"}}"#;
    format!(
        r#"{{"token":{{"issued_at":"2019-02-12T00:00:00.000000Z","expires_at":"2019-02-12T{end}.000000Z",
        "methods":["password"],"project":{project}}}}}"#
    )
}

/// An IAM that has these projects.
pub fn with_projects(ids: &[&str]) -> Server {
    let project = |id: &&str| format!(r#"{{"id":"{id}","name":"cn-north-4","enabled":true}}"#);
    let projects: Vec<String> = ids.iter().map(project).collect();
    Server::json(&format!(r#"{{"links":{{}},"projects":[{}]}}"#, projects.join(",")))
}

/// An environment with these variables.
pub fn environment(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + Send + Sync + 'static {
    let owned = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let variables: BTreeMap<String, String> = owned.collect();
    move |name| variables.get(name).cloned()
}

/// The results of concurrent calls.
pub async fn all<C: Future<Output: Send + 'static> + Send + 'static>(calls: impl Iterator<Item = C>) -> Vec<C::Output> {
    calls.collect::<JoinSet<_>>().join_all().await
}

/// Advances the clock, for everything except sockets.
pub async fn later(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}
