//! Stage 5: the crate in Rust, decided to the last detail before anything is printed.
//!
//! [`plan`] turns an API and its names into a [`Crate`]: modules, items, fields with their types and their names on
//! the wire, doc lines. It knows nothing of OpenAPI's text and nothing of tokens.
//!
//! May use: `api`, `names`, `workers`.

pub mod docs;
mod model;
mod plan;
mod surface;

pub use crate::names::{BuilderMethod, ClientMethod, MockMethod, RequestMethod};
pub use model::{
    Alias, Argument, Body, Bundle, Case, ChoiceVariant, Choices, Client, ClientSample, Constant, Constructor, Crate,
    Credential, Decoding, DocLine, EndpointSetter, Enum, Expression, Feature, Field, FieldParameter, FieldSetter,
    Headers, Idempotency, Inner, Item, Member, Method, Mock, MockResponse, Mode, Module, NextPage, Operation,
    OwnModule, Package, Page, PageVariant, Pages, Param, Parameter, Passed, Runtime, SampleCall, SampleFile,
    SampleOption, Samples, Scheme, SchemeKind, Send, Server, Servers, Setter, Setting, Setup, Shape, Signature,
    Snippet, Stream, Struct, Stub, Style, Submodule, Symbol, Symbols, Target, Type, Union, UnionVariant, Use,
    ValueEnum, Variable, Variant, Waiting, WebhookVariant, Webhooks, Wire, Xml, XmlRow,
};
pub use plan::{Options, layout, plan};
pub use surface::{surface, type_name};
