"""Runs the life cycle of a job with the official Python SDK against the emulator, to check that the emulator understands the
SDK's requests and the SDK its responses. The arguments are the emulator's URL and the ID of its cluster."""

import sys

from huaweicloudsdkcdm.v1 import (
    CdmClient, CdmCreateAndUpdateLinkReq, CdmCreateJobJsonReq, CdmStartClusterReq, CdmStartJobReq, CdmStopClusterReq,
    CdmStopClusterReqStop, CdmUpdateJobJsonReq, Configs, ConfigValues, CreateJobRequest, CreateLinkRequest,
    DeleteJobRequest, DeleteLinkRequest, Input, Job, Links, LinksLinkconfigvalues, ListClustersRequest,
    ShowClusterDetailRequest, ShowJobsRequest, ShowJobStatusRequest, ShowLinkRequest, ShowSubmissionsRequest,
    StartClusterRequest, StartJobRequest, StopClusterRequest, StopJobRequest, UpdateJobRequest,
)
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServerResponseException

address, cluster = sys.argv[1:]
credentials = BasicCredentials("access-key", "secret-key", "1551c7f6c808414d8e9f3c514a170f2e")
client = CdmClient.new_builder().with_credentials(credentials).with_endpoint(address).build()


def values(group, **settings):
    inputs = [Input(name=f"{group}.{name}", value=value) for name, value in settings.items()]
    return [Configs(name=group, inputs=inputs)]


def link(name, connector, **settings):
    config = LinksLinkconfigvalues(configs=values("linkConfig", **settings))
    body = CdmCreateAndUpdateLinkReq(links=[Links(link_config_values=config, name=name, connector_name=connector)])
    return client.create_link(CreateLinkRequest(cluster_id=cluster, body=body))


def job(table):
    return Job(
        job_type="NORMAL_JOB", name="sdk_job",
        from_link_name="sdk_source", from_connector_name="generic-jdbc-connector",
        from_config_values=ConfigValues(configs=values("fromJobConfig", tableName=table)),
        to_link_name="sdk_destination", to_connector_name="hive-connector",
        to_config_values=ConfigValues(configs=values("toJobConfig", table=table)),
        driver_config_values=ConfigValues(configs=values("throttlingConfig", numExtractors="1")),
    )


def start(name):
    body = CdmStartJobReq(variables={})
    return client.start_job(StartJobRequest(cluster_id=cluster, job_name=name, body=body)).submissions[0]


def status(name):
    return client.show_job_status(ShowJobStatusRequest(cluster_id=cluster, job_name=name)).submissions[0]


def end(name):
    run = status(name)
    while run.status in ("BOOTING", "RUNNING"):
        run = status(name)
    return run


# Clusters.
assert cluster in [known.id for known in client.list_clusters(ListClustersRequest()).clusters]
stop = CdmStopClusterReq(stop=CdmStopClusterReqStop(stop_mode="GRACEFULLY", delay_time=-1))
assert client.stop_cluster(StopClusterRequest(cluster_id=cluster, body=stop)).job_id
client.show_cluster_detail(ShowClusterDetailRequest(cluster_id=cluster))
assert client.show_cluster_detail(ShowClusterDetailRequest(cluster_id=cluster)).status == "900"
assert client.start_cluster(StartClusterRequest(cluster_id=cluster, body=CdmStartClusterReq(start={}))).job_id
client.show_cluster_detail(ShowClusterDetailRequest(cluster_id=cluster))
assert client.show_cluster_detail(ShowClusterDetailRequest(cluster_id=cluster)).status == "200"

# Links and the job between them.
link("sdk_source", "generic-jdbc-connector", host="192.168.0.10", port="3306", usingNative=False, password="secret")
link("sdk_destination", "hive-connector", host="192.168.0.20")
shown = client.show_link(ShowLinkRequest(cluster_id=cluster, link_name="sdk_source")).links[0]
assert "secret" not in str(shown), shown
try:
    link("sdk_nowhere", "generic-jdbc-connector", host="db.invalid")
    raise SystemExit("a link to an unreachable host was created")
except ServerResponseException as error:
    assert error.status_code == 500 and "validation-result" in error.error_msg, error
created = client.create_job(CreateJobRequest(cluster_id=cluster, body=CdmCreateJobJsonReq(jobs=[job("orders")])))
assert created.name == "sdk_job", created
client.update_job(UpdateJobRequest(cluster_id=cluster, job_name="sdk_job", body=CdmUpdateJobJsonReq(jobs=[job("sales")])))

# A run that succeeds, and one that is stopped.
assert start("sdk_job").status == "BOOTING"
try:
    start("sdk_job")
    raise SystemExit("a running job was started again")
except ClientRequestException as error:
    assert (error.status_code, error.error_code) == (400, "Cdm.0052"), error
    assert error.request_id, error
run = end("sdk_job")
assert (run.status, run.progress) == ("SUCCEEDED", 100.0), run
assert run.counters.org_apache_sqoop_submission_counter_sqoop_counters.rows_written == 80, run
start("sdk_job")
client.stop_job(StopJobRequest(cluster_id=cluster, job_name="sdk_job"))
assert status("sdk_job").status == "FAILED"
runs = client.show_submissions(ShowSubmissionsRequest(cluster_id=cluster, jname="sdk_job"))
assert (runs.total, [run.status for run in runs.submissions]) == (2, ["FAILED", "SUCCEEDED"]), runs

# A run that is configured to fail.
start("doomed")
run = end("doomed")
assert (run.status, run.progress, run.error_summary) == ("FAILED", -1.0, "configured to fail"), run

# Lists and deletion.
listed = client.show_jobs(ShowJobsRequest(cluster_id=cluster, job_name="all", filter="sdk", page_no=1, page_size=10))
assert (listed.total, [known.name for known in listed.jobs]) == (1, ["sdk_job"]), listed
client.delete_job(DeleteJobRequest(cluster_id=cluster, job_name="sdk_job"))
for name in ("sdk_source", "sdk_destination"):
    client.delete_link(DeleteLinkRequest(cluster_id=cluster, link_name=name))
try:
    start("sdk_job")
    raise SystemExit("a deleted job was started")
except ServerResponseException as error:
    assert error.status_code == 500 and "Cdm.0100" in error.error_msg, error
print("the official SDK completed the life cycle of a job against the emulator")
