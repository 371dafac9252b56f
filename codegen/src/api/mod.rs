//! Stage 3: the meaning of a document in the words of OpenAPI 3.0.
//!
//! [`lower`] follows references, merges what path items and operations share, decides which schemas are objects,
//! maps or enums, and holds examples against schemas. What it cannot support it omits as the smallest part that
//! fails, with a diagnostic. It knows nothing of YAML and nothing of Rust.

mod lower;
mod model;
mod sample;

pub use lower::lower;
pub use model::{
    Alternative, Api, Body, Choice, ClientParameter, Content, Direction, Encoding, Errors, Example, Framing, Header,
    Hint, Idempotency, Info, Integer, IntegerEnum, Kind, MemberEncoding, NextPage, Object, Operation, PageFrom, PageTo,
    Paging, Parameter, Place, Property, QueryString, Response, ResponseBody, Scheme, SchemeKind, Server, Servers,
    Signer, Statuses, Stream, StringEnum, StringFormat, Style, StyleKind, Tag, Tagging, Test, Type, TypeId, Types,
    Union, Value, Variable, Variant, Waiting, Within, Word, Writing, Xml, XmlMember, XmlOf, XmlPlace,
};
pub use sample::{ParameterSample, Sample, sample, samples};
