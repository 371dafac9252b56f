//! The package metadata of the crate, from the settings, the configuration and the document.
//!
//! May use: `api`, `config`, `names`, `report`, `rust`, `settings`, `source`.

use crate::api::{Api, SchemeKind, Signer};
use crate::config::{Config, Responses, RuntimeSource};
use crate::names::{identifier, snake};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::rust::{Options, OwnModule, Package, Runtime, docs};
use crate::settings::Settings;
use crate::source::Tree;

/// Reports a package name that Cargo or the compiler does not accept.
pub(crate) fn check(config: &Config, settings: &Settings) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let name = config.package.name.as_ref().filter(|_| settings.crate_name.is_none());
    if let Some(name) = name.filter(|name| !is_name(name)) {
        let message = format!("the package cannot be called `{name}`: its code could not refer to it by that name");
        let diagnostic = Diagnostic::new(Code::ConfigSyntax, config.place_of(name), message);
        diagnostics.push(diagnostic.help("choose another name, such as one that ends in `-client`"));
    }
    diagnostics
}

/// The options for planning the crate. Settings take precedence over the configuration, and the configuration over the document.
pub(crate) fn options(tree: &Tree, api: &Api, config: &Config, settings: &Settings) -> Options {
    let file = tree.main().name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let package = &config.package;
    let name = settings.crate_name.clone().or_else(|| package.name.clone()).unwrap_or_else(|| name_of(stem));
    let title = docs::summary(&api.info.title);
    let description = package
        .description
        .clone()
        .unwrap_or_else(|| if title.is_empty() { format!("Client for {name}") } else { format!("Client for {title}") });
    let path = || package.runtime_path.clone().map(Runtime::Path);
    let configured = || package.runtime.as_ref().map(runtime).or_else(path);
    let runtime = settings.runtime.clone().or_else(configured).or_else(|| settings.default_runtime.clone());
    let signs = |signer: Signer| api.schemes.iter().any(|scheme| scheme.kind == SchemeKind::Signer(signer));
    let package = Package {
        name,
        version: package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: description.trim_end_matches('.').to_owned(),
        license: package.license.clone(),
        repository: package.repository.clone(),
        keywords: package.keywords.clone(),
        categories: package.categories.clone(),
        runtime: runtime.unwrap_or(Runtime::Registry(None)),
        runtime_features: Signer::ALL.into_iter().filter(|&signer| signs(signer)).map(Signer::name).collect(),
    };
    let own_modules = config.package.modules.iter().map(|(name, module)| OwnModule {
        name: identifier(name.as_str().to_owned(), "module"),
        features: module.features.clone(),
    });
    Options {
        package,
        document: file.to_owned(),
        samples: None,
        example: None,
        mocks: false,
        strict_responses: config.client.responses == Responses::Strict,
        own_modules: own_modules.collect(),
    }
}

/// Where the configuration or the command line says that the runtime is.
pub(crate) fn runtime(source: &RuntimeSource) -> Runtime {
    match source {
        RuntimeSource::Vendored => Runtime::Vendored,
        RuntimeSource::Registry(name) => Runtime::Registry(name.clone()),
        RuntimeSource::Path(path) => Runtime::Path(path.clone()),
        RuntimeSource::Git { url, at } => Runtime::Git { url: url.clone(), at: at.clone() },
    }
}

/// A valid package name made from a file name: ASCII words joined by hyphens, beginning with a letter.
fn name_of(stem: &str) -> String {
    let name: String = snake(stem)
        .replace('_', "-")
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    let name = name.trim_matches('-');
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
    match name {
        "" => "client".to_owned(),
        name if is_name(name) => name.to_owned(),
        // The name of a package does not begin with a digit.
        name if !begins => format!("client-{name}"),
        name => format!("{name}-client"),
    }
}

/// Whether Cargo and the compiler accept a package name.
pub(crate) fn is_name(name: &str) -> bool {
    let characters = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    let library = name.replace('-', "_");
    let reserved = ["alloc", "core", "proc_macro", "specwright_runtime", "std", "test"];
    characters
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && !reserved.contains(&library.as_str())
        && identifier(library.clone(), "client") == library
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_valid() {
        fn check(stem: &str, expected: &str) {
            assert_eq!(name_of(stem), expected);
            assert!(is_name(expected), "{expected}");
        }
        check("huaweicloud-cdm", "huaweicloud-cdm");
        check("My API v2", "my-api-v2");
        check("作业", "client");
        check("2ch", "client-2ch");
        check("type", "type-client");
        check("std", "std-client");
        check("", "client");
    }
}
