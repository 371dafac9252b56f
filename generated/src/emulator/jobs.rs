//! Operations on jobs.

use crate::job::{ConfigValues, CreateJobResponse, Job, JobType, JobValidation, JobsRequest, ShowJobsResponse};
use crate::link::Link;
use crate::mock::{MockServer, ReceivedRequest};

use super::error::{self, Response};
use super::state::Cluster;
use super::{Shared, after, links, runs};

/// The maximum length of a job's name, in characters.
const LONGEST: usize = 240;

/// Registers the stubs of the operations on jobs.
pub(super) fn respond(service: &MockServer, state: &Shared) {
    let shared = state.clone();
    service.create_job(None).respond_with(move |received| {
        let JobsRequest { jobs } = error::body(received)?;
        shared.with_cluster(received, |cluster, now| {
            if jobs.is_empty() {
                return Err(error::invalid("Cdm.0018", "the body has no job".to_owned()));
            }
            let name = jobs.first().and_then(|job| job.name.clone());
            jobs.into_iter().try_for_each(|job| create(cluster, job, now))?;
            Ok(CreateJobResponse { name, ..CreateJobResponse::new().validation_result(Vec::new()) })
        })
    });
    let shared = state.clone();
    service.show_jobs(None).respond_with(move |received| {
        let name = after(received, "job");
        shared.with_cluster(received, |cluster, _| match name.as_str() {
            "all" => Ok(page(cluster, received)),
            _ => {
                let job = known(cluster, &name)?.clone();
                Ok(ShowJobsResponse::new().total(0).jobs(vec![shown(cluster, job)]))
            }
        })
    });
    let shared = state.clone();
    service.update_job(None).respond_with(move |received| {
        let name = after(received, "job");
        let JobsRequest { jobs } = error::body(received)?;
        shared.with_cluster(received, |cluster, now| {
            let before = known(cluster, &name)?.clone();
            for job in jobs {
                let job = Job {
                    name: Some(name.clone()),
                    id: before.id,
                    enabled: job.enabled.or(before.enabled),
                    creation_user: before.creation_user.clone(),
                    creation_date: before.creation_date,
                    update_date: Some(now),
                    ..job
                };
                has_links(cluster, &job)?;
                cluster.jobs.insert(name.clone(), job);
            }
            Ok(JobValidation::new().validation_result(Vec::new()))
        })
    });
    let shared = state.clone();
    service.delete_job(None).respond_with(move |received| {
        let name = after(received, "job");
        shared.with_cluster(received, |cluster, _| {
            known(cluster, &name)?;
            if cluster.is_running(&name) {
                return Err(error::failed("Cdm.0322", format!("Job[{name}] is in use.")));
            }
            cluster.jobs.remove(&name);
            cluster.runs.retain(|run| run.submission.job_name.as_ref() != Some(&name));
            Ok(())
        })
    });
}

/// Creates a job.
pub(super) fn create(cluster: &mut Cluster, job: Job, now: i64) -> Response<()> {
    let name = job.name.clone().unwrap_or_default();
    if name.is_empty() || name.chars().count() > LONGEST || name == "all" {
        return Err(error::invalid("Cdm.0014", format!("`{name}` is not a valid job name")));
    }
    if cluster.jobs.contains_key(&name) {
        return Err(error::invalid("Cdm.0104", "Job name already exist or created by other.".to_owned()));
    }
    has_links(cluster, &job)?;
    let id = cluster.next_id();
    let job = Job {
        id,
        enabled: job.enabled.or(Some(true)),
        creation_user: Some("emulator".to_owned()),
        creation_date: Some(now),
        update_date: Some(now),
        ..job
    };
    cluster.jobs.insert(name, job);
    Ok(())
}

/// Adds an example job and its two links.
pub(super) fn add(cluster: &mut Cluster, name: &str, now: i64) {
    let values = ConfigValues::new(Vec::new());
    for link in ["source", "destination"] {
        let made = || Link { enabled: Some(true), creation_date: Some(now), ..links::made_up(link) };
        cluster.links.entry(link.to_owned()).or_insert_with(made);
    }
    let job = Job {
        id: cluster.next_id(),
        ..Job::new("generic-jdbc-connector", values.clone(), "destination", values.clone(), values)
            .job_type(JobType::NormalJob)
            .to_connector_name("hive-connector")
            .name(name)
            .from_link_name("source")
            .creation_user("emulator")
            .creation_date(now)
            .update_date(now)
            .enabled(true)
    };
    cluster.jobs.insert(name.to_owned(), job);
}

/// Finds a job by name.
pub(super) fn known<'a>(cluster: &'a Cluster, name: &str) -> Response<&'a Job> {
    cluster.jobs.get(name).ok_or_else(|| error::no_job(name))
}

/// Rejects a job whose links do not exist.
fn has_links(cluster: &Cluster, job: &Job) -> Response<()> {
    let names = job.from_link_name.iter().chain([&job.to_link_name]);
    match names.into_iter().find(|name| !cluster.links.contains_key(*name)) {
        Some(name) => Err(error::invalid("Cdm.0101", format!("Link[{name}] doesn't exist."))),
        None => Ok(()),
    }
}

/// The requested page of jobs.
fn page(cluster: &mut Cluster, received: &ReceivedRequest) -> ShowJobsResponse {
    let number = |name: &str, usual: usize| received.query(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (page, size) = (number("page_no", 1).max(1), number("page_size", 10).clamp(10, 100));
    let (part, kind) = (received.query("filter").unwrap_or_default(), received.query("jobType"));
    let kind = kind.map_or(JobType::NormalJob, JobType::from);
    let wanted = |job: &&Job| {
        let has_part = job.name.as_deref().unwrap_or_default().contains(part);
        has_part && *job.job_type.as_ref().unwrap_or(&JobType::NormalJob) == kind
    };
    let jobs: Vec<Job> = cluster.jobs.values().filter(wanted).cloned().collect();
    let total = i64::try_from(jobs.len()).ok();
    let jobs = jobs.into_iter().skip((page - 1).saturating_mul(size)).take(size);
    let jobs = jobs.map(|job| shown(cluster, job)).collect();
    ShowJobsResponse {
        total,
        page_no: i64::try_from(page).ok(),
        page_size: i64::try_from(size).ok(),
        ..ShowJobsResponse::new().jobs(jobs)
    }
}

/// A job as the service shows it, with the status of its latest run.
fn shown(cluster: &mut Cluster, job: Job) -> Job {
    let status = runs::status(cluster, job.name.as_deref().unwrap_or_default());
    Job { status: Some(status), ..job }
}
