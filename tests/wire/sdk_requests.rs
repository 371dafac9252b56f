//! Every recorded request of the official SDK for Python, sent by this client too: the request is the same, or the difference is
//! in a table, with the reason why ours is right. Both decode the response to the same values.

use std::collections::{BTreeMap, BTreeSet};

use huaweicloud_cdm::job::JobType;
use huaweicloud_cdm::{AccessKey, Client, Error};
use serde_json::{Map, Value, json};
use specwright_runtime::serde::Serialize;
use specwright_runtime::serde::de::DeserializeOwned;

use crate::facts::{by_value, facts};
use crate::page::{CLUSTER_ID, JOB_NAME, PROJECT_ID};
use crate::server::{Received, Response, Server};
use crate::verifier::unescaped;

/// Differences of one kind.
struct Difference {
    cases: &'static [&'static str],
    /// What differs.
    of: &'static str,
    theirs: &'static str,
    ours: &'static str,
    /// Why ours is right.
    #[allow(dead_code, reason = "for those who read")]
    why: &'static str,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        cases: &[
            "DeleteJob",
            "DeleteLink",
            "ListClusters",
            "ShowAvailabilityZones",
            "ShowClusterDetail",
            "ShowClusterEnterpriseProjects",
            "ShowDatastores",
            "ShowEnterpriseProjects",
            "ShowFlavorDetail",
            "ShowFlavors",
            "ShowInstanceDetail",
            "ShowJobStatus",
            "ShowJobs",
            "ShowLink",
            "ShowSubmissions",
            "StopJob",
            "body_none",
        ],
        of: "Content-Type",
        theirs: "application/json",
        ours: "",
        why: "there is no content of which it could be the type (RFC 9110, section 8.3); the SDK has a switch for this",
    },
    Difference {
        cases: &["job_name="],
        of: "sending",
        theirs: "sent",
        ours: "the path parameter `job_name` is empty, so the request would reach another resource",
        why: "the SDK calls `/cdm/job//start`",
    },
    Difference {
        cases: &["job_name=.."],
        of: "sending",
        theirs: "sent",
        ours: "the path parameter `job_name` is `..`, which URLs resolve away, so the request would reach another resource",
        why: "the SDK calls `/cdm/start`, and signs another path than that",
    },
    Difference {
        cases: &["project_id_none_with_endpoint"],
        of: "sending",
        theirs: "sent",
        ours: "the path parameter `project_id` has no value",
        why: "the SDK calls `/v1.1/%7Bproject_id%7D/…`, of a project that does not exist",
    },
    Difference {
        cases: &["DeleteCluster"],
        of: "response",
        theirs: r#"{"jobId": "ff8080815e55125a015e552eddba001a"}"#,
        ours: r#"{"jobId":["ff8080815e55125a015e552eddba001a"]}"#,
        why: "one job or a list of them is a list either way, so that the same code reads both",
    },
    Difference {
        cases: &["RestartCluster"],
        of: "response",
        theirs: r#"{"jobId": "ff8080815e59d92d015e5b27ccb0004d"}"#,
        ours: r#"{"jobId":["ff8080815e59d92d015e5b27ccb0004d"]}"#,
        why: "as above",
    },
];

/// The requests that this client does not send, and why.
const NOT_MADE: &[(&str, &str)] = &[
    ("job_name_none", "the name is an argument, a `&str`: the compiler refuses to leave it out"),
    ("signing_sm3", "another scheme, which the service uses only if it is configured to"),
];

/// The parts of a request that must be the same, by name.
fn essence(request: &Received) -> Vec<(&'static str, String)> {
    let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
    let mut pairs: Vec<String> =
        query.split('&').map(|pair| String::from_utf8_lossy(&unescaped(pair.as_bytes())).into_owned()).collect();
    pairs.sort_unstable();
    let header = |name: &str| request.header(name).unwrap_or_default().to_owned();
    let first = |name: &str, end: &[char]| header(name).split(end).next().unwrap_or_default().to_owned();
    let body: Value = match request.text() {
        "" => Value::Null,
        text => sorted(serde_json::from_str(text).expect("the body is JSON")),
    };
    vec![
        ("method", request.line.split(' ').next().unwrap_or_default().to_owned()),
        ("path", path.to_owned()),
        ("query", pairs.join("&")),
        ("body", body.to_string()),
        ("Content-Type", first("content-type", &[';', ' '])),
        ("Authorization", first("authorization", &[' '])),
        ("X-Sdk-Date", header("x-sdk-date").chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()),
        ("X-Project-Id", header("x-project-id")),
        ("X-Language", header("x-language")),
        ("X-Security-Token", header("x-security-token")),
        ("X-Auth-Token", header("x-auth-token")),
    ]
}

