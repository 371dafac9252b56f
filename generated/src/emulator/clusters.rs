//! Operations on clusters.

use crate::cluster::InstanceDetail;
use crate::cluster::{
    Cluster as Listed, ClusterDetail, ClusterEnterpriseProject, ClusterJob, ClusterStatus, CreateClusterRequest,
    CreateClusterResponse, ListClustersResponse, ModifyClusterRequest, ShowClusterEnterpriseProjectsResponse,
    ShowEnterpriseProjectsResponse, ShowInstanceDetailResponse, SysTag, Task,
};
use crate::mock::{MockServer, ReceivedRequest};
use specwright_runtime::{Map, Value};

use super::error::{self, Response};
use super::state::Cluster;
use super::{Shared, after};

/// Registers the stubs of the operations on clusters.
pub(super) fn respond(service: &MockServer, state: &Shared) {
    let shared = state.clone();
    service.list_clusters(None).respond_with(move |_| {
        let clusters = shared.with(|state| state.clusters.values().map(|cluster| listed(&cluster.detail)).collect());
        Ok(ListClustersResponse::new().clusters(clusters))
    });
    let shared = state.clone();
    service.create_cluster(None).respond_with(move |received| {
        let CreateClusterRequest { cluster, .. } = error::body(received)?;
        shared.with(|state| {
            let id = format!("5d2c7a10-0000-4000-8000-{:012x}", state.now());
            let detail = ClusterDetail {
                id: Some(id.clone()),
                name: cluster.name.clone(),
                status: Some(ClusterStatus::Creating),
                vpc_id: cluster.vpc_id,
                datastore: cluster.datastore.clone(),
                is_auto_off: cluster.is_auto_off,
                is_schedule_boot_off: cluster.is_schedule_boot_off,
                is_frozen: Some("0".to_owned()),
                ..Default::default()
            };
            state.clusters.insert(id.clone(), Cluster::of(detail));
            let task = Task::new().id(format!("task-{id}")).name("rdsCreateBackupJob");
            Ok(CreateClusterResponse {
                name: cluster.name,
                datastore: cluster.datastore,
                ..CreateClusterResponse::new().id(id).task(task).instances(Vec::new())
            })
        })
    });
    let shared = state.clone();
    service.show_cluster_detail(None).respond_with(move |received| {
        shared.with_cluster(received, |cluster, _| {
            let detail = shown(&cluster.detail);
            // A pending action is complete by the next request.
            cluster.detail.status = cluster.detail.status.take().map(settled);
            Ok(detail)
        })
    });
    let shared = state.clone();
    service.delete_cluster(None).respond_with(move |received| {
        shared.with(|state| {
            let id = after(received, "clusters");
            state.clusters.remove(&id).ok_or_else(|| error::no_cluster(&id))?;
            Ok(job(state.now()))
        })
    });
    // The three operations share method and path. For clients that do not send the operation ID, the body decides.
    let shared = state.clone();
    service.start_cluster(None).respond_with(move |received| act(&shared, received));
    let shared = state.clone();
    service.stop_cluster(None).respond_with(move |received| act(&shared, received));
    let shared = state.clone();
    service.restart_cluster(None).respond_with(move |received| act(&shared, received));
    let shared = state.clone();
    service.modify_cluster(None).respond_with(move |received| {
        let request: ModifyClusterRequest = error::body(received)?;
        shared.with(|state| {
            let id = after(received, "modify");
            let cluster = state.clusters.get_mut(&id).ok_or_else(|| error::no_cluster(&id))?;
            cluster.detail.is_auto_off = request.auto_off.or(cluster.detail.is_auto_off);
            cluster.detail.is_schedule_boot_off = request.schedule_boot_off.or(cluster.detail.is_schedule_boot_off);
            Ok(())
        })
    });
    let shared = state.clone();
    service.show_cluster_enterprise_projects(None).respond_with(move |received| {
        shared.with_cluster(received, |_, _| Ok(ShowClusterEnterpriseProjectsResponse::new().sys_tags(vec![tag()])))
    });
    let shared = state.clone();
    service.show_enterprise_projects(None).respond_with(move |_| {
        let of = |id: &String| ClusterEnterpriseProject::new().cluster_id(id.clone()).sys_tags(vec![tag()]);
        let resources = shared.with(|state| state.clusters.keys().map(of).collect());
        Ok(ShowEnterpriseProjectsResponse::new().resources(resources))
    });
    let shared = state.clone();
    service.show_instance_detail(None).respond_with(move |received| {
        let id = after(received, "instances");
        let cluster = shared.with(|state| state.first.clone());
        let instance = InstanceDetail::new().id(id).type_("cdm").cluster_id(cluster);
        Ok(ShowInstanceDetailResponse::new().instance(instance))
    });
}

/// Starts, stops or restarts a cluster.
fn act(shared: &Shared, received: &ReceivedRequest) -> Response<ClusterJob> {
    let body: Map<Value> = error::body(received)?;
    shared.with_cluster(received, |cluster, now| {
        let status = match body.keys().next().map(String::as_str) {
            Some("start") => ClusterStatus::Starting,
            Some("stop") => ClusterStatus::Stopping,
            Some("restart") => ClusterStatus::Restarting,
            _ => {
                return Err(error::invalid("Cdm.0014", "the body needs `start`, `stop` or `restart`".to_owned()));
            }
        };
        cluster.detail.status = Some(status);
        Ok(job(now))
    })
}

/// A cluster as the service shows it: a restart in progress is one of its actions, not its status.
fn shown(detail: &ClusterDetail) -> ClusterDetail {
    let mut shown = detail.clone();
    if shown.status == Some(ClusterStatus::Restarting) {
        shown.status = Some(ClusterStatus::Normal);
        shown.actions = Some(vec!["REBOOTING".to_owned()]);
    }
    shown.status_detail = shown.status.as_ref().map(status_detail);
    shown
}

/// The summary of a cluster's status.
fn status_detail(status: &ClusterStatus) -> String {
    let word = match status {
        ClusterStatus::Normal => "Normal",
        ClusterStatus::Stopped => "Stopped",
        _ => "Processing",
    };
    word.to_owned()
}

/// The status after a pending action is complete.
fn settled(status: ClusterStatus) -> ClusterStatus {
    match status {
        ClusterStatus::Creating | ClusterStatus::Starting | ClusterStatus::Restarting => ClusterStatus::Normal,
        ClusterStatus::Stopping => ClusterStatus::Stopped,
        other => other,
    }
}

fn job(now: i64) -> ClusterJob {
    ClusterJob::new().job_id(vec![format!("ff8080815e59d92d015e{now:012x}")])
}

fn tag() -> SysTag {
    SysTag::new("0", "_sys_enterprise_project_id")
}

/// A cluster as an entry of the list.
fn listed(detail: &ClusterDetail) -> Listed {
    Listed {
        datastore: detail.datastore.clone(),
        is_auto_off: detail.is_auto_off,
        is_schedule_boot_off: detail.is_schedule_boot_off,
        created: detail.created.clone(),
        updated: detail.updated.clone(),
        name: detail.name.clone(),
        id: detail.id.clone(),
        is_frozen: detail.is_frozen.clone(),
        status: detail.status.clone(),
        status_detail: detail.status.as_ref().map(status_detail),
        ..Default::default()
    }
}
