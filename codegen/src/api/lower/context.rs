//! What lowering carries along: the document, the types so far, and what there is to say.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::api::model::{Type, TypeId, Types};
use crate::config::Config;
use crate::report::{At, Code, Diagnostic, Diagnostics, FileId, Location, Pointer};

use super::inheritance::Heirs;
use super::part::Standing;
use super::shallow::shallow;
use super::union::Discriminator;

/// How many schemas and members may be put together by `allOf` in one document: a document can be written in a few
/// lines such that each schema holds together with each of many others, and so without end. The largest real documents
/// need some twenty thousand.
const MERGES: usize = 200_000;

/// The state of one run of lowering. Types and diagnostics only ever grow.
pub(super) struct Context<'a> {
    /// The document, in the words of OpenAPI 3.0.
    pub document: &'a Value,
    /// What people decided about it.
    pub config: &'a Config,
    /// What there is to say so far.
    pub diagnostics: Diagnostics,
    /// The types so far.
    pub types: Types,
    /// The types of schemas that a reference has led to.
    pub known: HashMap<Pointer, TypeId>,
    /// Types that are known and not filled yet, with the places of their schemas.
    pub open: Vec<(TypeId, Pointer)>,
    /// Types whose values the document writes in another JSON form than it says that they have.
    pub loose: HashSet<TypeId>,
    /// The only values of some booleans.
    pub booleans: HashMap<TypeId, Vec<bool>>,
    /// The types of schemas inside others, by where those stand that hold for them: one way through the document leads
    /// to them as well as another, and there may be very many ways.
    pub met: HashMap<Vec<Standing>, TypeId>,
    /// How many schemas and members may still be put together by `allOf`; nothing when more were there.
    pub merges_left: Option<usize>,
    /// What lists hold that stand for several lists, and how deep in others of the kind they are.
    pub joined: HashMap<TypeId, usize>,
    /// Unions, in the order in which they were met.
    pub unions: Vec<TypeId>,
    /// The discriminators of unions, and the references that their branches are.
    pub discriminators: HashMap<TypeId, (Discriminator, Vec<Option<String>>)>,
    /// Which components extend which.
    pub heirs: Heirs<'a>,
    /// The types of the own values of components that others extend, by the component's type.
    pub bases: HashMap<TypeId, TypeId>,
    /// Examples met on the way, to be held against their schemas at the end.
    pub examples: Vec<Example<'a>>,
    /// How many fields and bodies are plain JSON although the document says more.
    pub untyped: usize,
}

/// A value that the document gives as an example of a type.
pub(super) struct Example<'a> {
    /// The value.
    pub value: &'a Value,
    /// What it is an example of.
    pub of: TypeId,
    /// Where it stands.
    pub at: Location,
}

impl<'a> Context<'a> {
    /// Starts a run.
    pub fn new(document: &'a Value, config: &'a Config) -> Self {
        Self {
            document,
            config,
            diagnostics: Diagnostics::default(),
            types: Types::default(),
            known: HashMap::new(),
            open: Vec::new(),
            loose: HashSet::new(),
            booleans: HashMap::new(),
            met: HashMap::new(),
            merges_left: Some(MERGES),
            joined: HashMap::new(),
            unions: Vec::new(),
            discriminators: HashMap::new(),
            heirs: Heirs::of(document),
            bases: HashMap::new(),
            examples: Vec::new(),
            untyped: 0,
        }
    }

    /// Adds a type.
    pub fn add(&mut self, of: Type) -> TypeId {
        self.types.add(of)
    }

    /// Takes from what may be put together in this document; `false` where nothing is left, which is said once.
    pub fn merge(&mut self, count: usize, at: &Pointer) -> bool {
        let left = self.merges_left.and_then(|left| left.checked_sub(count));
        if left.is_none() && self.merges_left.is_some() {
            let message = format!(
                "`allOf` puts more than {MERGES} schemas and members together; from here on what it adds is left out"
            );
            let at = At::under(FileId::MAIN, at).value();
            self.diagnostics.push(Diagnostic::new(Code::UnsupportedSchema, at, message));
        }
        self.merges_left = left;
        left.is_some()
    }

    /// Reads one object of the document as `openapiv3` models it, without the schemas in it.
    ///
    /// What does not fit the model is reported as malformed, and nothing comes back.
    pub fn read<T: DeserializeOwned>(&mut self, value: &Value, at: &At<'_>, what: &str) -> Option<T> {
        match T::deserialize(&shallow(value)) {
            Ok(object) => Some(object),
            Err(error) => {
                self.malformed(at, format!("this {what} is not as OpenAPI has it: {error}"));
                None
            }
        }
    }

    /// The members of an object of the document; anything else but absence is reported as malformed.
    pub fn members(&mut self, value: Option<&'a Value>, at: &At<'_>) -> Option<&'a Map<String, Value>> {
        match value? {
            Value::Object(members) => Some(members),
            Value::Null => None,
            other => {
                self.malformed(at, format!("expected an object, found {}", kind(other)));
                None
            }
        }
    }

    /// The elements of a list of the document; anything else but absence is reported as malformed.
    pub fn elements(&mut self, value: Option<&'a Value>, at: &At<'_>) -> &'a [Value] {
        match value {
            Some(Value::Array(elements)) => elements,
            None | Some(Value::Null) => &[],
            Some(other) => {
                self.malformed(at, format!("expected a list, found {}", kind(other)));
                &[]
            }
        }
    }

    /// Reports something that is not as the specification has it.
    pub fn malformed(&mut self, at: &At<'_>, message: String) {
        self.diagnostics.push(Diagnostic::new(Code::Malformed, at.value(), message));
    }
}

/// What sort of JSON a value is, in words.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The text of a member, if it is text that says anything.
pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether a member is `true`.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}