/// The same JSON, with properties sorted by name.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(properties) => {
            let properties: BTreeMap<String, Value> = properties.into_iter().collect();
            properties.into_iter().map(|(name, value)| (name, sorted(value))).collect()
        }
        Value::Array(elements) => elements.into_iter().map(sorted).collect(),
        scalar => scalar,
    }
}

/// The recorded request of the SDK.
fn theirs(wire: &Value) -> Received {
    let text = |value: &Value| value.as_str().expect("it is text").to_owned();
    let headers = wire["headers"].as_array().expect("there are headers").iter();
    let headers = headers.map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
    let line = format!("{} {} HTTP/1.1", text(&wire["method"]), text(&wire["target"]));
    Received::of(line, headers, text(&wire["body_text"]).into_bytes())
}

/// A value of a type of this client, from the JSON that the SDK sends.
fn typed<T: DeserializeOwned>(body: &Value) -> T {
    serde_json::from_value(body.clone()).expect("this client's type has what the SDK sends")
}

/// The decoded response, encoded as JSON.
fn encoded<T: Serialize, E>(response: Result<T, Error<E>>) -> Result<Value, String> {
    let encoded = |value| serde_json::to_value(value).expect("decoded values can be encoded");
    response.map(encoded).map_err(|error| error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause).to_owned())
}

/// The same call by this client, with the body that the SDK sends.
async fn call(case: &str, client: &Client, body: &Value) -> Result<Value, String> {
    let (cluster, job, language) = (CLUSTER_ID, JOB_NAME, "en-us");
    let start = || client.start_job(cluster, job);
    match case {
        "CreateCluster" => encoded(client.create_cluster(language, &typed(body)).send().await),
        "ListClusters" | "ignore_content_type_for_get" => encoded(client.list_clusters().send().await),
        "ShowClusterDetail" => encoded(client.show_cluster_detail(cluster).send().await),
        "DeleteCluster" => encoded(client.delete_cluster(cluster, &typed(body)).send().await),
        "StartCluster" => encoded(client.start_cluster(cluster, &typed(body)).send().await),
        "StopCluster" => encoded(client.stop_cluster(cluster, &typed(body)).send().await),
        "RestartCluster" => encoded(client.restart_cluster(cluster, &typed(body)).send().await),
        "ModifyCluster" => encoded(client.modify_cluster(cluster, language, &typed(body)).send().await),
        "ShowClusterEnterpriseProjects" => encoded(client.show_cluster_enterprise_projects(cluster).send().await),
        "ShowEnterpriseProjects" => encoded(client.show_enterprise_projects().send().await),
        "ShowAvailabilityZones" => encoded(client.show_availability_zones("cn-north-4").send().await),
        "ShowDatastores" => encoded(client.show_datastores().send().await),
        "ShowFlavors" => encoded(client.show_flavors("ds-1").send().await),
        "ShowFlavorDetail" => encoded(client.show_flavor_detail("fl-1").send().await),
        "ShowInstanceDetail" => encoded(client.show_instance_detail("in-1").send().await),
        "CreateLink" => encoded(client.create_link(cluster, &typed(body)).validate("true").send().await),
        "ShowLink" => encoded(client.show_link(cluster, "sftplink").send().await),
        "UpdateLink" => encoded(client.update_link(cluster, "mysql_link", &typed(body)).send().await),
        "DeleteLink" => encoded(client.delete_link(cluster, "jdbclink").send().await),
        "CreateJob" => encoded(client.create_job(cluster, &typed(body)).send().await),
        "CreateAndStartRandomClusterJob" => {
            encoded(client.create_and_start_random_cluster_job(language, &typed(body)).send().await)
        }
        "ShowJobs" => {
            let jobs = client.show_jobs(cluster, "all").filter("es_").page_no(1).page_size(10);
            encoded(jobs.job_type(&JobType::NormalJob).send().await)
        }
        "UpdateJob" => encoded(client.update_job(cluster, "es_css", &typed(body)).send().await),
        "DeleteJob" => encoded(client.delete_job(cluster, job).send().await),
        "StopJob" => encoded(client.stop_job(cluster, job).send().await),
        "ShowJobStatus" => encoded(client.show_job_status(cluster, job).send().await),
        "ShowSubmissions" => encoded(client.show_submissions(cluster, job).send().await),
        "body_none" => encoded(start().send().await),
        "StartJob"
        | "body_without_variables"
        | "variables_with_values"
        | "variables_nested_none"
        | "security_token"
        | "project_id_none_with_endpoint" => encoded(start().body(&typed(body)).send().await),
        "invoker_add_header_x_auth_token" => {
            let call = start().body(&typed(body)).configure(|request| request.header("X-Auth-Token", "MII"));
            encoded(call.send().await)
        }
        "invoker_add_header_authorization" => {
            let call = start().body(&typed(body)).configure(|request| request.header("Authorization", "none"));
            encoded(call.send().await)
        }
        _ => match case.strip_prefix("job_name=") {
            Some(job) => encoded(client.start_job(cluster, job).body(&typed(body)).send().await),
            None => unreachable!("no call is defined for {case}"),
        },
    }
}

