//! The examples of the committed crate work: they call every operation, and report the result of each call.

#[allow(dead_code)]
mod server;

// The examples are formatted with the settings of their own crate.
#[allow(unused_qualifications)]
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/job.rs"]
mod job;
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/outcome.rs"]
mod outcome;
#[rustfmt::skip]
#[path = "../generated/examples/every_operation/token.rs"]
mod token;

use std::process::ExitCode;

use huaweicloud_cdm::Client;
use outcome::Report;
use server::{Response, Server};
use specwright::config::Config;
use specwright::source::Tree;
use specwright::{Settings, generate};

fn client(server: &Server) -> Client {
    let client = Client::builder().endpoint(&server.url).iam_endpoint(&server.url).project_id("project").token("token");
    client.build().expect("all is set")
}

#[tokio::test]
async fn every_operation_is_called_with_the_examples_of_the_document() {
    let server = Server::deciding(|_| Response::json(200, "{}"));
    let mut report = Report::default();
    job::calls(&client(&server), &mut report).await;
    let received = server.received();
    assert_eq!(received.len(), 9);
    let path = "/v1.1/project/clusters/6ec9a0a4-76be-4262-8697-e7af1fac7920/cdm/job/jdbc2hive/start";
    let request = received.iter().find(|request| request.target() == path).expect("a job is started");
    assert_eq!(request.line, format!("PUT {path} HTTP/1.1"));
    assert_eq!(request.text(), r#"{"variables":{}}"#);
    assert_eq!(report.end(), ExitCode::SUCCESS);
}

#[tokio::test]
async fn optional_arguments_are_passed_too() {
    let server = Server::json("{}");
    token::calls(&client(&server), &mut Report::default()).await;
    let request = server.only();
    assert_eq!(request.target(), "/v3/auth/tokens?nocatalog=true");
    let body: serde_json::Value = serde_json::from_str(request.text()).expect("it is JSON");
    assert_eq!(body["auth"]["scope"]["project"]["name"], "cn-north-4");
}

#[tokio::test]
async fn a_failure_is_reported_with_the_message_of_the_service() {
    let reason = |response: Response| async {
        let server = Server::start(vec![response]);
        let client = client(&server);
        let response = client.start_job("cluster", "job").send_full().await;
        outcome::of(response).expect_err("it fails").to_string()
    };
    let refused = reason(Response::json(404, "{\"error_msg\":\"no\nsuch job\"}")).await;
    assert_eq!(refused, "service error 404: {\"error_msg\":\"no such job\"}");
    let undecodable = reason(Response::json(200, "{\"submissions\":[7]}")).await;
    assert!(undecodable.starts_with("invalid response 200: StartJob: "), "{undecodable}");
    assert!(undecodable.contains("submissions[0]"), "{undecodable}");
    let broken = reason(Response::Close).await;
    assert!(broken.starts_with("connection lost: StartJob: "), "{broken}");
}

#[test]
fn names_of_the_document_do_not_clash_with_those_of_the_programs() {
    const NAMES: [&str; 7] = ["Client", "Duration", "Error", "ExitCode", "Outcome", "Report", "Result"];
    let paths = NAMES.map(|name| {
        let schema = format!("{{$ref: '#/components/schemas/{name}'}}");
        let body = format!("{{required: true, content: {{application/json: {{schema: {schema}}}}}}}");
        format!("  /{name}: {{post: {{operationId: {}, requestBody: {body}, responses: {{}}}}}}\n", name.to_lowercase())
    });
    let schemas = NAMES.map(|name| format!("    {name}: {{type: object, properties: {{{name}: {{type: string}}}}}}\n"));
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Names, version: '1'}}\npaths:\n{}components:\n  schemas:\n{}",
        paths.concat(),
        schemas.concat()
    );
    let tree = Tree::from_text("names.yaml", text).expect("it is YAML");
    let settings = Settings { samples: true, ..Settings::default() };
    let files = generate(&tree, &Config::default(), &settings).expect("the document is sound").files;
    let programs: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("examples/")).collect();
    assert_eq!(programs.len(), 4);
    for (path, text) in programs {
        let file = syn::parse_file(text).expect("it is Rust");
        let mut brought = Vec::new();
        for item in &file.items {
            match item {
                syn::Item::Use(used) => names(&used.tree, &mut brought),
                syn::Item::Struct(item) => brought.push(item.ident.to_string()),
                syn::Item::Type(item) => brought.push(item.ident.to_string()),
                // The argument of the calls has this name.
                syn::Item::Fn(item) => assert_ne!(item.sig.ident, "client", "{path}"),
                _ => {}
            }
        }
        let all = brought.len();
        brought.sort();
        brought.dedup();
        assert_eq!(brought.len(), all, "{path}:\n{text}");
    }
}

#[test]
fn the_configuration_chooses_the_example_of_the_first_page() {
    let text = "
openapi: 3.0.3
info: { title: Jobs, version: '1' }
servers: [{ url: 'https://jobs.example.com' }]
paths:
  /jobs:
    get: { operationId: ListJobs, responses: { '204': { description: None. } } }
    post:
      operationId: CreateJob
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [a], properties: { a: { type: integer } } } } }
      responses: { '204': { description: None. } }
";
    fn check(text: &str, config: &str, shown: &str) {
        let tree = Tree::from_text("jobs.yaml", text).expect("it is YAML");
        let config = Config::parse("jobs.toml", config).expect("it is TOML");
        let files = generate(&tree, &config, &Settings::default()).expect("both are sound").files;
        assert!(files["README.md"].contains(&format!("    {shown}\n")), "{}", files["README.md"]);
        assert!(files["src/lib.rs"].contains(&format!("//! {shown}\n")), "{}", files["src/lib.rs"]);
    }
    check(text, "", "client.list_jobs().send().await?;");
    check(text, "[crate]\nexample = \"CreateJob\"\n", "client.create_job(&CreateJobRequest::new(1)).send().await?;");
    // A long call is not shown first, if a short one follows.
    let members = |value: &str| (0..20).map(|index| format!("m{index}: {value}")).collect::<Vec<_>>().join(", ");
    let schema = format!("{{type: object, properties: {{{}}}}}", members("{type: integer}"));
    let body = format!("{{content: {{application/json: {{schema: {schema}, example: {{{}}}}}}}}}", members("1"));
    let long = format!("paths:\n  /long: {{put: {{operationId: Long, responses: {{}}, requestBody: {body}}}}}\n");
    check(&text.replace("paths:\n", &long), "", "client.list_jobs().send().await?;");
}

/// The names that a `use` imports.
fn names(of: &syn::UseTree, brought: &mut Vec<String>) {
    match of {
        syn::UseTree::Path(path) => names(&path.tree, brought),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, brought)),
        syn::UseTree::Name(name) => brought.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => brought.push(rename.rename.to_string()),
        syn::UseTree::Glob(_) => {}
    }
}
