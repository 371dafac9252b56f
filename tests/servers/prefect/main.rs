//! The life of a flow in Prefect.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::flow_runs::{BodySetFlowRunStateFlowRunsIdSetStatePost, FlowRunCreate};
use client::flows::{BodyReadFlowsFlowsFilterPost, FlowCreate, FlowUpdate};
use client::logs::LogCreate;
use client::types::{FlowFilter, FlowFilterName, StateCreate, StateType};
use client::variables::{VariableCreate, VariableCreateValue, VariableUpdate, VariableUpdateValue};
use client::work_pools::WorkPoolCreate;
use client::{Client, Error};
use report::Report;

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = flow(&mut report).await;
    report.finish(end)
}

fn is_not_found<E>(error: &Error<E>) -> bool {
    error.status().is_some_and(|status| status == 404)
}

async fn flow(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    let client = report.call("a client", Client::builder().endpoint(&endpoint).build())?;
    report.call("the server is healthy", client.health_check().send().await);
    report.call("hello", client.hello().send().await);
    report.call("read the version", client.read_version().send().await);

    let tags = FlowCreate::new("nightly").tags(vec!["tests".to_owned()]);
    let flow = report.call("create a flow", client.create_flow(&tags).send().await)?;
    let read = report.call("read the flow", client.read_flow(&flow.id).send().await);
    report.holds("it is what was sent", read.as_ref().is_some_and(|read| read.name == "nightly"), format!("{read:?}"));
    report.call("read the flow by name", client.read_flow_by_name("nightly").send().await);
    report.call("change the flow", client.update_flow(&flow.id, &FlowUpdate::new().tags(vec![])).send().await);
    let name = FlowFilterName::new().any(vec!["nightly".to_owned()]);
    let filter = BodyReadFlowsFlowsFilterPost::new().flows(FlowFilter::new().name(name)).limit(5);
    let flows = report.call("list flows", client.read_flows().body(&filter).send().await);
    report.holds("it is among them", flows.as_ref().is_some_and(|flows| flows.len() == 1), format!("{flows:?}"));
    report.call("count flows", client.count_flows().send().await);

    let run = FlowRunCreate::new(flow.id.clone()).name("first").state(StateCreate::new(StateType::Pending));
    let run = report.call("create a run", client.create_flow_run(&run).send().await)?;
    report.call("read the run", client.read_flow_run(&run.id).send().await);
    for state in [StateType::Running, StateType::Completed] {
        let what = format!("the run is {state:?}");
        let body = BodySetFlowRunStateFlowRunsIdSetStatePost::new(StateCreate::new(state));
        report.call(&what, client.set_flow_run_state(&run.id, &body).send().await);
    }
    let states = report.call("list its states", client.read_flow_run_states(&run.id).send().await);
    report.holds("there are three", states.as_ref().is_some_and(|states| states.len() == 3), format!("{states:?}"));
    report.call("list runs", client.read_flow_runs().send().await);
    let log = LogCreate::new("tests", 20, "hello", "2026-01-01T00:00:00Z".parse().ok()?);
    report.call("write a log", client.create_logs(&[log]).send().await);
    report.call("list logs", client.read_logs().send().await);

    let variable = VariableCreate::new("retries", Some(VariableCreateValue::Integer(42)));
    if let Some(variable) = report.call("create a variable", client.create_variable(&variable).send().await) {
        let change = VariableUpdate::new().value(VariableUpdateValue::List(vec![1.into(), "two".into()]));
        report.call("change the variable", client.update_variable(&variable.id, &change).send().await);
        report.call("read the variable", client.read_variable(&variable.id).send().await);
        report.call("list variables", client.read_variables().send().await);
        report.call("delete the variable", client.delete_variable(&variable.id).send().await);
        report.refused("it is gone", client.read_variable(&variable.id).send().await, is_not_found);
    }
    let pool = WorkPoolCreate::new("pool").type_("process");
    report.call("create a pool", client.create_work_pool(&pool).send().await);
    report.call("list pools", client.read_work_pools().send().await);
    report.call("delete the pool", client.delete_work_pool("pool").send().await);

    report.call("delete the run", client.delete_flow_run(&run.id).send().await);
    report.call("delete the flow", client.delete_flow(&flow.id).send().await);
    let gone = client.read_flow(&flow.id).send().await;
    report.refused("the flow is gone, with the reason", gone, |error| {
        is_not_found(error) && error.to_string().contains("Flow not found")
    });
    let many = BodyReadFlowsFlowsFilterPost::new().limit(1_000_000);
    let bad = client.read_flows().body(&many).send().await;
    report.refused("a bad limit is refused, with the reason", bad, |error| {
        error.status().is_some_and(|status| status == 422) && error.to_string().contains("Invalid limit")
    });
    Some(())
}
