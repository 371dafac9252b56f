//! The lock: what users of a generated crate depend on and its document does not pin.
//!
//! May use: `entries`, `report`.
//!
//! Names, positional order, modules and files of a crate follow from the document when it is generated for the first time.
//! They are recorded in `specwright.lock`, and the next generation keeps them, so that an edit of the document changes for
//! callers only what it changes on the wire. The file is committed and reviewed with the crate. A line that a person changes
//! is a decision, and is kept as well.
//!
//! Things are found by their [key](OperationLock): operations by method and path, types by the name of their component or by the
//! way that leads to an inline schema. Entries stand in the order in which the crate declares things.

mod parse;
mod print;

pub use crate::entries::Entries;

/// The name of the file in the folder of a crate.
pub const FILE: &str = "specwright.lock";

/// The names and places of a crate that was generated before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// The version of the generator that wrote it.
    pub generator: String,
    /// The version of the crate, as its manifest declares it.
    pub version: String,
    /// The component that is the error body of operations that declare none, by its key.
    pub errors: Option<String>,
    /// The public modules by name, in the order in which the crate declares them.
    pub modules: Entries<ModuleLock>,
    /// Operations by method and path, `POST /jobs/{}`, in the order in which the crate declares them.
    pub operations: Entries<OperationLock>,
    /// Types by the name of their component, or by the way to an inline schema, in the order in which the crate declares them.
    pub types: Entries<TypeLock>,
    /// Fields, variants and parameters by the key of what they belong to and their name on the wire, if their name is not
    /// what casing makes of it.
    pub members: Entries<String>,
    /// Methods of the client's builder by what they set: `scheme token`, `parameter X-Tenant`, `variable region`, `server iam`.
    pub builder: Entries<BuilderLock>,
    /// Names that are gone, with the version of the crate that had them last.
    pub gone: Entries<String>,
    /// The name of the file in diagnostics.
    pub file: String,
    /// The text, if it was read from a file.
    pub text: String,
}

/// A public module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModuleLock {
    /// The tag whose operations it holds, unless it was made for something else.
    pub tag: Option<String>,
    /// What else it is for: operations without a tag, or webhooks.
    pub role: Option<String>,
    /// The Cargo feature under which it is compiled.
    pub feature: Option<String>,
    /// Whether it is divided into files.
    pub divided: bool,
}

/// An operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationLock {
    /// Its `operationId`, if it has one. It finds the operation if its path changes.
    pub id: Option<String>,
    /// The method of the client.
    pub method: String,
    /// The type of the request builder.
    pub request: String,
    /// The module.
    pub module: String,
    /// The file in the module, if the module is divided.
    pub file: Option<String>,
    /// The names of the positional arguments, in order.
    pub arguments: Vec<String>,
}

/// A method of the client's builder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BuilderLock {
    /// The method.
    pub method: String,
    /// The enum of its values, if it has known ones.
    pub values: Option<String>,
    /// How a security scheme sends its credential. It finds the scheme if it is renamed.
    pub sends: Option<String>,
}

/// A named type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeLock {
    /// Its name.
    pub name: String,
    /// The module.
    pub module: String,
    /// The file in the module, if the module is divided.
    pub file: Option<String>,
    /// Modules that re-export it, since it was declared there before.
    pub reexported: Vec<String>,
    /// The properties that its function `new` takes, in order.
    pub new: Vec<String>,
    /// A place where a component is used, as the way of an inline schema would be. It finds the type if the component is
    /// renamed.
    pub used: Option<String>,
}
