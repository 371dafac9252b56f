//! The emulator of Cloud Data Migration keeps state and rejects the requests that the service rejects.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_lite::StreamExt;
use huaweicloud_cdm::Client;
use huaweicloud_cdm::cluster::{
    ClusterStatus, CreateClusterRequest, NewCluster, StopCluster, StopClusterRequest, StopMode,
};
use huaweicloud_cdm::emulator::Emulator;
use huaweicloud_cdm::job::{JobStatus, JobType, JobsRequest};
use huaweicloud_cdm::link::{Link, LinkConfigValues, LinksRequest};
use huaweicloud_cdm::types::{Config, Input, ValidationStatus};
use specwright_runtime::{StatusCode, WaitError};

/// The polling interval.
const INTERVAL: Duration = Duration::from_millis(1);

fn service() -> (Emulator, Client, String) {
    let service = Emulator::start();
    service.add_job("orders");
    let client = service.client().build().expect("the settings are complete");
    let cluster = service.cluster_id();
    (service, client, cluster)
}

fn link(name: &str, host: &str) -> LinksRequest {
    let inputs = vec![Input::new("linkConfig.host", host), Input::new("linkConfig.password", "secret")];
    let values = LinkConfigValues::new(vec![Config::new(inputs, "linkConfig")]);
    LinksRequest::new(vec![Link::new(values, name, "generic-jdbc-connector")])
}

#[tokio::test]
async fn a_started_job_progresses_and_succeeds() {
    let (service, client, cluster) = service();
    service.steps(4);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let wait = client.start_job(&cluster, "orders").wait().interval(INTERVAL).on_progress(move |status| {
        let runs = status.submissions.iter().flatten();
        sink.lock().expect("no thread panicked").extend(runs.filter_map(|run| run.progress));
    });
    let runs = wait.await.expect("the job succeeds").submissions.expect("there is a run");
    assert_eq!(runs[0].status, Some(JobStatus::Succeeded));
    assert_eq!(*seen.lock().expect("no thread panicked"), [25.0, 50.0, 75.0, 100.0]);
    let counters = runs[0].counters.as_ref().and_then(|counters| counters.sqoop.as_ref());
    assert_eq!(counters.and_then(|counters| counters.rows_written), Some(80));
}

#[tokio::test]
async fn fail_next_run_fails_one_run() {
    let (service, client, cluster) = service();
    service.fail_next_run("orders", "no such table");
    let error = client.start_job(&cluster, "orders").wait().interval(INTERVAL).await.expect_err("the run fails");
    let WaitError::Failed { status, last } = error else { panic!("{error}") };
    let run = &last.submissions.expect("there is a run")[0];
    assert_eq!((status.as_str(), run.progress), ("FAILED", Some(-1.0)));
    assert_eq!(run.error_summary.as_deref(), Some("no such table"));
    // The next run succeeds.
    client.start_job(&cluster, "orders").wait().interval(INTERVAL).await.expect("the run succeeds");
}

#[tokio::test]
async fn a_run_can_be_stopped_once() {
    let (_service, client, cluster) = service();
    client.start_job(&cluster, "orders").send().await.expect("the job starts");
    let error = client.start_job(&cluster, "orders").send().await.expect_err("the job is running");
    assert_eq!((error.status(), error.code()), (Some(StatusCode::BAD_REQUEST), Some("Cdm.0052")));
    let error = client.delete_job(&cluster, "orders").send().await.expect_err("the job is running");
    assert_eq!(error.code(), Some("Cdm.0322"));
    client.stop_job(&cluster, "orders").send().await.expect("the job is stopped");
    let error = client.stop_job(&cluster, "orders").send().await.expect_err("the job is not running");
    assert_eq!(error.code(), Some("Cdm.0053"));
    let error = client.show_submissions(&cluster, "none").send().await.expect_err("the job does not exist");
    assert_eq!(error.code(), Some("Cdm.0100"));
    let runs = client.show_submissions(&cluster, "orders").send().await.expect("the job exists");
    assert_eq!(runs.submissions.expect("there is a run")[0].status, Some(JobStatus::Failed));
}

