//! Every operation of the document, called by the generated examples: the service accepts each signature.

// The examples are formatted with the settings of their own crate.
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/catalog.rs"]
mod catalog;
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/cluster.rs"]
mod cluster;
#[allow(unused_qualifications)]
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/job.rs"]
mod job;
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/link.rs"]
mod link;
#[allow(dead_code)]
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/outcome.rs"]
mod outcome;
#[rustfmt::skip]
#[path = "../../generated/examples/every_operation/token.rs"]
mod token;

use std::collections::BTreeSet;
use std::path::Path;

use huaweicloud_cdm::AccessKey;
use specwright_runtime::auth::SignedHeaders;

use crate::clients::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, bare, key};
use crate::server::{Received, Server};
use crate::verifier::{Refusal, Verifier};

/// Operations that need no credentials.
const OPEN: &[&str] = &["POST /v3/auth/tokens?nocatalog=true HTTP/1.1"];

/// Number of operations of the client. Some are in several files, where they are polled by other operations.
fn operations() -> usize {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("generated/src")];
    let mut ids = BTreeSet::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(path.read_dir().expect("the folder can be read").flatten().map(|entry| entry.path()));
        } else {
            let text = std::fs::read_to_string(&path).expect("the file can be read");
            let statics = text.split(": Operation = Operation {\n").skip(1);
            ids.extend(statics.filter_map(|rest| rest.lines().next().map(str::to_owned)));
        }
    }
    ids.len()
}

/// The received requests of all operations, signed with a key.
async fn sent(key: AccessKey) -> Vec<Received> {
    // The response fits none of the operations; the results of the calls do not matter here.
    let server = Server::json("{}");
    let client = bare(&server).iam_endpoint(&server.url).ak_sk(key).build().expect("the client is complete");
    let mut report = outcome::Report::default();
    catalog::calls(&client, &mut report).await;
    cluster::calls(&client, &mut report).await;
    job::calls(&client, &mut report).await;
    link::calls(&client, &mut report).await;
    token::calls(&client, &mut report).await;
    let received = server.received();
    assert_eq!(received.len(), operations(), "an operation is not called, or a file of calls is not listed here");
    received
}

fn is_open(request: &Received) -> bool {
    OPEN.contains(&request.line.as_str())
}

#[tokio::test]
async fn is_accepted() {
    for key in [
        key(),
        key().security_token(SECURITY_TOKEN),
        key().signed_headers(SignedHeaders::All),
        key().security_token(SECURITY_TOKEN).signed_headers(SignedHeaders::All),
    ] {
        let verifier = Verifier::new(ACCESS_KEY, SECRET_KEY);
        let sent = sent(key).await;
        assert_eq!(sent.iter().filter(|request| is_open(request)).count(), OPEN.len());
        for request in sent {
            match is_open(&request) {
                true => assert_eq!(request.header("authorization"), None, "{}", request.line),
                false => assert_eq!(verifier.verify(&request), Ok(()), "{}", request.line),
            }
        }
    }
}

#[tokio::test]
async fn is_refused_late_or_altered() {
    let on_time = Verifier::new(ACCESS_KEY, SECRET_KEY);
    for request in sent(key().security_token(SECURITY_TOKEN)).await {
        if is_open(&request) {
            continue;
        }
        for minutes in [-16, 16] {
            let late = Verifier { now: on_time.now + minutes * 60, ..on_time.clone() };
            assert_eq!(late.verify(&request), Err(Refusal::Clock), "{}", request.line);
        }
        let check = |what: &str, altered: Received| {
            assert_eq!(on_time.verify(&altered), Err(Refusal::Signature), "{what} of {}", request.line);
        };
        let head = |from: &str, to: &str| {
            let head = String::from_utf8(request.head.clone()).expect("the head is text");
            assert!(head.contains(from), "{from:?} is not in {head}");
            Received { head: head.replacen(from, to, 1).into_bytes(), ..request.clone() }
        };
        let (method, target) = (request.line.split(' ').next().unwrap_or_default(), request.target());
        let query = if target.contains('?') { "&" } else { "?" };
        check("another body", Received { body: [&request.body[..], b" "].concat(), ..request.clone() });
        check("another method", head(method, "PATCH"));
        check("another path", head("/v1.1/", "/v1.2/"));
        check("another query", head(target, &format!("{target}{query}added=1")));
        check("another host", head("host: ", "host: not."));
        check("another project", head("x-project-id: ", "x-project-id: 0"));
        check("another token", head("x-security-token: ", "x-security-token: 0"));
    }
}
