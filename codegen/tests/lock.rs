//! What callers depend on stays when a document changes.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use specwright::config::Config;
use specwright::lock::Lock;
use specwright::source::Tree;
use specwright::{Generated, Settings, generate};

/// A schema by the name of its component.
fn of(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn object(required: &[&str], properties: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> = properties.iter().map(|(name, of)| ((*name).to_owned(), of.clone())).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

fn content(schema: &Value) -> Value {
    json!({"application/json": {"schema": schema}})
}

fn operation(id: &str, tag: &str, parameters: &[(&str, &str)], response: &Value) -> Value {
    let parameter = |(place, name): &(&str, &str)| json!({"name": name, "in": place, "required": true, "schema": {"type": "string"}});
    json!({
        "operationId": id,
        "tags": [tag],
        "parameters": parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": {
            "200": {"description": "ok", "content": content(response)},
            "default": {"description": "error", "content": content(&of("Problem"))},
        },
    })
}

fn document(paths: &[(&str, &str, Value)], schemas: &[(&str, Value)]) -> Value {
    let mut items: Map<String, Value> = Map::new();
    for (method, path, operation) in paths {
        items.entry((*path).to_owned()).or_insert_with(|| json!({}))[*method] = operation.clone();
    }
    let schemas: Map<String, Value> = schemas.iter().map(|(name, of)| ((*name).to_owned(), of.clone())).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Jobs", "version": "1"},
        "paths": items,
        "components": {"schemas": schemas},
    })
}

type Paths = Vec<(&'static str, &'static str, Value)>;
type Schemas = Vec<(&'static str, Value)>;

fn text() -> Value {
    json!({"type": "string"})
}

fn base() -> (Paths, Schemas) {
    let mut create = operation("createJob", "jobs", &[], &of("Job"));
    create["requestBody"] = json!({"required": true, "content": content(&of("NewJob"))});
    let paths = vec![
        (
            "get",
            "/jobs",
            operation(
                "listJobs",
                "jobs",
                &[("query", "from"), ("query", "to")],
                &json!({"type": "array", "items": of("Job")}),
            ),
        ),
        ("post", "/jobs", create),
        ("get", "/jobs/{id}/{part}", operation("getJob", "jobs", &[("path", "id"), ("path", "part")], &of("Job"))),
        ("get", "/users", operation("listUsers", "users", &[], &of("User"))),
    ];
    let owner = object(&["name"], &[("name", text())]);
    let schemas = vec![
        ("Problem", object(&["code"], &[("code", text())])),
        ("Job", object(&["id"], &[("id", text()), ("owner", owner), ("state", of("State"))])),
        ("State", json!({"type": "string", "enum": ["open", "closed"]})),
        (
            "NewJob",
            object(
                &["name", "source"],
                &[("name", text()), ("source", text()), ("priority", json!({"type": "integer"}))],
            ),
        ),
        ("User", object(&[], &[("a-b", text()), ("a_b", text())])),
    ];
    (paths, schemas)
}

fn generated(document: &Value, lock: Option<&Lock>) -> Generated {
    let tree = Tree::from_text("api.json", document.to_string()).unwrap();
    let config = Config::parse("api.toml", "[crate]\nmocks = true\nsamples = true\n").unwrap();
    let settings = Settings { lock: lock.cloned(), ..Settings::default() };
    generate(&tree, &config, &settings).unwrap()
}

/// The crate of the base, its lock as the next generation reads it, and the crate of an edited document.
fn edited(edit: impl Fn(&mut Paths, &mut Schemas)) -> (Generated, Generated) {
    let (mut paths, mut schemas) = base();
    let old = generated(&document(&paths, &schemas), None);
    let lock = Lock::parse("specwright.lock", &old.files["specwright.lock"]).unwrap();
    assert_eq!(lock.to_string(), old.files["specwright.lock"]);
    edit(&mut paths, &mut schemas);
    let new = generated(&document(&paths, &schemas), Some(&lock));
    (old, new)
}

/// The code of the crate without line breaks, so that tests can look for signatures.
fn code(of: &Generated) -> String {
    let sources: BTreeMap<&String, &String> = of.files.iter().filter(|(path, _)| path.starts_with("src/")).collect();
    sources.into_values().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn differing(old: &Generated, new: &Generated) -> Vec<String> {
    let paths = old.files.keys().chain(new.files.keys()).collect::<std::collections::BTreeSet<_>>();
    paths.into_iter().filter(|path| old.files.get(*path) != new.files.get(*path)).cloned().collect()
}

fn codes(of: &Generated) -> Vec<&'static str> {
    of.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).filter(|code| *code != "name-clash").collect()
}

