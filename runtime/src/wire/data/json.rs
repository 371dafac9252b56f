//! A recorded value as compact JSON (RFC 8259).

use crate::wire::data::Node;

pub(super) fn write(out: &mut String, node: &Node<'_>) {
    match node {
        Node::Absent => out.push_str("null"),
        Node::Literal(literal) => out.push_str(literal),
        Node::Text(text) => push_string(out, text),
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
        Node::Object(members) => {
            let mut before = '{';
            for (name, value) in members.clone() {
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

fn push_string(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
