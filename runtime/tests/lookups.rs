//! Parameters of the client that are looked up, and credentials that depend on the rest of the client.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_runtime::auth::{ApiKey, Credential};
use specwright_runtime::description::{Api, Errors, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest};
use specwright_runtime::{BoxError, Client, ClientBuilder, ErrorKind, Lookup, Request, Surroundings};

use crate::service::Service;

static API: Api = Api {
    name: "lookups",
    user_agent: "lookups/1",
    servers: &[],
    params: &[Param { name: "tenant", env: &["TENANT"] }],
    endpoint_env: &[],
    schemes: &[Scheme { name: "key", method: "key", kind: SchemeKind::ApiKeyHeader("X-Key"), headers: &[], env: &[] }],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

static LIST: Operation = Operation {
    id: "List",
    method: "GET",
    path: "/{tenant}/jobs/{job}",
    security: &[&[], &["key"]],
    servers: None,
    idempotency: None,
};

static OTHER: Operation = Operation { id: "Other", path: "/jobs/{job}", ..LIST };

/// Finds `found-1`, `found-2` and so on, but for the first times.
#[derive(Clone, Debug, Default)]
struct Counting {
    failures: usize,
    made: Arc<AtomicUsize>,
}

impl Lookup for Counting {
    fn look_up<'a>(&'a self, _: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            match self.made.fetch_add(1, Ordering::SeqCst) + 1 {
                made if made <= self.failures => Err("there is none".into()),
                made => Ok(format!("found-{made}")),
            }
        })
    }
}

fn builder(service: &Service) -> ClientBuilder {
    Client::builder(&API).endpoint(&service.url)
}

async fn call(request: Request) -> Result<(), (ErrorKind, String)> {
    request.path("job", "j").send::<Empty, Empty>().await.map_err(|error| (error.kind(), error.to_string()))
}

#[tokio::test]
async fn it_is_made_when_a_path_needs_it_and_once() {
    let service = Service::responding("204 No Content", "", "");
    let lookup = Counting::default();
    let client = builder(&service).lookup("tenant", lookup.clone()).build().unwrap();
    call(client.request(&OTHER)).await.unwrap();
    call(client.request(&LIST).path("tenant", "own")).await.unwrap();
    assert_eq!(lookup.made.load(Ordering::SeqCst), 0);
    let (first, second) = tokio::join!(call(client.request(&LIST)), call(client.clone().request(&LIST)));
    assert_eq!((first, second), (Ok(()), Ok(())));
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(lookup.made.load(Ordering::SeqCst), 1);
    for expected in ["/jobs/j", "/own/jobs/j", "/found-1/jobs/j", "/found-1/jobs/j", "/found-1/jobs/j"] {
        assert_eq!(service.request().line(), format!("GET {expected} HTTP/1.1"));
    }
}

#[tokio::test]
async fn it_is_not_made_where_the_value_is_given() {
    let service = Service::responding("204 No Content", "", "");
    let lookup = Counting::default();
    let given = builder(&service).lookup("tenant", lookup.clone()).param("tenant", "given");
    let variable = builder(&service).lookup("tenant", lookup.clone()).from_variables(|_| Some("variable".into()));
    for (builder, expected) in [(given, "given"), (variable, "variable")] {
        call(builder.build().unwrap().request(&LIST)).await.unwrap();
        assert_eq!(service.request().line(), format!("GET /{expected}/jobs/j HTTP/1.1"));
    }
    assert_eq!(lookup.made.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_failure_is_told_and_not_kept() {
    let service = Service::responding("204 No Content", "", "");
    let client = builder(&service).lookup("tenant", Counting { failures: 1, ..Counting::default() }).build().unwrap();
    let expected = "List: not sendable: the parameter `tenant` cannot be looked up: there is none";
    assert_eq!(call(client.request(&LIST)).await, Err((ErrorKind::InvalidRequest, expected.into())));
    assert!(service.is_untouched());
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(service.request().line(), "GET /found-2/jobs/j HTTP/1.1");
}

#[test]
fn only_parameters_of_the_client_are_looked_up() {
    let builder = Client::builder(&API).endpoint("http://127.0.0.1:1").lookup("owner", Counting::default());
    let error = builder.build().unwrap_err();
    assert_eq!(error.problems().collect::<Vec<_>>(), ["There is no parameter `owner`."]);
}

/// A credential that is the client's tenant.
#[derive(Debug)]
struct OfTenant;

impl Credential for OfTenant {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async { Err("it is of no client".into()) })
    }

    fn bound(&self, _: &'static Scheme, surroundings: Surroundings<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        let tenant = surroundings.param("tenant").ok_or_else(|| "It needs a tenant.".to_owned());
        Some(tenant.map(|tenant| Arc::new(ApiKey::new(tenant)) as _))
    }
}

#[tokio::test]
async fn a_credential_is_bound_to_the_client_that_it_is_for() {
    let service = Service::responding("204 No Content", "", "");
    let client = builder(&service).credential("key", OfTenant).param("tenant", "me").build().unwrap();
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(service.request().header("x-key"), Some("me"));
    let error = builder(&service).credential("key", OfTenant).build().unwrap_err();
    assert_eq!(error.problems().collect::<Vec<_>>(), ["It needs a tenant."]);
}
