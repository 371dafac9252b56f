//! Long-running operations of the configuration, and how their completion is polled.

use crate::api::model::{Operation, Place, Types, Waiting};
use crate::config::{self, Config};
use crate::report::Diagnostics;

use super::body_type::{json_response, type_at};

/// How the completion of an operation is polled, if it is long-running by configuration.
pub(super) fn waiting(
    operations: &[Operation],
    index: usize,
    types: &Types,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Waiting> {
    let operation = operations.get(index)?;
    let configured = operation.id.as_deref().and_then(|id| config.operations.of(id)?.wait.as_ref())?;
    of_configuration(operations, operation, types, configured)
        .map_err(|(value, why)| config.report_unfit(&value, why, diagnostics))
        .ok()
}

/// The polling of the configuration, checked against both operations.
///
/// # Errors
///
/// A name that does not exist, and what it would be.
fn of_configuration(
    operations: &[Operation],
    long_running: &Operation,
    types: &Types,
    configured: &config::Waiting,
) -> Result<Waiting, (String, &'static str)> {
    let is_poll = |operation: &Operation| operation.id.as_ref() == Some(&configured.poll);
    let poll = operations
        .iter()
        .position(is_poll)
        .ok_or_else(|| (configured.poll.clone(), "is not an operation of the document"))?;
    let polled = &operations[poll];
    let has_place = |operation: &Operation, pointer: &str| {
        json_response(operation).is_some_and(|response| type_at(types, response, pointer).is_some())
    };
    if !has_place(polled, &configured.status) {
        return Err((configured.status.clone(), "is not a place in the response of the polled operation"));
    }
    if let Some(pointer) = configured.failed_at.keys().find(|pointer| !has_place(polled, pointer)) {
        return Err((pointer.clone(), "is not a place in the response of the polled operation"));
    }
    let has_parameter = |name: &str, operation: &Operation, places: &[Place]| {
        operation.parameters.iter().any(|parameter| parameter.name == name && places.contains(&parameter.place))
    };
    for (name, pointer) in &configured.parameters {
        if !has_parameter(name, polled, &[Place::Path, Place::Query]) {
            return Err((name.clone(), "is not a parameter of the polled operation"));
        }
        if !has_place(long_running, pointer) {
            return Err((pointer.clone(), "is not a place in the response"));
        }
    }
    let required = polled.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client);
    let missing = required
        .filter(|parameter| parameter.place != Place::Cookie && configured.url_header.is_none())
        .find(|parameter| {
            let shared = parameter.place == Place::Path && has_parameter(&parameter.name, long_running, &[Place::Path]);
            !shared && !configured.parameters.contains_key(&parameter.name)
        });
    if missing.is_some() {
        return Err((configured.poll.clone(), "cannot be polled with the parameters of this operation"));
    }
    Ok(Waiting { poll, configured: configured.clone() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;
    use crate::report::Code;

    #[test]
    fn names_of_the_configuration_must_exist() {
        let response = |property: &str| {
            let schema = json!({"type": "object", "properties": {property: {"type": "string"}}});
            json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}})
        };
        let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
        let document = json!({"openapi": "3.0.3", "paths": {
            "/jobs": {"post": {"operationId": "Start", "responses": response("job")}},
            "/jobs/{id}": {"get": {"operationId": "Get", "parameters": [id], "responses": response("state")}},
        }});
        let check = |keys: &str, message: Option<&str>| {
            let text = format!("[operations.Start.wait]\ndone = ['DONE']\n{keys}\n");
            let (api, diagnostics) = lower(&document, &Config::parse("api.toml", &text).unwrap());
            assert_eq!(api.operations[0].waiting.is_some(), message.is_none(), "{keys}");
            let unmatched = diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ConfigUnmatched);
            assert_eq!(unmatched.is_some(), message.is_some(), "{keys}: {unmatched:?}");
            assert!(
                unmatched.is_none_or(|unmatched| unmatched.message.contains(message.unwrap_or_default())),
                "{unmatched:?}"
            );
        };
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job' }", None);
        check(
            "poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job' }\nfailed_at = { '/job' = ['-1'] }",
            Some("polled operation"),
        );
        check("poll = 'Get'\nstatus = '/state'\nurl_header = 'Location'", None);
        check("poll = 'Got'\nstatus = '/state'\nparameters = { id = '/job' }", Some("`Got` is not an operation"));
        check("poll = 'Get'\nstatus = '/job'\nparameters = { id = '/job' }", Some("polled operation"));
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/state' }", Some("place in the response"));
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job', x = '/job' }", Some("parameter of"));
        check("poll = 'Get'\nstatus = '/state'", Some("cannot be polled with"));
    }
}