#[tokio::test]
async fn links_are_validated_and_their_secrets_hidden() {
    let (_service, client, cluster) = service();
    let error =
        client.create_link(&cluster, &link("far", "db.invalid")).send().await.expect_err("the host is unreachable");
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    let found =
        error.body().and_then(|body| body.validation_result.as_ref()).expect("the error has a validation result");
    let message = &found[0].link_config.as_ref().expect("the result is about a link")[0];
    assert_eq!(message.status, Some(ValidationStatus::Error));

    client
        .create_link(&cluster, &link("near", "10.0.0.1"))
        .validate("true")
        .send()
        .await
        .expect("the link is validated");
    let error = client.show_link(&cluster, "near").send().await.expect_err("the link was only validated");
    assert_eq!(error.code(), Some("Cdm.0101"));
    client.create_link(&cluster, &link("near", "10.0.0.1")).send().await.expect("the link is created");
    let error = client.create_link(&cluster, &link("near", "10.0.0.1")).send().await.expect_err("the link exists");
    assert_eq!(error.code(), Some("Cdm.0315"));
    let shown = client.show_link(&cluster, "near").send().await.expect("the link exists");
    assert!(!format!("{shown:?}").contains("secret"));
    let error = client.delete_link(&cluster, "source").send().await.expect_err("a job uses it");
    assert_eq!(error.code(), Some("Cdm.0021"));
    client.delete_link(&cluster, "near").send().await.expect("nothing uses it");
}

#[tokio::test]
async fn jobs_are_listed_in_pages() {
    let (service, client, cluster) = service();
    for number in 0..24 {
        service.add_job(&format!("job_{number:02}"));
    }
    let names: Vec<String> = client
        .show_jobs(&cluster, "all")
        .page_size(10)
        .items()
        .map(|job| job.expect("the page is decoded").name.expect("jobs have names"))
        .collect()
        .await;
    assert_eq!(names.len(), 25);
    assert_eq!(service.requests().len(), 3);
    // A single job is not paginated.
    let one: Vec<_> = client.show_jobs(&cluster, "orders").items().collect().await;
    assert_eq!(one.len(), 1);
    let found = client.show_jobs(&cluster, "all").filter("job_2").send().await.expect("the list is returned");
    assert_eq!(found.total, Some(4));
    let found =
        client.show_jobs(&cluster, "all").job_type(&JobType::BatchJob).send().await.expect("the list is returned");
    assert_eq!(found.jobs, Some(Vec::new()));
}

#[tokio::test]
async fn jobs_are_updated_and_deleted() {
    let (_service, client, cluster) = service();
    let shown = client.show_jobs(&cluster, "orders").send().await.expect("the job exists");
    let mut job = shown.jobs.expect("the job exists").remove(0);
    assert_eq!(job.status.as_deref(), Some("NEW"));
    job.to_link_name = "nowhere".to_owned();
    let error = client.update_job(&cluster, "orders", &JobsRequest::new(vec![job.clone()])).send().await;
    assert_eq!(error.expect_err("the link does not exist").code(), Some("Cdm.0101"));
    job.to_link_name = "source".to_owned();
    client
        .update_job(&cluster, "orders", &JobsRequest::new(vec![job.clone()]))
        .send()
        .await
        .expect("the job is updated");
    let error = client.create_job(&cluster, &JobsRequest::new(vec![job])).send().await.expect_err("the job exists");
    assert_eq!(error.code(), Some("Cdm.0104"));
    client.delete_job(&cluster, "orders").send().await.expect("the job is deleted");
    let error = client.start_job(&cluster, "orders").send().await.expect_err("the job was deleted");
    assert_eq!((error.status(), error.code()), (Some(StatusCode::INTERNAL_SERVER_ERROR), Some("Cdm.0100")));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn clusters_are_created_and_stopped() {
    let (_service, client, first) = service();
    let wanted = CreateClusterRequest::new(NewCluster::new().name("second"));
    let shown = client.create_cluster("en-us", &wanted).wait().interval(INTERVAL).await.expect("the cluster starts");
    assert_eq!((shown.name.as_deref(), shown.status), (Some("second"), Some(ClusterStatus::Normal)));
    let listed =
        client.list_clusters().send().await.expect("the list is returned").clusters.expect("the list is not empty");
    assert_eq!(listed.len(), 2);

    let how = StopCluster::new().stop_mode(StopMode::Gracefully).delay_time(-1);
    let stopped = client.stop_cluster(&first, &StopClusterRequest::new(how)).wait().interval(INTERVAL).await;
    assert_eq!(stopped.expect("the cluster stops").status, Some(ClusterStatus::Stopped));
    let error = client.start_job(&first, "orders").send().await.expect_err("the cluster is stopped");
    assert_eq!(error.code(), Some("Cdm.0202"));
    let error = client.show_jobs("nowhere", "all").send().await.expect_err("the cluster does not exist");
    assert_eq!((error.status(), error.code()), (Some(StatusCode::NOT_FOUND), Some("Cdm.0201")));
}
