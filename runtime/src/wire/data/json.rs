//! A recorded value as compact JSON (RFC 8259).

use crate::wire::data::Node;

impl Node<'_> {
    /// The value as compact JSON.
    pub(crate) fn json(&self) -> String {
        let mut out = String::new();
        write(&mut out, self);
        out
    }
}

fn write(out: &mut String, node: &Node<'_>) {
    match node {
        Node::Absent => out.push_str("null"),
        Node::Literal(literal) => out.push_str(literal),
        Node::String(string) => push_string(out, string),
        Node::File(file) => push_string(out, &file.base64()),
        Node::List(items) => {
            let mut before = '[';
            for item in items.clone() {
                out.push(before);
                write(out, &item);
                before = ',';
            }
            out.push_str(if before == '[' { "[]" } else { "]" });
        }
        Node::Object(properties) => {
            let mut before = '{';
            for (name, value) in properties.clone() {
                out.push(before);
                push_string(out, name);
                out.push(':');
                write(out, &value);
                before = ',';
            }
            out.push_str(if before == '{' { "{}" } else { "}" });
        }
    }
}

fn push_string(out: &mut String, string: &str) {
    out.push_str(&serde_json::Value::from(string).to_string());
}
