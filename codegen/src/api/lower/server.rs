//! Servers (OpenAPI 3.0.4, §4.7.5 and §4.7.6).

use indexmap::IndexSet;
use serde_json::Value;

use crate::api::model::{Server, Servers, Variable};
use crate::report::{At, Code, Diagnostic};

use super::reader::{Reader, text};

/// The document's own servers.
pub(super) fn root(reader: &mut Reader<'_>, root: &At<'_>) -> Servers {
    servers(reader, reader.document(), root).unwrap_or_default()
}

/// The servers of the document, a path item or an operation; `None` if it has none of its own.
pub(super) fn servers<'a>(reader: &mut Reader<'a>, holder: &'a Value, at: &At<'_>) -> Option<Servers> {
    let at = at.key("servers");
    let list = reader.elements(holder.get("servers"), &at);
    let servers: Vec<Server> =
        list.iter().enumerate().filter_map(|(index, value)| server(reader, value, &at.index(index))).collect();
    let name = list.iter().find_map(|value| text(value, "x-specwright-name"));
    (!servers.is_empty()).then_some(Servers { name, servers })
}

fn server<'a>(reader: &mut Reader<'a>, value: &'a Value, at: &At<'_>) -> Option<Server> {
    let read: openapiv3::Server = reader.object(value, at, "Server Object")?;
    let mut variables = Vec::new();
    for name in placeholders(&read.url) {
        let declared = read.variables.as_ref().and_then(|variables| variables.get(&name));
        if declared.is_none() {
            let message = format!("the variable `{name}` of this server is not declared");
            reader.report(
                Diagnostic::new(Code::UnsupportedServer, at.value(), message)
                    .help("add it to `variables`, with a default"),
            );
        }
        let description = declared.and_then(|declared| declared.description.clone());
        let default = declared
            .map(|declared| declared.default.clone())
            .filter(|_| !reader.config().client.required.contains(&name));
        let values = declared.map(|declared| declared.enumeration.clone()).unwrap_or_default();
        let env = reader.config().client.env.of(&name).cloned().unwrap_or_default();
        variables.push(Variable { name, description, default, values, env });
    }
    Some(Server { url: read.url.trim().to_owned(), description: read.description, variables })
}

/// The names in braces, in order, each once.
pub(super) fn placeholders(template: &str) -> Vec<String> {
    let mut names: IndexSet<String> = IndexSet::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !name.is_empty() {
            names.insert(name.to_owned());
        }
        rest = after;
    }
    names.into_iter().collect()
}
