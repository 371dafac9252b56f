//! The crate to be written, as data.

mod client;
mod item;
mod mock;
mod operation;
mod sample;
mod signature;
mod snippet;
mod types;

pub use client::{
    Client, Credential, EndpointSetter, Param, Platform, Scheme, SchemeKind, Server, Servers, Setter, Setting,
    ValueEnum, Variable,
};
pub use item::{
    Case, ChoiceVariant, Choices, Constructor, Enum, Field, Headers, Initial, Inner, Item, Mode, Struct, Union,
    UnionVariant, Variant, Wire, Xml, XmlRow, XmlStep,
};
pub use mock::{Mock, Stub};
pub use operation::{
    Argument, Body, Bundle, Decoding, Idempotency, Member, NextPage, Operation, PageVariant, Pages, Stream, Style,
    Symbols, Waiting,
};
pub use sample::{ClientSample, Expression, Rest, SampleCall, SampleOption, SampleSheet, Samples};
pub use signature::{Method, Parameter, Passed, Send, Signature, Target};
pub use snippet::{MockResponse, Piece, Place, Snippet, Start};
pub use types::{Symbol, Type, Use};

/// A crate, ready to be printed.
#[derive(Clone, Debug)]
pub struct Crate {
    /// What `Cargo.toml` says.
    pub package: Package,
    /// The name of the document's file, without folders.
    pub document: String,
    /// The docs of the crate's root.
    pub docs: Vec<Piece>,
    /// The README.
    pub readme: Vec<Piece>,
    /// The modules in the order in which the root names them.
    pub modules: Vec<Module>,
    /// What the root re-exports.
    pub exports: Vec<Use>,
    /// Cargo features by tag, all of them on by default.
    pub features: Vec<Feature>,
    /// The types that the document's examples are of, in the order of the API.
    pub examples: Vec<Type>,
    /// Programs that call the operations, where they are wanted.
    pub samples: Option<Samples>,
    /// The mock server for the service, under the feature `mock`, where it is wanted.
    pub mock: Option<Mock>,
    /// Modules that people write, which the root declares.
    pub own_modules: Vec<OwnModule>,
}

/// A module that people write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnModule {
    /// Its name.
    pub name: String,
    /// The features that it needs, all of them.
    pub features: Vec<String>,
}

/// A Cargo feature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The features that it turns on.
    pub turns_on: Vec<String>,
}

/// What `Cargo.toml` says.
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
    /// Where the source is.
    pub repository: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// The version of the runtime, or the folder where it is.
    pub runtime: Runtime,
    /// Features of the runtime, beyond its own defaults.
    pub runtime_features: Vec<&'static str>,
}

/// Where a crate finds the runtime.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// In the registry.
    Version,
    /// In the folder, as it is to be written; and of the same version in the registry.
    Path(String),
}

/// A module of the crate: a file of its own.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Whether users name it.
    pub public: bool,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The features any of which compiles it; none where it is compiled always.
    pub features: Vec<String>,
    /// What it uses, by path.
    pub uses: Vec<Use>,
    /// What is in it, in order.
    pub items: Vec<Item>,
    /// The files into which it is divided where it would be too long: what is in them is in the module for its users.
    pub parts: Vec<Part>,
}

/// A file of a divided module.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The features any of which compiles it; none where it is compiled always.
    pub features: Vec<String>,
    /// What it uses, by path.
    pub uses: Vec<Use>,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

impl Module {
    /// All items, those of its parts included, in order.
    pub fn all_items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().chain(self.parts.iter().flat_map(|part| &part.items))
    }
}
