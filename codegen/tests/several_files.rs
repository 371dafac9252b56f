//! Documents of several files, from the disk to the crate that is written.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::generation::{Generation, Outcome};
use specwright::report::human;

const API: &str = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    $ref: paths/pet.yaml
components:
  schemas:
    Creature:
      $ref: 'schemas.yaml#/Pet'
";

const PET: &str = "
parameters:
  - $ref: ../parameters.json#/id
get:
  operationId: showPet
  responses:
    '200':
      description: A pet.
      content:
        application/json:
          schema: { $ref: '../schemas.yaml#/Pet' }
    default: { $ref: ../problem.yaml }
";

const PARAMETERS: &str =
    r#"{ "id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } }"#;

const SCHEMAS: &str = "
Pet:
  type: object
  properties:
    name: { type: string }
    home: { $ref: '#/Home' }
    owner: { $ref: 'owner.yaml' }
Home:
  type: object
  properties:
    pets: { type: array, items: { $ref: '#/Pet' } }
    size: { type: wide }
";

const PROBLEM: &str = "
description: A problem.
content:
  application/json:
    schema: { type: object, properties: { code: { type: string } } }
";

/// A folder of files that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn of(test: &str, version: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("specwright-files-{test}-{}", std::process::id()));
        let api = API.replace("3.0.3", version);
        for (name, text) in files.iter().chain(&[("api.yaml", api.as_str())]) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        Self(folder)
    }

    fn run(&self) -> Outcome {
        Generation { spec: self.0.join("api.yaml"), ..Generation::default() }.run()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The generated code, and the rendered diagnostics.
fn all(folder: &Path, outcome: &Outcome) -> (String, String) {
    let generated = outcome.result.as_ref().expect("it is generated");
    let written: String = generated.files.values().map(String::as_str).collect();
    let tree = outcome.tree.as_ref().expect("it was read");
    let output =
        generated.diagnostics.resolve(tree).iter().map(|(diagnostic, at)| human(diagnostic, at)).collect::<String>();
    (written, output.replace(&format!("{}/", folder.display()), ""))
}

#[test]
fn a_document_of_several_files_becomes_one_client() {
    let files = [
        ("paths/pet.yaml", PET),
        ("parameters.json", PARAMETERS),
        ("schemas.yaml", SCHEMAS),
        ("problem.yaml", PROBLEM),
        (
            "owner.yaml",
            "type: object\nproperties: { pets: { type: array, items: { $ref: 'api.yaml#/components/schemas/Creature' } } }",
        ),
    ];
    for version in ["3.0.3", "3.1.0"] {
        let folder = Folder::of("client", version, &files);
        let outcome = folder.run();
        let (written, output) = all(&folder.0, &outcome);
        for expected in [
            "pub fn show_pet(&self, id: &str) -> ShowPet",
            "pub struct Creature {",
            "pub struct Home {",
            "pub struct Owner {",
            "pub owner: Option<",
        ] {
            assert!(written.contains(expected), "{version}: {expected}\n{written}");
        }
        assert!(!written.contains("pub struct Pet "), "{version}: one schema has one name");
        assert!(!written.contains("x-specwright") && !output.contains("x-specwright"), "{version}: {output}");

        let read: Vec<&Path> =
            outcome.read.iter().map(|path| path.strip_prefix(&folder.0).expect("it is in the folder")).collect();
        let expected = ["api.yaml", "paths/pet.yaml", "schemas.yaml", "parameters.json", "problem.yaml", "owner.yaml"]
            .map(Path::new);
        assert_eq!(read, expected);
    }
}

#[test]
fn schemas_of_one_name_in_two_files_are_two_variants() {
    let model = |property: &str| {
        format!(
            "components: {{ schemas: {{ Model: {{ type: object, properties: {{ kind: {{ type: string }}, {property}: {{ type: string }} }} }} }} }}"
        )
    };
    let (one, two) = (model("first"), model("second"));
    for order in [["one", "two"], ["two", "one"]] {
        let [first, second] = order.map(|file| format!("'../{file}.yaml#/components/schemas/Model'"));
        let pet = format!(
            "get: {{ operationId: showPet, responses: {{ '200': {{ description: A pet., content: {{ application/json: {{ schema: {{ \
             oneOf: [{{ $ref: {first} }}, {{ $ref: {second} }}], \
             discriminator: {{ propertyName: kind, mapping: {{ a: {second}, b: {first} }} }} }} }} }} }} }} }}"
        );
        let name = format!("names-{}", order.join("-"));
        let files =
            [("paths/pet.yaml", pet.as_str()), ("one.yaml", &one), ("two.yaml", &two), ("schemas.yaml", SCHEMAS)];
        let folder = Folder::of(&name, "3.0.3", &files);
        let outcome = folder.run();
        let (written, output) = all(&folder.0, &outcome);
        let table = written.split("union! {").nth(1).and_then(|rest| rest.split("}}").next()).unwrap_or_default();
        assert!(table.contains(r#"&["a"]"#) && table.contains(r#"&["b"]"#), "{order:?}: {table}\n{output}");
        assert!(!output.contains("unmapped-value") && !output.contains("undecided-union"), "{output}");
        let models = written.lines().filter(|line| line.starts_with("pub struct") && line.ends_with("Model {"));
        assert_eq!(models.count(), 2, "{output}");
    }
}

#[test]
fn diagnostics_point_to_the_right_file() {
    let files =
        [("paths/pet.yaml", PET), ("parameters.json", PARAMETERS), ("schemas.yaml", SCHEMAS), ("problem.yaml", ":")];
    for version in ["3.0.3", "3.1.0"] {
        let folder = Folder::of("diagnostics", version, &files);
        let outcome = folder.run();
        let (written, output) = all(&folder.0, &outcome);
        assert!(written.contains("pub fn show_pet(&self, id: &str) -> ShowPet"), "{version}: the rest is generated");

        let missing = "warning[missing-ref]: `owner.yaml` cannot be resolved: the file `owner.yaml` does not exist\n --> schemas.yaml:7:20\n";
        assert!(output.contains(missing), "{version}: {output}");
        assert!(output.contains("= at: #/Pet/properties/owner/$ref\n"), "{version}: {output}");
        assert!(output.contains(" --> schemas.yaml:12:19\n"), "{version}: {output}");
        assert!(output.contains("= at: #/Home/properties/size/type\n"), "{version}: {output}");
        assert_eq!(output.matches("missing-ref").count(), 1, "{version}: it is reported once\n{output}");
        assert!(!output.contains("x-specwright"), "{version}: {output}");
    }
}
