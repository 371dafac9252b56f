//! The crate as data: what is printed, decided to the last detail.

mod client;
mod item;
mod mock;
mod operation;
mod sample;
mod signature;
mod snippet;
mod types;

pub use client::{
    Client, Credential, EndpointSetter, Param, Scheme, SchemeKind, Server, Servers, Setter, Setting, ValueEnum,
    Variable,
};
pub use item::{
    Alias, Case, ChoiceVariant, Choices, Constant, Constructor, Enum, Field, FieldParameter, FieldSetter, Headers,
    Inner, Item, Mode, Shape, Struct, Union, UnionVariant, Variant, WebhookVariant, Webhooks, Wire, Xml, XmlRow,
    XmlStep,
};
pub use mock::{Mock, Stub};
pub use operation::{
    Argument, Body, Bundle, Decoding, Idempotency, Member, NextPage, Operation, PageVariant, Pages, Stream, Style,
    Symbols, Waiting,
};
pub use sample::{ClientSample, Expression, SampleCall, SampleFile, SampleOption, Samples};
pub use signature::{Method, Parameter, Passed, Send, Signature, Target};
pub use snippet::{DocLine, MockResponse, Page, Setup, Snippet};
pub use types::{Symbol, Type, Use};

/// A crate, ready to be printed.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The package, as `Cargo.toml` declares it.
    pub package: Package,
    /// The name of the document's file, without folders.
    pub document: String,
    /// The docs of the crate's root.
    pub docs: Vec<DocLine>,
    /// The README.
    pub readme: Vec<DocLine>,
    /// The modules, in the order in which the root declares them.
    pub modules: Vec<Module>,
    /// What the root re-exports.
    pub exports: Vec<Use>,
    /// Cargo features by tag, all of them on by default.
    pub features: Vec<Feature>,
    /// The types of the document's examples, in the order of the API.
    pub examples: Vec<Type>,
    /// Programs that call the operations, if requested.
    pub samples: Option<Samples>,
    /// The mock server, under the feature `mock`, if requested.
    pub mock: Option<Mock>,
    /// Handwritten modules, which the root declares.
    pub own_modules: Vec<OwnModule>,
}

/// A handwritten module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnModule {
    /// Its name.
    pub name: String,
    /// The features that it requires, all of them.
    pub features: Vec<String>,
}

/// A Cargo feature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The features that it enables.
    pub turns_on: Vec<String>,
}

/// The package, as `Cargo.toml` declares it.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line.
    pub description: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// Keywords for the registry.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// Where Cargo finds the runtime.
    pub runtime: Runtime,
    /// Features of the runtime, beyond its own defaults.
    pub runtime_features: Vec<&'static str>,
}

/// Where Cargo finds the runtime.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// In the registry of this name, or in crates.io.
    Registry(Option<String>),
    /// In this folder, and in the same version in the registry.
    Path(String),
    /// In the folder `runtime` of the crate, and in the same version in the registry.
    Vendored,
    /// In a git repository, and in the same version in the registry.
    Git {
        /// The URL of the repository.
        url: String,
        /// The revision, tag or branch, by its key in `Cargo.toml`.
        at: Option<(&'static str, String)>,
    },
}

/// A public or private module of the crate's root.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Whether it is public.
    pub public: bool,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The features of which any enables it; if empty, it is always compiled.
    pub features: Vec<String>,
    /// The types of other modules that it re-exports, since they were declared in it before.
    pub reexports: Vec<Use>,
    /// Its `use` declarations.
    pub uses: Vec<Use>,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// The private modules into which it is divided if it would be too long. It re-exports their items.
    pub submodules: Vec<Submodule>,
}

/// A private module that holds a part of a public one.
#[derive(Clone, Debug)]
pub struct Submodule {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The features of which any enables it; if empty, it is always compiled.
    pub features: Vec<String>,
    /// Its `use` declarations.
    pub uses: Vec<Use>,
    /// Its items, in order.
    pub items: Vec<Item>,
}

impl Module {
    /// All items, those of its submodules included, in order.
    pub fn all_items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().chain(self.submodules.iter().flat_map(|submodule| &submodule.items))
    }
}
