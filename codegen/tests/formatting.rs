//! `cargo fmt --check` accepts a generated crate in a workspace with other settings, as a member and as a dependency.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use specwright::config::Config;
use specwright::source::Tree;
use specwright::{Settings, generate, output};

const DOCUMENT: &str = "
openapi: 3.0.4
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      operationId: createPetWithQuiteALongName
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '200': { description: ok } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string }, kind: { type: string, enum: [cat, dog] } } }
";

fn format(workspace: &Path) -> Output {
    let cargo = Command::new(env!("CARGO")).args(["fmt", "--all", "--check"]).current_dir(workspace).output();
    cargo.expect("cargo can be run")
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

#[test]
fn workspaces_with_other_settings_leave_the_crate_alone() {
    let tree = Tree::from_text("pets.yaml", DOCUMENT.to_owned()).expect("the document is sound");
    let settings = Settings { samples: true, mocks: true, ..Settings::default() };
    let generated = generate(&tree, &Config::default(), &settings).expect("the document is sound");
    // Outside of this repository, whose workspace would claim the crate.
    let workspace = std::env::temp_dir().join(format!("specwright-formatting-{}", std::process::id()));
    for members in ["members = ['app', 'pets']", "members = ['app']\nexclude = ['pets']"] {
        write(&workspace.join("Cargo.toml"), &format!("[workspace]\nresolver = '3'\n{members}\n"));
        write(&workspace.join("rustfmt.toml"), "hard_tabs = true\nmax_width = 60\nedition = '2021'\n");
        write(
            &workspace.join("app/Cargo.toml"),
            "[package]\nname = 'app'\nedition = '2024'\n[dependencies]\npets = { path = '../pets' }\n",
        );
        write(&workspace.join("app/src/main.rs"), "fn main() {\n\tprintln!(\"hello\");\n}\n");
        output::write(&generated.files, &workspace.join("pets")).expect("the crate can be written");

        let accepted = format(&workspace);
        assert!(accepted.status.success(), "{members}: {}", String::from_utf8_lossy(&accepted.stderr));
        // The check sees the crate: without its settings it is refused.
        fs::remove_file(workspace.join("pets/rustfmt.toml")).expect("the crate has settings");
        let refused = format(&workspace);
        assert_eq!(refused.status.code(), Some(1), "{members}: the crate was not checked");
        assert!(
            String::from_utf8_lossy(&refused.stdout).contains("pets/src/lib.rs"),
            "{members}: the crate was not checked"
        );
        fs::remove_dir_all(&workspace).expect("the folder can be removed");
    }
}