/// The differences between a recorded case and this client.
async fn differences(case: &str, seen: &Value) -> Vec<(&'static str, String, String)> {
    let wire = theirs(&seen["wire"][0]);
    let (status, read) = (&seen["http_status"], seen["print"].as_str().unwrap_or_default());
    let status = status.as_u64().and_then(|status| u16::try_from(status).ok()).expect("there was a response");
    let server = Server::start(vec![Response::json(status, read)]);
    let mut key = AccessKey::new("AKEXAMPLE00000000001", "SKexample+/not/a/real/secret=0000000000");
    if case == "security_token" {
        key = key.security_token("STS-EXAMPLE");
    }
    let mut builder = Client::builder().endpoint(&server.url).ak_sk(key);
    if case != "project_id_none_with_endpoint" {
        builder = builder.project_id(PROJECT_ID);
    }
    let body = serde_json::from_str(wire.text()).unwrap_or_default();
    let outcome = call(case, &builder.build().expect("the client is complete"), &body).await;
    let sent = server.received();
    let Some(sent) = sent.first() else {
        let error = outcome.expect_err("nothing was responded");
        let why = error.strip_prefix("StartJob: invalid request: ").unwrap_or(&error);
        // What to do about it comes behind a colon.
        return vec![("sending", "sent".into(), why.split(": ").next().unwrap_or_default().to_owned())];
    };
    let pairs = essence(&wire).into_iter().zip(essence(sent));
    let mut differences: Vec<_> = pairs
        .filter(|((_, theirs), (_, ours))| theirs != ours)
        .map(|((name, theirs), (_, ours))| (name, theirs, ours))
        .collect();
    // A response without a declared body is `()`.
    let ours = match outcome {
        Ok(Value::Null) => json!({}).to_string(),
        Ok(value) => value.to_string(),
        Err(error) => error,
    };
    let json = |text: &str| serde_json::from_str(text).ok().map(by_value);
    if json(&ours) != json(read) {
        differences.push(("response", read.to_owned(), ours));
    }
    differences
}

#[tokio::test]
async fn are_those_of_this_client() {
    let Some(capture) = facts("sdk-capture.json") else { return };
    let section = |name: &str| capture[name].as_object().cloned().unwrap_or_default();
    let mut cases: Map<String, Value> = section("operations");
    assert_eq!(cases.len(), 28);
    let requests = section("client_side").into_iter();
    cases.extend(requests.filter(|(_, seen)| !seen["wire"][0].is_null()));

    let mut expected: BTreeSet<(String, String, String, String)> = BTreeSet::new();
    for Difference { cases, of, theirs, ours, .. } in DIFFERENCES {
        let row = |case: &&str| ((*case).into(), (*of).into(), (*theirs).into(), (*ours).into());
        expected.extend(cases.iter().map(row));
    }
    let mut found = BTreeSet::new();
    for (case, _) in NOT_MADE {
        assert!(cases.remove(*case).is_some(), "{case} is not there");
    }
    for (case, seen) in &cases {
        for (of, theirs, ours) in differences(case, seen).await {
            found.insert((case.clone(), of.to_owned(), theirs, ours));
        }
    }
    let list = |rows: Vec<&(String, String, String, String)>| {
        rows.iter()
            .map(|(case, of, theirs, ours)| format!("\n{case}, {of}: {theirs:?} against {ours:?}"))
            .collect::<String>()
    };
    let unknown = list(found.difference(&expected).collect());
    let missing = list(expected.difference(&found).collect());
    assert!(unknown.is_empty() && missing.is_empty(), "not in the table:{unknown}\nin the table only:{missing}");
}
