//! Waiting for what an operation began, as the configuration says.

use crate::api::model::{Api, Operation, Place, Waiting};
use crate::config::{self, Config};
use crate::report::Diagnostics;

use super::paging::{at, json};

/// Decides for every operation whether it begins something that is waited for.
pub(super) fn decide(api: &mut Api, config: &Config, diagnostics: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let decided = operation.id.as_deref().and_then(|id| config.operations.of(id)?.wait.as_ref());
        let Some(said) = decided else { continue };
        match waiting(api, operation, said) {
            Ok(waiting) => api.operations[index].waiting = Some(waiting),
            Err((value, what)) => config.report_unknown(&value, what, diagnostics),
        }
    }
}

/// What the configuration says, held against both operations.
///
/// # Errors
///
/// A value that names something that there is not, and what that would be.
fn waiting(api: &Api, begins: &Operation, said: &config::Waiting) -> Result<Waiting, (String, &'static str)> {
    let is_poll = |operation: &Operation| operation.id.as_ref() == Some(&said.poll);
    let poll = api.operations.iter().position(is_poll).ok_or_else(|| (said.poll.clone(), "operation"))?;
    let asks = &api.operations[poll];
    let has_place = |operation: &Operation, pointer: &str| {
        json(operation).is_some_and(|response| at(&api.types, response, pointer).is_some())
    };
    if !has_place(asks, &said.status) {
        return Err((said.status.clone(), "place in the response of the operation that asks"));
    }
    if let Some(pointer) = said.failed_at.keys().find(|pointer| !has_place(asks, pointer)) {
        return Err((pointer.clone(), "place in the response of the operation that asks"));
    }
    let is_asked = |name: &str, operation: &Operation, places: &[Place]| {
        operation.parameters.iter().any(|parameter| parameter.name == name && places.contains(&parameter.place))
    };
    for (name, pointer) in &said.parameters {
        if !is_asked(name, asks, &[Place::Path, Place::Query]) {
            return Err((name.clone(), "parameter of the operation that asks"));
        }
        if !has_place(begins, pointer) {
            return Err((pointer.clone(), "place in the response"));
        }
    }
    let required = asks.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client);
    let open =
        required.filter(|parameter| parameter.place != Place::Cookie && said.url_header.is_none()).find(|parameter| {
            let shared = parameter.place == Place::Path && is_asked(&parameter.name, begins, &[Place::Path]);
            !shared && !said.parameters.contains_key(&parameter.name)
        });
    if open.is_some() {
        return Err((said.poll.clone(), "operation that can be asked with the parameters of this one"));
    }
    Ok(Waiting {
        poll,
        status: said.status.clone(),
        done: said.done.clone(),
        failed: said.failed.clone(),
        failed_at: said.failed_at.clone().into_iter().collect(),
        interval: said.interval,
        given: said.parameters.iter().map(|(name, pointer)| (name.clone(), pointer.clone())).collect(),
        url: said.url_header.clone(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;
    use crate::report::Code;

    #[test]
    fn what_the_configuration_names_must_be_there() {
        let response = |member: &str| {
            let schema = json!({"type": "object", "properties": {member: {"type": "string"}}});
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
            let said = diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ConfigUnmatched);
            assert_eq!(said.is_some(), message.is_some(), "{keys}: {said:?}");
            assert!(said.is_none_or(|said| said.message.contains(message.unwrap_or_default())), "{said:?}");
        };
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job' }", None);
        check(
            "poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job' }\nfailed_at = { '/job' = ['-1'] }",
            Some("asks"),
        );
        check("poll = 'Get'\nstatus = '/state'\nurl_header = 'Location'", None);
        check("poll = 'Got'\nstatus = '/state'\nparameters = { id = '/job' }", Some("no operation called `Got`"));
        check("poll = 'Get'\nstatus = '/job'\nparameters = { id = '/job' }", Some("operation that asks"));
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/state' }", Some("place in the response"));
        check("poll = 'Get'\nstatus = '/state'\nparameters = { id = '/job', x = '/job' }", Some("parameter of"));
        check("poll = 'Get'\nstatus = '/state'", Some("can be asked with"));
    }
}