#[test]
fn nothing_changes_if_the_document_does_not() {
    let (old, new) = edited(|_, _| {});
    assert_eq!(differing(&old, &new), Vec::<String>::new());
}

#[test]
fn the_order_of_the_document_does_not_matter() {
    let (old, new) = edited(|paths, schemas| {
        paths.reverse();
        schemas.reverse();
    });
    assert_eq!(differing(&old, &new), Vec::<String>::new());
    assert_eq!(codes(&new), Vec::<&str>::new());
}

#[test]
fn positional_arguments_keep_their_order() {
    let (old, new) = edited(|paths, schemas| {
        paths[0].2["parameters"].as_array_mut().unwrap().reverse();
        paths[2].2["parameters"].as_array_mut().unwrap().reverse();
        schemas[3].1 = object(
            &["source", "name", "queue"],
            &[("queue", text()), ("source", text()), ("name", text()), ("priority", json!({"type": "integer"}))],
        );
    });
    for text in ["list_jobs(&self, from: &str, to: &str)", "get_job(&self, id: &str, part: &str)"] {
        assert!(code(&old).contains(text) && code(&new).contains(text), "{text}: {}", code(&new));
    }
    let new = code(&new);
    assert!(new.contains("new(name: impl Into<String>, source: impl Into<String>, queue: impl Into<String>)"), "{new}");
}

#[test]
fn parameters_of_the_path_may_be_renamed() {
    let (_, new) = edited(|paths, _| {
        let operation = operation("getJob", "jobs", &[("path", "section"), ("path", "job")], &of("Job"));
        paths[2] = ("get", "/jobs/{job}/{section}", operation);
    });
    assert!(code(&new).contains("get_job(&self, job: &str, section: &str)"), "{}", code(&new));
}

#[test]
fn a_name_is_not_handed_to_another_operation() {
    let (_, new) = edited(|paths, _| {
        paths.insert(0, ("get", "/archive/jobs", operation("list_jobs", "archive", &[], &text())));
    });
    let code = code(&new);
    assert!(code.contains("list_jobs(&self, from: &str, to: &str)"), "{code}");
    assert!(code.contains("list_jobs2(&self)"), "{code}");
    let clashes = new.diagnostics.iter().filter(|diagnostic| diagnostic.message.contains("list_jobs2"));
    assert_eq!(clashes.count(), 1, "{:?}", new.diagnostics);
}

#[test]
fn a_name_is_not_handed_to_another_type() {
    let (_, new) = edited(|_, schemas| schemas.insert(0, ("JobOwner", object(&["mail"], &[("mail", text())]))));
    let code = code(&new);
    assert!(code.contains("pub owner: Option<JobOwner>"), "{code}");
    assert!(code.contains("pub struct JobOwnerModel { pub mail: String"), "{code}");
}

#[test]
fn an_operation_keeps_its_method_if_its_id_changes() {
    let (old, new) = edited(|paths, _| {
        paths[0].2["operationId"] = json!("findJobs");
        paths[3].2.as_object_mut().unwrap().remove("operationId");
    });
    assert_eq!(codes(&new), ["missing-operation-id", "name-kept", "name-kept"]);
    let kept = |path: &str| old.files.get(path).map(|text| text.contains("list_jobs"));
    assert_eq!(kept("src/jobs.rs"), new.files.get("src/jobs.rs").map(|text| text.contains("list_jobs")));
    assert!(code(&new).contains("list_users(&self)"), "{}", code(&new));
}

#[test]
fn an_operation_is_found_by_its_id_if_its_path_changes() {
    let (_, new) = edited(|paths, _| paths[0].1 = "/v2/jobs");
    assert!(code(&new).contains("list_jobs(&self, from: &str, to: &str)"), "{}", code(&new));
    assert!(new.lock.gone.is_empty(), "{:?}", new.lock.gone);
}

#[test]
fn a_component_keeps_its_type_if_it_is_renamed() {
    let (_, new) = edited(|paths, schemas| {
        for (_, _, operation) in paths.iter_mut() {
            operation["responses"]["default"]["content"] = content(&of("ApiError"));
        }
        schemas[0].0 = "ApiError";
    });
    assert_eq!(codes(&new), ["name-kept"]);
    assert!(code(&new).contains("pub struct Problem {"), "{}", code(&new));
    assert!(!code(&new).contains("struct ApiError"), "{}", code(&new));
    assert_eq!(new.lock.types.of("ApiError").map(|of| of.name.as_str()), Some("Problem"));
}

