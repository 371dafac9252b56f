//! Overlays of documents on disk: which file they change, and where diagnostics point to.

use std::fs;
use std::path::PathBuf;

use specwright::generation::{Generation, Outcome};
use specwright::report::human;
use specwright::source::Store;

/// A folder of files that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn of(test: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("specwright-overlays-{test}-{}", std::process::id()));
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        Self(folder)
    }

    fn run(&self, spec: &str) -> Outcome {
        Generation { spec: self.0.join(spec), ..Generation::default() }.run()
    }

    fn diagnostics(&self, outcome: &Outcome) -> String {
        let shown: String = outcome.resolved().iter().map(|(diagnostic, at)| human(diagnostic, at)).collect();
        shown.replace(&format!("{}/", self.0.display()), "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn code(outcome: &Outcome) -> String {
    outcome.result.as_ref().expect("it is generated").files.values().map(String::as_str).collect()
}

const API: &str = "
openapi: 3.1.0
info: {title: Jobs, version: '1'}
paths:
  /jobs: {$ref: paths/jobs.yaml}
";
const JOBS: &str = "
get:
  operationId: listJobs
  parameters: [{name: a, in: query, schema: {type: string}}, {name: b, in: query, schema: {type: word}}]
  responses: {'200': {description: Jobs., content: {application/json: {schema: {$ref: '../schemas.yaml#/Job'}}}}}
";
const SCHEMAS: &str = "
Job: {type: object, properties: {name: {type: string}}}
Size: {type: object, properties: {bytes: {type: integer}}}
";

#[test]
fn overlays_change_any_file_of_the_document() {
    let main = "
overlay: 1.0.0
info: {title: Main, version: '1'}
actions:
  - {target: \"$.paths['/jobs'].get.parameters[?@.name == 'a']\", remove: true}
  - target: $.paths['/jobs'].get.responses
    update: {'404': {description: None., content: {application/json: {schema: {$ref: schemas.yaml#/Size}}}}}
  - {target: \"$.paths['/jobs'].get.parameters\", update: {name: c, in: query, schema: {type: letter}}}
";
    let schemas = "
overlay: 1.0.0
info: {title: Schemas, version: '1'}
extends: ../schemas.yaml
actions:
  - {target: $.Job.properties, update: {size: {$ref: '#/Size'}}}
";
    let folder = Folder::of(
        "files",
        &[
            ("api.yaml", API),
            ("paths/jobs.yaml", JOBS),
            ("schemas.yaml", SCHEMAS),
            ("api.toml", "overlays = ['main.yaml', 'overlays/schemas.yaml']"),
            ("main.yaml", main),
            ("overlays/schemas.yaml", schemas),
        ],
    );
    let outcome = folder.run("api.yaml");
    let code = code(&outcome);
    assert!(code.contains("pub size: Option<Size>") && code.contains("Call<Job, Size>"), "{code}");
    assert!(!code.contains("pub fn a("), "{code}");
    let diagnostics = folder.diagnostics(&outcome);
    // `b` moved up when `a` was removed; `c` is in the overlay.
    assert!(diagnostics.contains("--> paths/jobs.yaml:4:"), "{diagnostics}");
    assert!(diagnostics.contains("--> main.yaml:8:"), "{diagnostics}");
    let read: Vec<_> = outcome.read.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert!(read.iter().filter(|name| **name == "main.yaml").count() == 1 && read.len() == 6, "{read:?}");
}

#[test]
fn an_overlay_of_another_document_is_refused() {
    let overlay =
        "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nextends: other.yaml\nactions: [{target: $, update: {}}]\n";
    let config = "overlays = ['overlay.yaml']";
    let document = "swagger: '2.0'\ninfo: {title: x, version: '1'}\npaths: {}\n";
    let folder = Folder::of(
        "extends",
        &[("api.yaml", document), ("other.yaml", document), ("api.toml", config), ("overlay.yaml", overlay)],
    );
    let outcome = folder.run("api.yaml");
    let diagnostics = folder.diagnostics(&outcome);
    assert!(outcome.result.is_err() && diagnostics.contains("this overlay extends `other.yaml`"), "{diagnostics}");
    // The URL of the document is not known.
    let by_url = overlay.replace("other.yaml", "https://example.com/other.yaml");
    fs::write(folder.0.join("overlay.yaml"), by_url).expect("the file can be written");
    assert!(folder.run("api.yaml").result.is_ok());
    fs::remove_file(folder.0.join("overlay.yaml")).expect("the file can be removed");
    let diagnostics = folder.diagnostics(&folder.run("api.yaml"));
    assert!(diagnostics.contains("unreadable-file") && diagnostics.contains("overlay.yaml"), "{diagnostics}");
}

#[test]
fn overlays_of_the_caller_come_last() {
    let set = |title: &str| {
        format!("overlay: 1.0.0\ninfo: {{}}\nactions: [{{target: $.info, update: {{title: {title}}}}}]\n")
    };
    let folder = Folder::of(
        "caller",
        &[
            ("api.yaml", "swagger: '2.0'\ninfo: {title: x, version: '1'}\npaths: {}\n"),
            ("api.toml", "overlays = ['one.yaml']"),
            ("one.yaml", &set("One")),
            ("two.yaml", &set("Two")),
        ],
    );
    let overlays = vec![folder.0.join("two.yaml")];
    let outcome =
        Generation { spec: folder.0.join("api.yaml"), overlays, config_store: Store::Disk, ..Generation::default() }
            .run();
    assert!(code(&outcome).contains("Two"));
    assert!(code(&folder.run("api.yaml")).contains("One"));
}
