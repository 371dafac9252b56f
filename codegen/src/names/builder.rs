//! Names of the methods of the client's builder, and of the types that they accept.

use crate::api::Api;

use super::members::{field, named_variants};
use super::methods::{BUILDER_TRAITS, BuilderMethod};
use super::{Names, Scope, ValueNames, identifier, pascal, snake};

/// Names that the client's module imports or uses without a path, besides those that no type may have.
const USED_BY_CLIENT: [&str; 11] =
    ["AccessKey", "ApiKey", "AsRef", "Basic", "Bearer", "BuildError", "MutualTls", "OAuth2", "Retry", "Secret", "Send"];

/// Names the methods that the document adds to the client's builder.
pub(super) fn builder(names: &mut Names, api: &Api, scope: &mut Scope) {
    let fixed = BuilderMethod::ALL.iter().filter(|method| api.platform.is_some() || !method.is_of_platform());
    let mut methods = Scope::with(BUILDER_TRAITS.into_iter().chain(fixed.map(|method| method.name())));
    names.client_parameters = api.client_parameters.iter().map(|kept| methods.take([field(&kept.name)]).0).collect();
    let own = api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    for servers in std::iter::once(&api.servers).chain(own) {
        for variable in servers.servers.iter().flat_map(|server| &server.variables) {
            if !names.variables.contains_key(&variable.name) {
                let (method, _) = methods.take([field(&variable.name), format!("server_{}", snake(&variable.name))]);
                names.variables.insert(variable.name.clone(), method);
            }
        }
        if let Some(name) = &servers.name
            && !names.endpoints.contains_key(name)
        {
            let (method, _) = methods.take([identifier(format!("{}_endpoint", snake(name)), "server")]);
            names.endpoints.insert(name.clone(), method);
        }
    }
    for (name, values) in api.variable_values() {
        let of = identifier(pascal(&name), "Variable");
        let prefixed = format!("Server{of}");
        let of = if USED_BY_CLIENT.contains(&of.as_str()) { prefixed.clone() } else { of };
        let (of, _) = scope.take([of, prefixed]);
        let (variants, open) = named_variants(&values);
        names.variable_types.insert(name, ValueNames { name: of, variants, open });
    }
    names.schemes = api
        .schemes
        .iter()
        .map(|scheme| methods.take([field(&scheme.name), format!("{}_credential", snake(&scheme.name))]).0)
        .collect();
}
