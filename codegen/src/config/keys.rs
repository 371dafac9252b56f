//! The keys of the configuration.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use serde_json::Value;

use super::{
    Entries, Generate, Pages, Place, Platform, Requirements, RuntimeSource, SecuritySettings, Waiting, checked,
};

/// The configuration. The default is that of an empty file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Overlays of the document, which are applied in this order. Paths are relative to the configuration.
    pub overlays: Vec<String>,
    /// `[crate]`: the package.
    #[serde(rename = "crate")]
    pub package: Package,
    /// `[generate]`: which parts of the document are generated.
    pub generate: Generate,
    /// `[client]`: settings of the client.
    pub client: Client,
    /// `[security]`: requirements, and for each scheme environment variables and additional headers of its credentials.
    pub security: SecuritySettings,
    /// `[errors]`: where error responses have their code and message.
    pub errors: Errors,
    /// `[names]`: how names are made.
    pub names: Naming,
    /// `[platform]`: the platform that the service belongs to.
    pub platform: Platform,
    /// `[schemas.<component>]`: overrides of types.
    pub schemas: Entries<Schema>,
    /// `[places."<JSON pointer>"]`: overrides of other places.
    pub places: Entries<Place>,
    /// `[operations.<operationId>]`: overrides of operations.
    pub operations: Entries<Operation>,
    /// `[[pages]]`: pagination of all operations with a shape.
    pub pages: Vec<Spanned<Pages>>,
    /// `[diff]`: what `specwright diff` accepts.
    pub diff: Diff,
    /// The name of the file, for diagnostics.
    #[serde(skip)]
    pub(super) file: String,
    /// The text of the file, for diagnostics.
    #[serde(skip)]
    pub(super) text: String,
}

/// `[crate]`: package metadata, and optional parts of the crate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Package {
    /// The package name. Default: derived from the file name of the document.
    #[serde(deserialize_with = "checked::package_name")]
    pub name: Option<String>,
    /// The package version. Default: `0.1.0`.
    #[serde(deserialize_with = "checked::version")]
    pub version: Option<String>,
    /// The description, one line. Default: `Client for` and the title of the document.
    pub description: Option<String>,
    /// The license, an SPDX expression. Default: none.
    pub license: Option<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// At most five keywords.
    pub keywords: Vec<String>,
    /// Categories of crates.io.
    pub categories: Vec<String>,
    /// The path of the runtime, relative to the package. Default: the crate carries the runtime.
    pub runtime_path: Option<String>,
    /// Where Cargo finds the runtime, in place of `runtime_path`: `"vendored"`, `"registry"`, or a table with `path`, with `registry`, or with
    /// `git` and one of `rev`, `tag` and `branch`.
    pub runtime: Option<RuntimeSource>,
    /// The `operationId` of the operation in the example on the first page of the docs. Default: the first operation with a
    /// short example.
    pub example: Option<String>,
    /// Whether to write example programs that call the operations with sample values.
    pub samples: bool,
    /// Whether to write a mock server of the service for tests, behind the feature `mock`.
    pub mocks: bool,
    /// Whether to write `surface.txt`: the public API of the crate, a line for each item.
    pub surface: bool,
    /// `[crate.modules.<name>]`: handwritten modules of the crate, in `src/`. The generator declares them, and does not touch
    /// their files.
    pub modules: BTreeMap<ModuleName, OwnModule>,
}

/// The name of a handwritten module.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct ModuleName(String);

impl ModuleName {
    /// The name, a Rust identifier in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ModuleName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let is_small = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        match is_small && name.starts_with(|first: char| first.is_ascii_lowercase()) {
            true => Ok(Self(name)),
            false => Err(format!("`{name}` is not a valid module name: use lower-case letters, digits and `_`")),
        }
    }
}

/// `[crate.modules.<name>]`: a handwritten module.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnModule {
    /// Features of the crate that enable the module; all of them are needed.
    pub features: Vec<String>,
}

/// `[diff]`: what `specwright diff` accepts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Diff {
    /// `[[diff.accept]]`: changes that were reviewed, each by itself.
    pub accept: Vec<Accepted>,
}

/// `[[diff.accept]]`: a change that was reviewed. It does not count for `--fail-on`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The code of the change.
    pub code: String,
    /// The item of the crate that changed.
    pub item: String,
    /// What it was before, if there are several changes with that code of that item.
    pub was: Option<String>,
    /// What it is now, likewise.
    pub now: Option<String>,
    /// Why the change is accepted.
    pub reason: String,
}

/// `[client]`: settings of the client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Client {
    /// Path parameters that are set once on the client instead of per call.
    pub params: Vec<String>,
    /// Server variables that must be set, although the document declares a default.
    pub required: Vec<String>,
    /// The header with an idempotency key, for all operations that are not idempotent.
    pub idempotency_key: Option<String>,
    /// Whether types that are only received distinguish properties that are `null` from those that are absent.
    pub null: Null,
    /// How exactly responses must be as they are declared.
    pub responses: Responses,
    /// Environment variables of client parameters, server variables and the `endpoint`.
    pub env: ClientEnv,
}

/// How exactly responses must be as they are declared.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Responses {
    /// What examples of the document show is read too: properties that are `null` or absent although they are required. So is
    /// what has one meaning only: `null` is an empty list or map, and an empty body is the same as `null`.
    #[default]
    Tolerant,
    /// Nothing else than what is declared is accepted.
    Strict,
}

