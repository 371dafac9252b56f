//! Tests of bundling documents of several files.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::report::{Code, FileId, Location, On, Place, Pointer, Positions};
use crate::source::{Reach, Store, Tree, limits, load, load_from};

/// A folder of files that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn of(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("specwright-bundle-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn tree(&self, name: &str) -> Tree {
        load_from(&Store::Disk, Reach::Anywhere, &self.0.join(name)).unwrap()
    }

    /// The files that were read, as paths in the folder.
    fn read<'t>(&self, tree: &'t Tree) -> Vec<&'t str> {
        tree.files().iter().map(|file| Path::new(&file.name).strip_prefix(&self.0).unwrap().to_str().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Checks what is made of files, the first of which is the one that the user names.
fn check(files: &[(&str, &str)], expected: Value) {
    let folder = Folder::of(files);
    let tree = folder.tree(files[0].0);
    let found: Vec<&str> = tree.diagnostics().iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert!(found.is_empty(), "{files:?}: {found:?}");
    assert_eq!(tree.root().to_string(), expected.to_string(), "{files:?}");
}

/// Checks the diagnostics of files: the code, the file in the folder, line and column, and a part of the message.
fn check_diagnostics(files: &[(&str, &str)], expected: &[(Code, &str, (usize, usize), &str)]) -> Value {
    let folder = Folder::of(files);
    let tree = folder.tree(files[0].0);
    let resolved = tree.diagnostics().resolve(&tree);
    let found: Vec<_> = resolved
        .iter()
        .map(|(diagnostic, at)| {
            let file = Path::new(at.file.as_ref().unwrap()).strip_prefix(&folder.0).unwrap().to_str().unwrap();
            (diagnostic.code, file, at.position.unwrap())
        })
        .collect();
    let places: Vec<_> = expected.iter().map(|(code, file, position, _)| (*code, *file, *position)).collect();
    assert_eq!(found, places, "{files:?}");
    for ((diagnostic, _), (.., message)) in resolved.iter().zip(expected) {
        assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
    }
    tree.root().clone()
}

#[test]
fn references_between_files_lead_to_where_their_targets_stand() {
    // To a whole file, into it, from it into itself, and back.
    check(
        &[
            ("api.yaml", "a: {items: {$ref: pet.yaml}}\nb: {items: {$ref: './pet.yaml#/$defs/x~1y%25'}}\nc: 1"),
            (
                "pet.yaml",
                "$defs: {x/y%: {not: {$ref: '#/$defs'}}}\ne: {not: {$ref: 'api.yaml#/c'}}\nf: {not: {$ref: '#'}}",
            ),
        ],
        json!({
            "a": {"items": {"$ref": "#/x-specwright-files/pet"}},
            "b": {"items": {"$ref": "#/x-specwright-files/pet/$defs/x~1y%25"}},
            "c": 1,
            "x-specwright-files": {"pet": {
                "$defs": {"x/y%": {"not": {"$ref": "#/x-specwright-files/pet/$defs"}}},
                "e": {"not": {"$ref": "#/c"}},
                "f": {"not": {"$ref": "#/x-specwright-files/pet"}},
            }},
        }),
    );
    // Paths count from the file that they stand in; the same file has one name on every way to it.
    check(
        &[
            ("api/main.yaml", "a: {$ref: ../lib/a.json}"),
            ("lib/a.json", r#"{"x": [{"$ref": "b/index.yml"}, {"$ref": "../lib/./a.json#/x"}]}"#),
            ("lib/b/index.yml", "not: {$ref: ../a.yaml}"),
            ("lib/a.yaml", "type: string"),
        ],
        json!({
            "a": {"$ref": "#/x-specwright-files/a"},
            "x-specwright-files": {
                "a": {"x": [{"$ref": "#/x-specwright-files/b"}, {"$ref": "#/x-specwright-files/a/x"}]},
                "b": {"not": {"$ref": "#/x-specwright-files/a-2"}},
                "a-2": {"type": "string"},
            },
        }),
    );
}

#[test]
fn references_to_no_file_stay() {
    let alone = json!({
        "a": {"$ref": "https://example.com/pet.yaml"}, "b": {"$ref": "Pet"}, "c": {"$ref": "#/a"},
        "d": {"example": {"$ref": "pet.yaml"}}, "e": {"$id": "https://example.com/", "not": {"$ref": "pet.yaml"}},
        "discriminator": {"mapping": {"a": "Pet", "b": "#/components/schemas/Pet"}},
    });
    check(&[("api.json", &alone.to_string())], alone);
}

#[test]
fn components_are_called_what_the_document_calls_them() {
    check(
        &[
            (
                "api.yaml",
                "paths: {/a: {$ref: 'paths.yaml#/~1a'}}\n\
                 components: {schemas: {Pet: {$ref: lib.yaml#/animal}, Same: {$ref: lib.yaml#/animal}, Tag: {$ref: tag.yaml}}}",
            ),
            ("paths.yaml", "/a: {get: {schema: {$ref: lib.yaml#/animal/properties}, tag: {$ref: tag.yaml}}}\n/b: {}"),
            ("lib.yaml", "animal: {properties: {tag: {$ref: tag.yaml}}}\nherd: {items: {$ref: '#/animal'}}"),
            ("tag.yaml", "type: string"),
        ],
        json!({
            "paths": {"/a": {"get": {
                "schema": {"$ref": "#/components/schemas/Pet/properties"},
                "tag": {"$ref": "#/components/schemas/Tag"},
            }}},
            "components": {"schemas": {
                "Pet": {"properties": {"tag": {"$ref": "#/components/schemas/Tag"}}},
                "Same": {"$ref": "#/components/schemas/Pet"},
                "Tag": {"type": "string"},
            }},
            "x-specwright-files": {
                "paths": {"/a": {"$ref": "#/paths/~1a"}, "/b": {}},
                "lib": {
                    "animal": {"$ref": "#/components/schemas/Pet"},
                    "herd": {"items": {"$ref": "#/components/schemas/Pet"}},
                },
            },
        }),
    );
}

#[test]
fn targets_are_inlined_where_no_reference_is_allowed() {
    check(
        &[
            (
                "api.yaml",
                "info: {$ref: info.yaml}\ncomponents: {$ref: parts.yaml}\n\
                 paths: {/a: {get: {$ref: get.yaml}}, /b: {get: {$ref: get.yaml}}}\ntags: {$ref: 'info.yaml#/x-tags'}",
            ),
            ("info.yaml", "title: A\nx-tags: [{name: b}]"),
            ("parts.yaml", "schemas: {$ref: schemas.yaml}"),
            ("get.yaml", "responses: {200: {$ref: 'api.yaml#/components/schemas/Pet'}}"),
            ("schemas.yaml", "Pet: {$ref: pet.yaml}"),
            ("pet.yaml", "not: {$ref: 'parts.yaml#/schemas/Pet'}"),
        ],
        json!({
            "info": {"title": "A", "x-tags": {"$ref": "#/tags"}},
            "components": {"schemas": {"Pet": {"not": {"$ref": "#/components/schemas/Pet"}}}},
            "paths": {
                "/a": {"get": {"responses": {"200": {"$ref": "#/components/schemas/Pet"}}}},
                "/b": {"get": {"responses": {"200": {"$ref": "#/components/schemas/Pet"}}}},
            },
            "tags": [{"name": "b"}],
        }),
    );
}

#[test]
fn pointers_lead_through_references_and_names_to_files() {
    check(
        &[
            ("api.yaml", "a: {$ref: b.yaml}\nc: {not: {$ref: '#/a/x/y'}}"),
            (
                "b.yaml",
                "x: {$ref: 'c.yaml#/z'}\nw: {not: {$ref: '#/a/x'}}\ndiscriminator: {mapping: {k: ./c.yaml, l: '#/q/c'}}",
            ),
            ("c.yaml", "z: {y: {type: string}}\nn: {$anchor: name}\nm: {not: {$ref: '#name'}}"),
        ],
        json!({
            "a": {"$ref": "#/x-specwright-files/b"},
            "c": {"not": {"$ref": "#/x-specwright-files/c/z/y"}},
            "x-specwright-files": {
                "b": {
                    "x": {"$ref": "#/x-specwright-files/c/z"},
                    "w": {"not": {"$ref": "#/x-specwright-files/b/x"}},
                    "discriminator": {"mapping": {"k": "#/x-specwright-files/c", "l": "#/x-specwright-files/c"}},
                },
                "c": {"z": {"y": {"type": "string"}}, "n": {"$anchor": "name"}, "m": {"not": {"$ref": "#/x-specwright-files/c/n"}}},
            },
        }),
    );
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_read() {
    let root = check_diagnostics(
        &[
            (
                "api.yaml",
                "a:\n  $ref: no.yaml\nb:\n  $ref: b.yaml#/x\nc: [{$ref: b.yaml}, {$ref: b.yaml}]\nd: {$ref: e.yaml}",
            ),
            ("b.yaml", "x: [\n"),
            ("e.yaml", "f: 1\ng:\n- $ref: 'api.yaml#/nothing'\n- $ref: ..\nf: 2"),
        ],
        &[
            (Code::MissingRef, "api.yaml", (2, 9), "no.yaml` does not exist"),
            (Code::Syntax, "b.yaml", (2, 1), ""),
            (Code::MissingRef, "e.yaml", (3, 9), "does not contain `#/nothing`"),
            (Code::MissingRef, "e.yaml", (4, 9), "is not a file"),
            (Code::DuplicateKey, "e.yaml", (5, 1), ""),
        ],
    );
    let nothing = json!({"$ref": "#/x-specwright-files/nothing"});
    assert_eq!(root["a"], nothing);
    assert_eq!(root["c"], json!([nothing, nothing]));
    assert_eq!(root["d"], json!({"$ref": "#/x-specwright-files/e"}));
    assert_eq!(root["x-specwright-files"], json!({"e": {"f": 2, "g": [nothing, nothing]}, "nothing": null}));
}

#[test]
fn files_outside_of_the_folder_must_be_documents() {
    let files = [("in/api.yaml", "a: [{$ref: ../secret}, {$ref: ../open.yml}, {$ref: inner}]"), ("in/inner", "b: 1")];
    let folder = Folder::of(&[files[0], files[1], ("secret", "a: 1"), ("open.yml", "a: 1")]);
    let tree = folder.tree("in/api.yaml");
    assert_eq!(folder.read(&tree), ["in/api.yaml", "open.yml", "in/inner"]);
    assert_eq!(tree.diagnostics().len(), 1);
    // Unless that is allowed, they are not read at all.
    let tree = load(&folder.0.join("in/api.yaml")).unwrap();
    assert_eq!(folder.read(&tree), ["in/api.yaml", "in/inner"]);
    assert_eq!(tree.diagnostics().len(), 2);

    let absolute = folder.0.join("open.yml");
    let inside = folder.0.join("in/inner");
    let text = json!({"a": [{"$ref": absolute}, {"$ref": format!("file://{}", inside.display())}]});
    fs::write(folder.0.join("in/absolute.json"), text.to_string()).unwrap();
    let tree = folder.tree("in/absolute.json");
    assert_eq!(folder.read(&tree), ["in/absolute.json", "in/inner"]);
    let messages: Vec<&str> = tree.diagnostics().iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert!(matches!(messages.as_slice(), [only] if only.contains("use a relative path")), "{messages:?}");
}

#[test]
fn files_in_a_circle_are_read_once() {
    let folder = Folder::of(&[
        ("a.yaml", "get: {$ref: b.yaml}"),
        ("b.yaml", "get: {$ref: c.yaml}"),
        ("c.yaml", "get: {$ref: b.yaml}\nput: {$ref: a.yaml}\npost: {$ref: c.yaml}"),
    ]);
    let tree = folder.tree("a.yaml");
    assert_eq!(folder.read(&tree), ["a.yaml", "b.yaml", "c.yaml"]);
    assert_eq!(tree.opened(), [folder.0.join("b.yaml"), folder.0.join("c.yaml")]);
}

#[test]
fn places_are_those_in_the_original_files() {
    let folder = Folder::of(&[
        ("api.yaml", "components:\n  schemas:\n    A: {$ref: b.yaml#/x}\n    B: {not: {$ref: b.yaml}}"),
        ("b.yaml", "x:\n  type: string\ny: 1"),
    ]);
    let tree = folder.tree("api.yaml");
    let check = |at: &str, file: &str, position: (usize, usize), written: &str| {
        let location = Location { file: FileId::MAIN, pointer: Pointer::parse(at).unwrap(), on: On::Value };
        let value = tree.get(&location);
        assert_eq!(value, tree.get(&tree.written(&location)), "{at}");
        let resolved = tree.resolve(&[&Place::Document(location)]).remove(0);
        assert_eq!(resolved.file, Some(folder.0.join(file).display().to_string()), "{at}");
        assert_eq!(resolved.position, Some(position), "{at}");
        assert_eq!(resolved.pointer.unwrap().as_str(), written, "{at}");
    };
    check("/components/schemas/A/type", "b.yaml", (2, 9), "/x/type");
    check("/components/schemas/B/not", "api.yaml", (4, 14), "/components/schemas/B/not");
    check("/x-specwright-files/b/y", "b.yaml", (3, 4), "/y");
}

#[test]
fn the_size_of_a_bundled_document_is_limited() {
    // Each file holds the next one twice: copied out, that would be two to the power of their number.
    let chain: Vec<(String, String)> = (0..60)
        .map(|index| {
            (format!("f{index}.yaml"), format!("get: {{$ref: f{0}.yaml}}\nput: {{$ref: f{0}.yaml}}", index + 1))
        })
        .chain([("f60.yaml".to_owned(), "a: 1".to_owned())])
        .collect();
    let files: Vec<(&str, &str)> = chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = Folder::of(&files);
    let tree = folder.tree("f0.yaml");
    assert_eq!(tree.files().len(), 61);
    assert!(tree.diagnostics().iter().any(|diagnostic| diagnostic.code == Code::TooLarge));
    assert!(!tree.diagnostics().has_errors());
    assert!(size(tree.root()) < 250_000, "{}", size(tree.root()));
}

#[test]
fn the_depth_of_a_bundled_document_is_limited() {
    let nested = |end: &str| format!("{}{end}{}", "{get: ".repeat(limits::DEPTH - 2), "}".repeat(limits::DEPTH - 2));
    let chain: Vec<(String, String)> = (0..4)
        .map(|index| (format!("f{index}.yaml"), nested(&format!("{{$ref: f{}.yaml}}", index + 1))))
        .chain([("f4.yaml".to_owned(), nested("1"))])
        .collect();
    let files: Vec<(&str, &str)> = chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let tree = Folder::of(&files).tree("f0.yaml");
    let depth = depth(tree.root());
    assert!((150..=204).contains(&depth), "{depth}");
    assert!(!tree.diagnostics().has_errors());
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Value::Object(properties) => 1 + properties.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Value::Object(properties) => 1 + properties.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
