//! Names of the methods of the client's builder, and of the types that they accept.

use crate::api::{Api, Scheme};
use crate::lock::{BuilderLock, Lock};
use crate::report::{Code, Diagnostic, Diagnostics, FileId, Location, On, Pointer};

use super::members::{field, named_variants};
use super::methods::{BUILDER_TRAITS, BuilderMethod};
use super::{Names, Scope, ValueNames, identifier, pascal, snake};

/// Names that the client's module imports or uses without a path, besides those that no type may have.
const USED_BY_CLIENT: [&str; 11] =
    ["AccessKey", "ApiKey", "AsRef", "Basic", "Bearer", "BuildError", "MutualTls", "OAuth2", "Retry", "Secret", "Send"];

/// Names the methods that the document adds to the client's builder.
///
/// A method keeps its name in the lock. A scheme is found by its name, else by how it sends its credential.
pub(super) fn builder(names: &mut Names, api: &Api, lock: &Lock, scope: &mut Scope, diagnostics: &mut Diagnostics) {
    let locked = |kind: &str, name: &str| lock.builder.of(&key(kind, name));
    let method = |kind: &str, name: &str| locked(kind, name).map(|of| of.method.as_str());
    let fixed = BuilderMethod::ALL.iter().filter(|method| api.platform.is_some() || !method.is_of_platform());
    let mut methods = Scope::with(BUILDER_TRAITS.into_iter().chain(fixed.map(|method| method.name())));
    lock.builder.iter().for_each(|(_, of)| methods.reserve(&of.method));
    names.client_parameters = api
        .client_parameters
        .iter()
        .map(|kept| methods.keep(method("parameter", &kept.name), [field(&kept.name)]).0)
        .collect();
    let own = api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    for servers in std::iter::once(&api.servers).chain(own) {
        for variable in servers.servers.iter().flat_map(|server| &server.variables) {
            if !names.variables.contains_key(&variable.name) {
                let wanted = [field(&variable.name), format!("server_{}", snake(&variable.name))];
                let (method, _) = methods.keep(method("variable", &variable.name), wanted);
                names.variables.insert(variable.name.clone(), method);
            }
        }
        if let Some(name) = &servers.name
            && !names.endpoints.contains_key(name)
        {
            let wanted = [identifier(format!("{}_endpoint", snake(name)), "server")];
            let (method, _) = methods.keep(method("server", name), wanted);
            names.endpoints.insert(name.clone(), method);
        }
    }
    for (name, values) in api.variable_values() {
        let of = identifier(pascal(&name), "Variable");
        let prefixed = format!("Server{of}");
        let of = if USED_BY_CLIENT.contains(&of.as_str()) { prefixed.clone() } else { of };
        let kept = locked("variable", &name).and_then(|of| of.values.as_deref());
        let (of, _) = scope.keep(kept, [of, prefixed]);
        let (variants, open) = named_variants(&values);
        names.variable_types.insert(name, ValueNames { name: of, variants, open });
    }
    for scheme in &api.schemes {
        let own = locked("scheme", &scheme.name);
        let kept = own.or_else(|| renamed(api, scheme, lock)).map(|of| of.method.as_str());
        let wanted = field(&scheme.name);
        let (method, _) = methods.keep(kept, [wanted.clone(), format!("{}_credential", snake(&scheme.name))]);
        if own.is_none() && kept == Some(&method) && method != wanted {
            report_kept(diagnostics, scheme, (&method, &wanted));
        }
        names.schemes.push(method);
    }
}

/// The key of what a method sets.
pub(super) fn key(kind: &str, name: &str) -> String {
    format!("{kind} {name}")
}

/// The entry of a scheme that is gone and sent its credential as this one does.
fn renamed<'a>(api: &Api, scheme: &Scheme, lock: &'a Lock) -> Option<&'a BuilderLock> {
    let sends = scheme.kind.sends();
    let is_gone = |key: &str| {
        let name = key.strip_prefix("scheme ");
        name.is_some_and(|name| api.schemes.iter().all(|present| present.name != name))
    };
    let mut gone = lock.builder.iter().filter(|(key, of)| is_gone(key) && of.sends.as_deref() == Some(&sends));
    gone.next().map(|(_, of)| of)
}

fn report_kept(diagnostics: &mut Diagnostics, scheme: &Scheme, (kept, wanted): (&str, &str)) {
    let pointer = Pointer::root().key("components").key("securitySchemes").key(&scheme.name);
    let at = Location { file: FileId::MAIN, pointer, on: On::Key };
    let message =
        format!("the builder's method `{kept}` keeps its name; the document calls the scheme `{}`", scheme.name);
    let help = format!(
        "to rename it, write `method = \"{wanted}\"` in the line `{}` of the lock",
        key("scheme", &scheme.name)
    );
    diagnostics.push(Diagnostic::new(Code::NameKept, at, message).help(help));
}