#[test]
fn an_inline_type_keeps_its_name_if_it_becomes_a_component() {
    let (_, new) = edited(|_, schemas| {
        schemas.push(("Person", object(&["name"], &[("name", text())])));
        schemas[1].1["properties"]["owner"] = of("Person");
    });
    assert!(code(&new).contains("pub struct JobOwner {"), "{}", code(&new));
    assert!(new.lock.gone.is_empty(), "{:?}", new.lock.gone);
}

#[test]
fn a_type_stays_where_it_was_if_others_use_it() {
    let (old, new) = edited(|paths, _| paths[3].2["responses"]["200"]["content"] = content(&of("Job")));
    assert!(old.files["src/jobs.rs"].contains("pub struct Job {"));
    assert!(new.files["src/types.rs"].contains("pub struct Job {"));
    assert!(
        new.files["src/jobs.rs"].contains("pub use super::types::{Job, JobOwner, State};"),
        "{}",
        new.files["src/jobs.rs"]
    );
}

#[test]
fn a_tag_may_change() {
    let (old, new) = edited(|paths, _| {
        for (_, _, operation) in paths.iter_mut().filter(|(_, path, _)| path.starts_with("/jobs")) {
            operation["tags"] = json!(["Work"]);
        }
    });
    assert_eq!(old.files["src/jobs.rs"].lines().count(), new.files["src/jobs.rs"].lines().count());
    let (_, new) = edited(|paths, _| paths[3].2["tags"] = json!(["jobs"]));
    assert!(new.files.contains_key("src/users.rs"), "{:?}", new.files.keys());
}

#[test]
fn names_that_are_gone_are_not_assigned_again() {
    let (_, without) = edited(|paths, _| drop(paths.remove(3)));
    assert!(codes(&without).contains(&"lock-unmatched"), "{:?}", without.diagnostics);
    let lock = Lock::parse("specwright.lock", &without.files["specwright.lock"]).unwrap();
    assert_eq!(lock.gone.of("method list_users").map(String::as_str), Some("0.1.0"));
    let (mut paths, schemas) = base();
    paths[3].1 = "/people";
    let again = generated(&document(&paths, &schemas), Some(&lock));
    assert!(code(&again).contains("list_users2(&self)"), "{}", code(&again));
}

#[test]
fn fields_keep_their_names() {
    let (old, new) = edited(|_, schemas| {
        schemas[4].1 = object(&[], &[("A_B", text()), ("a_b", text()), ("a-b", text())]);
    });
    let names = |of: &Generated| of.lock.members.iter().map(|(key, name)| format!("{key} {name}")).collect::<Vec<_>>();
    assert_eq!(names(&old), ["User/a-b a_b_kebab", "User/a_b a_b"]);
    assert_eq!(names(&new), ["User/A_B a_b_upper", "User/a-b a_b_kebab", "User/a_b a_b"]);
}

#[test]
fn a_person_may_change_a_line() {
    let (mut paths, schemas) = base();
    let old = generated(&document(&paths, &schemas), None);
    let text = old.files["specwright.lock"].replace("name = \"Problem\"", "name = \"JobError\"");
    let lock = Lock::parse("specwright.lock", &text).unwrap();
    paths.reverse();
    let new = generated(&document(&paths, &schemas), Some(&lock));
    assert!(code(&new).contains("pub struct JobError {"), "{}", code(&new));
    assert_eq!(codes(&new), Vec::<&str>::new());
}

#[test]
fn growth_alone_makes_no_features_and_no_folders() {
    let (mut paths, schemas) = base();
    let old = generated(&document(&paths, &schemas), None);
    for index in 0..120 {
        let path: &'static str = Box::leak(format!("/more/{index}").into_boxed_str());
        let body = object(&[], &[("a", object(&[], &[("b", text())])), ("c", object(&[], &[("d", text())]))]);
        paths.push((
            "get",
            path,
            operation(&format!("more{index}"), if index % 2 == 0 { "jobs" } else { "users" }, &[], &body),
        ));
    }
    let without = generated(&document(&paths, &schemas), None);
    assert!(without.files["Cargo.toml"].contains("users = []"), "{}", without.files["Cargo.toml"]);
    let new = generated(&document(&paths, &schemas), Some(&old.lock));
    assert!(!new.files["Cargo.toml"].contains("users = []"), "{}", new.files["Cargo.toml"]);
    let again = generated(&document(&base().0, &schemas), Some(&without.lock));
    assert!(again.files["Cargo.toml"].contains("users = []"), "{}", again.files["Cargo.toml"]);
}
