//! The model of an API: operations, encodings, responses, and types in an arena.
//!
//! [`Api`] is the output of [`lower()`](super::lower()) and the input of the later stages. References are followed, security
//! requirements refer to schemes by index, and schemas are [`Type`]s. It uses only `report`, for positions.

mod api;
mod body;
mod constraints;
mod operation;
mod owner;
mod paging;
mod parameter;
mod platform;
mod response;
mod roots;
mod scalar;
mod schema;
mod security;
mod server;
mod type_id;
mod union;
mod value;
mod waiting;
mod webhook;
mod xml;

pub use api::{Api, ClientParameter, Errors, Example};
pub use body::{Body, Content, Encoding, Framing, PropertyEncoding, Stream};
pub use constraints::{Constraints, Count};
pub use operation::{Idempotency, Info, Operation, Tag};
pub use owner::Owner;
pub use paging::{NextPage, PageFrom, PageTo, Paging};
pub use parameter::{Parameter, Place, QueryString, Style, StyleKind, Writing};
pub use platform::Platform;
pub use response::{Choice, Header, Response, ResponseBody, Statuses};
pub(in crate::api) use roots::roots;
pub use roots::{Flow, RootType, Site};
pub use scalar::{Annotation, Integer, IntegerEnum, StringEnum, StringFormat};
pub use schema::{Direction, Hint, Kind, Object, Property, Reusable, Type, Types};
pub use security::{Alternative, Scheme, SchemeKind, Signer};
pub use server::{Server, Servers, Variable};
pub use type_id::TypeId;
pub use union::{Form, JsonKind, Shape, Tagging, Test, Union, Variant, Within};
pub use value::Value;
pub use waiting::Waiting;
pub use webhook::{Payload, Webhook};
pub use xml::{Xml, XmlOf, XmlPlace, XmlProperty};
