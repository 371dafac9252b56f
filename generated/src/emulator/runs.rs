//! Runs of jobs: start, progress and end.

use crate::job::{
    Counter, Counters, JobStatus, JobValidation, ShowJobStatusResponse, ShowSubmissionsResponse, StartJobResponse,
    StartJobSubmission, StartRandomJobRequest, StartRandomJobResponse, Submission,
};
use crate::mock::MockServer;

use super::error::{self, Response};
use super::state::{Cluster, Run, State};
use super::{Shared, after, jobs};

/// The number of runs per page.
const PAGE: usize = 10;

/// Registers the stubs of the operations on runs.
pub(super) fn respond(service: &MockServer, state: &Shared) {
    let shared = state.clone();
    service.start_job(None).respond_with(move |received| {
        shared.with(|state| {
            let submission = start(state, &after(received, "clusters"), &after(received, "job"))?;
            Ok(StartJobResponse::new().submissions(vec![submission]))
        })
    });
    let shared = state.clone();
    service.stop_job(None).respond_with(move |received| {
        let name = after(received, "job");
        shared.with_cluster(received, |cluster, now| {
            jobs::known(cluster, &name)?;
            match cluster.latest(&name).filter(|run| !run.has_ended()) {
                Some(run) => run.end(JobStatus::Failed, Some("the job was stopped".to_owned()), now),
                None => {
                    return Err(error::invalid("Cdm.0053", format!("Job[{name}] is not running.")));
                }
            }
            Ok(JobValidation::new().validation_result(Vec::new()))
        })
    });
    let shared = state.clone();
    service.show_job_status(None).respond_with(move |received| {
        let name = after(received, "job");
        let steps = shared.with(|state| state.steps);
        shared.with_cluster(received, |cluster, now| {
            jobs::known(cluster, &name)?;
            let run = cluster.latest(&name).map(|run| {
                run.advance(steps, now);
                run.submission.clone()
            });
            let never = || Submission::new().job_name(name.clone()).status(JobStatus::NeverExecuted);
            Ok(ShowJobStatusResponse::new().submissions(vec![run.unwrap_or_else(never)]))
        })
    });
    let shared = state.clone();
    service.show_submissions(None).respond_with(move |received| {
        let name = received.query("jname").unwrap_or_default().to_owned();
        if name.is_empty() {
            return Err(error::invalid("Cdm.0014", "the query parameter `jname` is missing".to_owned()));
        }
        shared.with_cluster(received, |cluster, _| {
            jobs::known(cluster, &name)?;
            let runs = cluster.runs.iter().rev().filter(|run| run.submission.job_name.as_ref() == Some(&name));
            let runs: Vec<Submission> = runs.map(|run| run.submission.clone()).collect();
            let total = i64::try_from(runs.len()).ok();
            let page = runs.into_iter().take(PAGE).collect();
            Ok(ShowSubmissionsResponse {
                total,
                page_size: i64::try_from(PAGE).ok(),
                ..ShowSubmissionsResponse::new().submissions(page).page_no(1)
            })
        })
    });
    let shared = state.clone();
    service.create_and_start_random_cluster_job(None).respond_with(move |received| {
        let request: StartRandomJobRequest = error::body(received)?;
        shared.with(|state| {
            let now = state.now();
            let chosen = request.clusters.iter().find(|id| state.clusters.contains_key(*id)).cloned();
            let id = chosen.ok_or_else(|| error::no_cluster(&request.clusters.join(", ")))?;
            let mut submissions = Vec::new();
            for job in request.jobs {
                if let Some(cluster) = state.clusters.get_mut(&id) {
                    jobs::create(cluster, job.clone(), now)?;
                }
                submissions.push(start(state, &id, job.name.as_deref().unwrap_or_default())?);
            }
            Ok(StartRandomJobResponse::new().submissions(submissions))
        })
    });
}

