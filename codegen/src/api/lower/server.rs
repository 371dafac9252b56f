//! Servers (OpenAPI 3.0.4, §4.7.5 and §4.7.6).

use indexmap::IndexSet;
use serde_json::Value;

use crate::api::model::{Server, Servers, Variable};
use crate::report::{At, Code, Diagnostic, Fix};

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
                    .help("add it to `variables`, with a default")
                    .fix(Fix::Overlay(at.value(), format!("update: {{variables: {{{name}: {{default: ''}}}}}}"))),
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
    let mut url = read.url.trim().to_owned();
    if is_relative(&url) && !url.starts_with('/') {
        url.insert(0, '/');
    }
    if let Err(why) = usable(&url, &variables) {
        reader.report(
            Diagnostic::new(
                Code::UnsupportedServer,
                at.key("url").value(),
                format!("this URL cannot be used: it {why}"),
            )
            .help("correct it; until then, clients need an endpoint that they pass to the builder"),
        );
    }
    Some(Server { url, description: read.description, variables })
}

/// Whether a URL is relative to that of the document (OpenAPI 3.0.4, §4.7.5.1 "url"). Some omit the scheme of a host.
fn is_relative(url: &str) -> bool {
    let first = url.split('/').next().unwrap_or_default();
    let is_host = first.starts_with('{') || first.contains(':') || first == "localhost";
    !is_host && (first.trim_matches('.').is_empty() || !first.contains('.'))
}

/// Whether paths can be appended to a URL, whatever the values of its variables are.
///
/// # Errors
///
/// Returns the reason as a predicate.
fn usable(url: &str, variables: &[Variable]) -> Result<(), &'static str> {
    let mut filled = url.to_owned();
    for variable in variables {
        filled = filled.replace(&format!("{{{}}}", variable.name), variable.default.as_deref().unwrap_or("x"));
    }
    let (scheme, rest) = filled.split_once("://").unwrap_or(("https", &filled));
    let authority = rest.split('/').next().unwrap_or_default();
    let written = url.split_once("://").map_or("", |(scheme, _)| scheme);
    match filled.as_str() {
        _ if rest.contains(['?', '#']) => Err("has a query or a fragment, which would hold the paths"),
        _ if authority.contains('@') => Err("has a user name or a password in it"),
        _ if !written.contains('{') && !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => {
            Err("is for another protocol than HTTP")
        }
        _ if rest.contains(['{', '}']) => Err("has a brace that encloses no name"),
        _ if authority.contains(|c: char| c.is_whitespace() || "\"<>\\^`|".contains(c)) => {
            Err("has a character in its host that no host has")
        }
        _ => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    use super::{is_relative, usable};

    #[test]
    fn hosts_without_a_scheme_are_not_relative() {
        let check = |url: &str, expected: bool| assert_eq!(is_relative(url), expected, "{url}");
        for url in ["", "/", "/v1", "v1", "./v1", "../v1", "//example.com"] {
            check(url, true);
        }
        for url in ["https://example.com", "example.com/v1", "localhost", "localhost:8080/v1", "{host}/v1"] {
            check(url, false);
        }
    }

    #[test]
    fn urls_to_which_no_path_can_be_appended_are_found() {
        let check = |url: &str, expected: bool| assert_eq!(usable(url, &[]).is_ok(), expected, "{url}");
        for url in ["https://example.com/v1", "HTTP://example.com", "/v1", "https://example.com/a@b:c|d"] {
            check(url, true);
        }
        for url in [
            "https://example.com?a=b",
            "https://example.com/#a",
            "https://a:b@example.com",
            "wss://example.com",
            "https://exam ple.com",
            "https://{example.com",
        ] {
            check(url, false);
        }
    }
}
