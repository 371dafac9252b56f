//! Programs with calls of every operation, as they are written: values of every kind, what is given and what is not.

#![allow(clippy::unwrap_used)]

use specwright::config::Config;
use specwright::emit::Files;
use specwright::source::Tree;
use specwright::{Settings, generate};

/// A document with one operation, with these parameters and this schema of its body.
fn document(parameters: &str, schema: &str) -> String {
    format!(
        "{{openapi: 3.0.4, info: {{title: Pets, version: '1'}}, paths: {{'/pets/{{id}}': {{post: {{operationId: act, tags: [pets],
        parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}, {parameters}],
        requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}},
        responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: string}}}}}}}}}}}}}}}},
        components: {{schemas: {{
          Cat: {{type: object, required: [name, kind], properties: {{name: {{type: string}}, kind: {{type: string, enum: [cat]}}}}}},
          Dog: {{type: object, required: [kind], properties: {{
            kind: {{type: string, enum: [dog]}}, age: {{type: integer}}, next: {{$ref: '#/components/schemas/Dog'}}}}}},
          Free: {{type: object, properties: {{a: {{type: string, example: x}}, b: {{type: string}}}}}}}}}}}}"
    )
}

fn files(document: &str) -> Files {
    let tree = Tree::from_text("shop.yaml", document.to_owned()).unwrap();
    let settings = Settings { samples: true, ..Settings::default() };
    generate(&tree, &Config::default(), &settings).unwrap().files
}

/// The call of the only operation, on one line.
fn call(files: &Files, path: &str) -> String {
    let text = files[path].split_once("async fn act").unwrap().1;
    text.split_once("{\n").unwrap().1.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn values_of_every_kind_are_written() {
    fn check(schema: &str, expected: &str) {
        let found = call(&files(&document("", schema)), "examples/pets.rs");
        assert!(found.starts_with(expected), "{schema}\n{found}");
    }
    let all = |body: &str| format!("let response = client.act(\"id\", {body}).send().await?;");
    check("{type: string}", &all("\"body\""));
    check("{type: integer, minimum: 7}", &all("7"));
    check("{type: number, example: 3.14}", &all("314.0 / 100.0"));
    check("{type: boolean}", &all("true"));
    check("{type: string, format: ipv4}", &all("&Ipv4::new(\"192.0.2.1\")"));
    check("{type: array, items: {type: string}}", "let body = [\"body\".into()];");
    check("{type: array, items: {type: array, items: {type: integer}}}", "let body = [vec![1]];");
    check("{type: object, additionalProperties: {type: integer}}", &all("&Map::new()"));
    check(
        "{type: object, additionalProperties: {}, example: {a: [1]}}",
        "let body = Map::from([(\"a\".into(), \"[1]\".parse()?)]);",
    );
    check("{example: 7}", &all("&Value::from(7)"));
    check("{$ref: '#/components/schemas/Cat'}", &all("&Cat::new(\"name\")"));
    check("{$ref: '#/components/schemas/Dog'}", &all("&Dog::new()"));
    check("{$ref: '#/components/schemas/Free'}", &all("&Free::new().a(\"x\")"));
    let either = "{oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}";
    let dog = "let response = client .act(\"id\", &ActRequest::Dog(Box::new(Dog::new()))) .send() .await?;";
    check(either, dog);
    let setters =
        "{type: object, properties: {a: {type: integer, nullable: true, example: 1}, b: {type: string, nullable: true,
        example: x}, c: {type: string, nullable: true, example: null}}, example: {a: 1, b: x, c: null}}";
    check(setters, "let body = ActRequest::new().a(1).b(Some(\"x\".into())).c(None);");
    check("{type: string, enum: [a, b]}", &all("&ActRequest::A"));
}

#[test]
fn bodies_of_every_encoding_are_written() {
    fn check(media_type: &str, schema: &str, expected: &str) {
        let document =
            document("", schema).replace("application/json: {schema: ", &format!("{media_type}: {{schema: "));
        let found = call(&files(&document), "examples/pets.rs");
        assert!(found.starts_with(expected), "{media_type}\n{found}");
    }
    let all = |body: &str| format!("let response = client.act(\"id\", {body}).send().await?;");
    let form = "{type: object, required: [a], properties: {a: {type: string}}}";
    check("application/x-www-form-urlencoded", form, &all("&ActRequest::new(\"a\")"));
    check("multipart/form-data", form, &all("&ActRequest::new(\"a\")"));
    check("multipart/form-data", "{type: array, items: {type: integer}}", &all("&vec![1]"));
    check("application/x-ndjson", "{type: array, items: {type: integer}}", &all("vec![1]"));
    check("application/x-ndjson", "{type: integer}", &all("vec![1]"));
    check("text/plain", "{type: string}", &all("\"body\""));
    check("application/octet-stream", "{type: string, format: binary}", &all("\"body\""));
}

#[test]
fn what_may_be_left_out_is_where_there_is_an_example() {
    let parameters =
        "{name: a, in: query, example: x, schema: {type: string}}, {name: b, in: query, schema: {type: integer}},
        {name: c, in: query, deprecated: true, example: x, schema: {type: string}}";
    let files = files(&document(parameters, "{type: string}"));
    let one = call(&files, "examples/pets.rs");
    assert!(one.starts_with("let response = client.act(\"id\", \"body\").a(\"x\").send().await?;"), "{one}");
    let all = call(&files, "examples/every_operation/pets.rs");
    assert!(all.contains(".a(\"x\").b(1).send_full()"), "{all}");
}

#[test]
fn programs_say_what_they_need() {
    let files = files(&document("", "{type: string}"));
    let manifest = &files["Cargo.toml"];
    assert!(
        manifest.ends_with(
            "[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n"
        )
    );
    assert!(manifest.contains("include = [\"/README.md\", \"/examples\", \"/src\"]"), "{manifest}");
    assert!(files["README.md"].contains("cargo run --example pets -- act\n"));
    assert!(files["examples/every_operation/main.rs"].contains("mod outcome;\nmod pets;\n"));
    let without = generate(
        &Tree::from_text("shop.yaml", document("", "{type: string}")).unwrap(),
        &Config::default(),
        &Settings::default(),
    );
    assert!(!without.unwrap().files.keys().any(|path| path.starts_with("examples/")));
}