/// Starts a job of a cluster.
fn start(state: &mut State, cluster: &str, name: &str) -> Response<StartJobSubmission> {
    let (now, number, failure) = (state.now(), state.runs + 1, state.failures.get(name).cloned());
    let cluster = state.clusters.get_mut(cluster).ok_or_else(|| error::no_cluster(cluster))?;
    if !cluster.runs() {
        return Err(error::invalid("Cdm.0202", "the cluster is not running".to_owned()));
    }
    let job = jobs::known(cluster, name)?;
    let links = [Some(&job.to_link_name), job.from_link_name.as_ref()];
    let is_disabled = |name: &String| {
        let link = cluster.links.get(name);
        link.is_some_and(|link| link.enabled == Some(false))
    };
    if links.into_iter().flatten().any(is_disabled) {
        let message = format!("A link of Job[{name}] is disabled.");
        return Err(error::invalid("Cdm.0060", message));
    }
    if job.enabled == Some(false) {
        return Err(error::invalid("Cdm.0059", format!("Job[{name}] is disabled.")));
    }
    if cluster.is_running(name) {
        return Err(error::invalid("Cdm.0052", format!("Job[{name}] is already running.")));
    }
    let run = Run::start(name, number, failure, now);
    let submission = started(&run.submission);
    cluster.runs.push(run);
    state.runs = number;
    state.failures.remove(name);
    Ok(submission)
}

/// A run as shown in the response to *Start a Job*.
fn started(submission: &Submission) -> StartJobSubmission {
    StartJobSubmission {
        is_incrementing: submission.is_incrementing,
        submission_id: submission.submission_id,
        job_name: submission.job_name.clone(),
        creation_user: submission.creation_user.clone(),
        creation_date: submission.creation_date,
        execute_date: submission.execute_date,
        progress: submission.progress,
        status: submission.status.clone(),
        is_stoping_increment: submission.is_stoping_increment.clone(),
        is_execute_auto: submission.is_execute_auto,
        last_update_date: submission.last_update_date,
        last_update_user: submission.last_update_user.clone(),
        is_delete_job: submission.is_delete_job,
        ..StartJobSubmission::new().delete_rows(0).update_rows(0).write_rows(0)
    }
}

impl Run {
    fn start(job: &str, number: i64, failure: Option<String>, now: i64) -> Self {
        let submission = Submission::new()
            .job_name(job)
            .submission_id(number)
            .external_id(format!("job_local{number}"))
            .status(JobStatus::Booting)
            .progress(0.0)
            .creation_user("emulator")
            .creation_date(now)
            .execute_date(now)
            .last_update_date(now)
            .last_update_user("emulator")
            .is_incrementing(false)
            .is_stoping_increment(String::new())
            .is_execute_auto(false)
            .is_delete_job(false);
        Self { submission, polls: 0, failure }
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.submission.status, Some(JobStatus::Succeeded | JobStatus::Failed))
    }

    /// Advances the run by one of `steps` steps.
    fn advance(&mut self, steps: u32, now: i64) {
        if self.has_ended() {
            return;
        }
        self.polls += 1;
        let is_last = self.polls >= steps;
        match self.failure.take() {
            Some(why) if is_last => self.end(JobStatus::Failed, Some(why), now),
            None if is_last => self.end(JobStatus::Succeeded, None, now),
            failure => {
                self.failure = failure;
                self.submission.status = Some(JobStatus::Running);
                self.submission.progress = Some((f64::from(self.polls) * 100.0 / f64::from(steps)).round());
                self.submission.last_update_date = Some(now);
            }
        }
    }

    fn end(&mut self, status: JobStatus, error: Option<String>, now: i64) {
        let submission = &mut self.submission;
        submission.last_update_date = Some(now);
        if let Some(error) = error {
            submission.progress = Some(-1.0);
            submission.error_details = Some(format!("{error} (run {})", submission.submission_id.unwrap_or_default()));
            submission.error_summary = Some(error);
        } else {
            submission.progress = Some(100.0);
            submission.write_rows = Some(80);
            let counter = Counter::new()
                .rows_read(80)
                .rows_written(80)
                .bytes_read(-1)
                .bytes_written(-1)
                .files_read(-1)
                .files_written(-1)
                .total_files(-1)
                .total_size(-1);
            submission.counters = Some(Counters::new().sqoop(counter));
        }
        submission.status = Some(status);
    }
}

/// The status of a job: that of its latest run, or `NEW`.
pub(super) fn status(cluster: &mut Cluster, job: &str) -> String {
    match cluster.latest(job).and_then(|run| run.submission.status.clone()) {
        Some(status) => status.as_str().to_owned(),
        None => "NEW".to_owned(),
    }
}