/// What `null` means in types that are only received.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Null {
    /// The same as absence.
    #[default]
    Absent,
    /// Something else than absence.
    Distinct,
}

/// `[client.env]`: names of environment variables, in the order in which they are read.
pub type ClientEnv = Entries<Vec<String>>;

/// `[errors]`: error responses.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Errors {
    /// Pairs of property names of an error's code and message, in the order in which they are tried.
    pub pairs: Vec<(String, String)>,
    /// Whether a 2xx response is an error whose body has such a pair, and no property of its declared type.
    pub in_success: bool,
    /// Response headers with the request id, in the order in which they are tried.
    pub request_id: Vec<String>,
}

/// `[names]`: how names are made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Naming {
    /// Prefixes of the names of schemas that types do not have, such as `io.k8s.api.`; of those that match, the longest one
    /// is removed.
    pub strip_prefix: Vec<String>,
}

impl Naming {
    /// The name of a schema without the prefix.
    pub fn stripped<'a>(&self, schema: &'a str) -> &'a str {
        let rest = self.strip_prefix.iter().filter_map(|prefix| schema.strip_prefix(prefix.as_str()));
        let rest = rest.filter(|rest| rest.chars().any(char::is_alphanumeric));
        rest.min_by_key(|rest| rest.len()).unwrap_or(schema)
    }
}

/// `[schemas.<component>]`: overrides of a type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schema {
    /// The name of the type.
    #[serde(deserialize_with = "checked::words")]
    pub rename: Option<String>,
    /// Whether `null` is allowed wherever the component is.
    pub nullable: Option<bool>,
    /// The schema: the name of a type, or a table with the keywords of JSON Schema.
    #[serde(rename = "type")]
    pub of: Option<Value>,
    /// The path of a type in Rust that implements `Clone`, `Debug`, `PartialEq`, and `Serialize` and `Deserialize` of serde.
    pub rust_type: Option<String>,
    /// Whether there is no type for it; values of it are plain JSON.
    pub omit: bool,
    /// `[schemas.<component>.properties.<name>]`: overrides of fields.
    pub properties: Entries<Property>,
}

/// `[schemas.<component>.properties.<name>]`: overrides of a field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Property {
    /// The name of the field.
    #[serde(deserialize_with = "checked::words")]
    pub rename: Option<String>,
    /// Other names under which the service sends the property.
    pub aliases: Vec<String>,
    /// Whether values are also read from other JSON types: a number from a string, a string from a boolean.
    pub lenient: bool,
    /// Whether the property is an array for which the service may also send a single element, or `{}` if it is empty. The
    /// schema is an array, or a union; in a union, the array variant is chosen.
    pub list: bool,
    /// Whether it is required.
    pub required: Option<bool>,
    /// Whether `null` is allowed.
    pub nullable: Option<bool>,
    /// The schema: the name of a type, or a table with the keywords of JSON Schema.
    #[serde(rename = "type")]
    pub of: Option<Value>,
    /// The path of a type in Rust that implements `Clone`, `Debug`, `PartialEq`, and `Serialize` and `Deserialize` of serde.
    pub rust_type: Option<String>,
    /// Whether it is left out.
    pub omit: bool,
}

/// How successful responses are read.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum ResponseAs {
    /// As bytes.
    Bytes,
    /// As text.
    Text,
    /// As server-sent events.
    Events,
    /// As JSON values, one per line.
    Items,
}

/// `[operations.<operationId>]`: overrides of an operation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Operation {
    /// The name of the method, as words or as a Rust identifier.
    #[serde(deserialize_with = "checked::words")]
    pub rename: Option<String>,
    /// Whether the pagination is recognized by common parameter names. Default: yes.
    pub paged: Option<bool>,
    /// `[operations.<operationId>.pages]`: pagination.
    pub pages: Option<Pages>,
    /// `[operations.<operationId>.wait]`: how a long-running operation is polled.
    pub wait: Option<Waiting>,
    /// Whether the operation is idempotent, so that it is retried after a failure. Default: as its HTTP method is (RFC 9110,
    /// §9.2.2).
    pub idempotent: Option<bool>,
    /// The header with an idempotency key. Default: a header parameter such as `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// How successful responses are read, whatever the document declares.
    pub response: Option<ResponseAs>,
    /// The requirements, in place of those of the document.
    pub security: Option<Requirements>,
    /// Whether arguments in the path may be empty. By default that is an error, since the request would reach another resource.
    pub empty_path_arguments: bool,
    /// Whether it is left out.
    pub omit: bool,
    /// `[operations.<operationId>.parameters.<name>]`: overrides of parameters, for this operation only.
    pub parameters: Entries<Place>,
}

impl Property {
    /// The overrides of the property's place in the document.
    pub fn place(&self) -> Place {
        let Self { required, nullable, of, rust_type, omit, .. } = self.clone();
        Place { required, nullable, of, rust_type, omit }
    }
}

impl Schema {
    /// The overrides of the component's place in the document.
    pub fn place(&self) -> Place {
        let Self { nullable, of, rust_type, omit, .. } = self.clone();
        Place { required: None, nullable, of, rust_type, omit }
    }
}
