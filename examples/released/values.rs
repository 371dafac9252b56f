//! Values of a schema: few that together have every alternative, written without the generator's own code.

use serde_json::{Map, Value, json};

/// How many values a schema has here: enough for the enums and unions of the documents.
pub const COUNT: usize = 6;

/// The longest way of references and properties that is followed.
const DEEPEST: usize = 12;

/// Who writes the values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Writer {
    /// A client.
    Client,
    /// A service.
    Service,
}

/// The schemas of a document.
#[derive(Clone, Copy, Debug)]
pub struct Schemas<'a> {
    pub document: &'a Value,
    pub writer: Writer,
}

/// Whether the value of this number has what is optional.
pub fn is_full(number: usize) -> bool {
    number % 2 == 1
}

impl Schemas<'_> {
    /// What a reference refers to; everything else is itself.
    pub fn follow<'b>(&'b self, mut of: &'b Value) -> &'b Value {
        for _ in 0..DEEPEST {
            let Some(reference) = of["$ref"].as_str() else { return of };
            of = reference.strip_prefix('#').and_then(|pointer| self.document.pointer(pointer)).unwrap_or(&Value::Null);
        }
        of
    }

    /// The value of a number: the first has only what is required, the second is as large as it may be.
    pub fn value(&self, schema: &Value, number: usize) -> Value {
        self.below(schema, number, 0)
    }

    fn below(&self, schema: &Value, number: usize, depth: usize) -> Value {
        let schema = self.follow(schema);
        if depth > DEEPEST {
            return Value::Null;
        }
        if is_nullable(schema) && number % 3 == 2 {
            return Value::Null;
        }
        if let Some(values) = schema["enum"].as_array().filter(|values| !values.is_empty()) {
            return values[number % values.len()].clone();
        }
        if !schema["const"].is_null() {
            return schema["const"].clone();
        }
        for keyword in ["oneOf", "anyOf"] {
            let Some(branches) = schema[keyword].as_array().filter(|branches| !branches.is_empty()) else { continue };
            let branch = &branches[number % branches.len()];
            let mut value = self.below(branch, number, depth + 1);
            let own = self.object(schema, number, depth);
            if let (Some(value), Some(name)) = (value.as_object_mut(), schema["discriminator"]["propertyName"].as_str())
            {
                value.extend(own);
                value.insert(name.to_owned(), tag(&schema["discriminator"], branch).into());
            }
            return value;
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let values: Vec<Value> = parts.iter().map(|part| self.below(part, number, depth + 1)).collect();
            let mut object = self.object(schema, number, depth);
            for value in &values {
                object.extend(value.as_object().cloned().unwrap_or_default());
            }
            return match values.into_iter().next() {
                Some(value) if !value.is_object() => value,
                _ => Value::Object(object),
            };
        }
        match kind(schema) {
            "object" => Value::Object(self.object(schema, number, depth)),
            "array" => self.array(schema, number, depth),
            "boolean" => is_full(number).into(),
            "integer" => integer(schema, number),
            "number" if is_full(number) => json!(limit(schema, "maximum").unwrap_or(2.5)),
            "number" => json!(limit(schema, "minimum").unwrap_or(2.0)),
            "string" => string(schema, number).into(),
            _ => json!({"any": number}),
        }
    }

    fn object(&self, schema: &Value, number: usize, depth: usize) -> Map<String, Value> {
        let is_required = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|of| of == name));
        let hidden = if self.writer == Writer::Client { "readOnly" } else { "writeOnly" };
        let properties = schema["properties"].as_object().into_iter().flatten();
        let is_written = |(name, of): &(&String, &Value)| {
            // An optional property that refers back would never end.
            let is_wanted = is_required(name) || is_full(number) && depth < DEEPEST / 2;
            is_wanted && self.follow(of)[hidden] != true
        };
        let value = |(name, of): (&String, &Value)| (name.clone(), self.below(of, number, depth + 1));
        properties.filter(is_written).map(value).collect()
    }

    fn array(&self, schema: &Value, number: usize, depth: usize) -> Value {
        let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
        let most = schema["maxItems"].as_u64().unwrap_or(2) as usize;
        let length = if number == 0 { least } else { most.min(2).max(least) };
        (0..length).map(|index| self.below(&schema["items"], number + index, depth + 1)).collect()
    }
}

fn is_nullable(schema: &Value) -> bool {
    let has_null = schema["type"].as_array().is_some_and(|types| types.iter().any(|of| of == "null"));
    schema["nullable"] == true || has_null
}

fn kind(schema: &Value) -> &str {
    let types = schema["type"].as_array().into_iter().flatten();
    let first = types.filter_map(Value::as_str).find(|of| *of != "null");
    let guess = if schema["properties"].is_object() { "object" } else { "" };
    schema["type"].as_str().or(first).unwrap_or(guess)
}

/// The value of the discriminator by which a branch is known.
fn tag(discriminator: &Value, branch: &Value) -> String {
    let reference = branch["$ref"].as_str().unwrap_or_default();
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mapped = discriminator["mapping"].as_object().into_iter().flatten();
    let mut mapped = mapped.filter(|(_, of)| *of == reference || *of == name).map(|(tag, _)| tag.clone());
    mapped.next().unwrap_or_else(|| name.to_owned())
}

fn limit(schema: &Value, keyword: &str) -> Option<f64> {
    schema[keyword].as_f64()
}

fn integer(schema: &Value, number: usize) -> Value {
    // Greater ones are no integers to programs in JavaScript, as the mock server is one.
    let most = if schema["format"] == "int32" { i64::from(i32::MAX) } else { (1 << 53) - 1 };
    let whole = |keyword| limit(schema, keyword).map(|of| of as i64);
    match number {
        0 => whole("minimum").unwrap_or(1),
        1 => whole("maximum").unwrap_or(most),
        _ => whole("minimum").unwrap_or(0).max(number as i64).min(whole("maximum").unwrap_or(most)),
    }
    .into()
}

fn string(schema: &Value, number: usize) -> String {
    match schema["format"].as_str() {
        Some("uuid") => return format!("00000000-0000-4000-8000-00000000000{number}"),
        Some("date") => return format!("2026-01-0{}", number + 1),
        Some("date-time") => return format!("2026-01-0{}T10:00:00Z", number + 1),
        Some("uri" | "url") => return format!("https://example.com/{number}"),
        Some("email") => return format!("somebody{number}@example.com"),
        _ => {}
    }
    let least = schema["minLength"].as_u64().unwrap_or(1).max(1) as usize;
    let most = schema["maxLength"].as_u64().unwrap_or(8).max(least as u64) as usize;
    let length = if is_full(number) { most } else { least };
    (b'a'..=b'z').cycle().skip(number).take(length).map(char::from).collect()
}
