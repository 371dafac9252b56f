//! Every key of the configuration.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Pages, Platform, Table, Waiting};

/// What people decide about a document. The default is an empty file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[crate]`: the package that is written.
    #[serde(rename = "crate")]
    pub package: Package,
    /// `[client]`: settings of the client that all calls share.
    pub client: Client,
    /// `[security.<scheme>]`: how credentials are found and what goes along with them.
    pub security: Table<Security>,
    /// `[errors]`: where errors say what went wrong.
    pub errors: Errors,
    /// `[platform]`: what the service has in common with others of its provider.
    pub platform: Platform,
    /// `[schemas.<component>]`: decisions about types.
    pub schemas: Table<Schema>,
    /// `[operations.<operationId>]`: decisions about operations.
    pub operations: Table<Operation>,
    /// The name of the file, for diagnostics.
    #[serde(skip)]
    pub(super) file: String,
    /// The text of the file, for diagnostics.
    #[serde(skip)]
    pub(super) text: String,
}

/// `[crate]`: what the written `Cargo.toml` says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Package {
    /// The package's name. Default: made from the file's name.
    pub name: Option<String>,
    /// The package's version. Default: `0.1.0`.
    pub version: Option<String>,
    /// One line. Default: the document's title.
    pub description: Option<String>,
    /// An SPDX expression. Default: none is written.
    pub license: Option<String>,
    /// Where the source is.
    pub repository: Option<String>,
    /// At most five words.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// The folder of the runtime, relative to the package, for a workspace that holds both.
    pub runtime_path: Option<String>,
    /// The `operationId` of the operation that the docs show first. Default: the first that makes a short example.
    pub example: Option<String>,
    /// Whether programs are written that call the operations with sample values.
    pub samples: bool,
    /// Whether the crate has a feature `mock`, with a mock server for the service that responds as tests say.
    pub mocks: bool,
    /// `[crate.modules.<name>]`: modules of the crate that people write, in `src/`. The generator declares them, and leaves their
    /// files alone.
    pub modules: BTreeMap<ModuleName, OwnModule>,
}

/// The name of a module that people write.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct ModuleName(String);

impl ModuleName {
    /// The name, which is an identifier of Rust in small letters.
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
            false => Err(format!("`{name}` cannot be the name of a module: use small letters, digits and `_`")),
        }
    }
}

/// `[crate.modules.<name>]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnModule {
    /// Features of the crate, all of which it needs.
    pub features: Vec<String>,
}

/// `[client]`: parameters that are set once on the client's builder, not for each call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Client {
    /// Names of path parameters that the client keeps.
    pub params: Vec<String>,
    /// Names of server variables that must be chosen, although the document has a default for them.
    pub required: Vec<String>,
    /// The header by whose value the service knows a request that it has seen, for all operations that could act twice.
    pub idempotency_key: Option<String>,
    /// Environment variables by what they hold: a parameter, a server variable, or `endpoint`.
    pub env: ClientEnv,
}

/// `[client.env]`: names of environment variables.
pub type ClientEnv = Table<Vec<String>>;

/// `[security.<scheme>]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Headers that go along with the credential, and the client parameter whose value each carries.
    pub headers: BTreeMap<String, String>,
    /// Alternatives of environment variables that hold the credential, part by part.
    pub env: Vec<Vec<String>>,
}

/// `[errors]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Errors {
    /// Pairs of member names that hold an error's code and message, in the order in which they are tried. A response of
    /// success is an error too where it has such a pair and nothing that is declared for it.
    pub pairs: Vec<(String, String)>,
    /// Response headers that hold the id of the request, in the order in which they are tried.
    pub request_id: Vec<String>,
}

/// `[schemas.<component>]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schema {
    /// What to call the type.
    pub rename: Option<String>,
    /// `[schemas.<component>.properties.<name>]`: decisions about members.
    pub properties: Table<Property>,
}

/// `[schemas.<component>.properties.<name>]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Property {
    /// What to call the field.
    pub rename: Option<String>,
    /// Further names under which the service sends the member.
    pub aliases: Vec<String>,
    /// Whether values are also read from other JSON forms: a number from text, text from a boolean.
    pub lenient: bool,
    /// Whether the member is a list, of which the service also sends a single element bare, and `{}` for none. Its schema is a
    /// list, or alternatives of which one is.
    pub list: bool,
}

/// `[operations.<operationId>]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Operation {
    /// What to call the method, in words or in Rust's style.
    pub rename: Option<String>,
    /// Whether the responses come in pages, where the document has the usual names for that. Default: yes.
    pub paged: Option<bool>,
    /// `[operations.<operationId>.pages]`: how the pages of the responses follow each other.
    pub pages: Option<Pages>,
    /// `[operations.<operationId>.wait]`: how it is seen that what it began has come to its end.
    pub wait: Option<Waiting>,
    /// Whether sending it twice has the effect of sending it once, so that it may be retried after a failure. Default:
    /// as its method says (RFC 9110, §9.2.2).
    pub idempotent: Option<bool>,
    /// The header by whose value the service knows a request that it has seen. Default: a header parameter called
    /// `Idempotency-Key` or the like.
    pub idempotency_key: Option<String>,
}
