//! From a JSON value and its type to a Rust expression.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::api::{self, Kind, TypeId, Value};
use crate::rust::model::{Enum, Expression, FieldParameter, Item, Struct, Symbol, Type, Union, Use, Wire};

use super::super::symbols::{FILE, SECRET, VALUE};
use super::super::{Plan, Root, formats, items, types};

/// The depth of nested values. Deeper ones are written as JSON.
const DEEPEST: usize = 24;

/// Writes values, and collects their `use` declarations.
pub(in crate::rust::plan) struct Writer<'a> {
    plan: &'a Plan<'a>,
    library: String,
    exports: BTreeSet<String>,
    items: RefCell<HashMap<TypeId, Option<Rc<Item>>>>,
    uses: RefCell<BTreeSet<Use>>,
}

impl<'a> Writer<'a> {
    /// A writer for code outside of the library, whose root has these exports.
    pub(in crate::rust::plan) fn new(plan: &'a Plan<'a>, exports: &[Use]) -> Self {
        let path = |export: &Use| format!("{}::{}", export.path, export.name);
        let exports = exports.iter().map(path).filter(|path| path.starts_with("specwright_runtime")).collect();
        Self { plan, library: plan.library(), exports, items: RefCell::default(), uses: RefCell::default() }
    }

    /// Takes the `use` declarations of the values written since the last call.
    pub(super) fn take_uses(&self) -> BTreeSet<Use> {
        self.uses.take()
    }

    /// A value as an argument of a type: by reference, lists as slices.
    pub(super) fn passed(&self, value: &Value, of: &Type, id: TypeId) -> Expression {
        match of {
            Type::Bool | Type::Integer(_) | Type::F64 => self.written(value, of, id),
            Type::String => match value {
                Value::String(text) => Expression::Text(text.clone()),
                other => Expression::Text(other.to_string()),
            },
            Type::Vec(element) => {
                let elements = value.as_array().map(Vec::as_slice).unwrap_or_default().iter();
                let inner = self.element(id);
                let elements = elements.map(|value| self.written(value, element, inner.unwrap_or(id)));
                Expression::Reference(Box::new(Expression::Array(elements.collect())))
            }
            _ => Expression::Reference(Box::new(self.written(value, of, id))),
        }
    }

    /// A value of a type; JSON that is parsed at run time if the expression would be too long, or is not possible.
    pub(super) fn written(&self, value: &Value, of: &Type, id: TypeId) -> Expression {
        let before = self.uses.borrow().clone();
        match self.value(value, of, id, DEEPEST) {
            Some(written) => written,
            None => {
                *self.uses.borrow_mut() = before;
                Expression::Decoded(value.to_string())
            }
        }
    }

    /// Adds the `use` declaration of a type of the runtime, and returns the type.
    pub(super) fn runtime(&self, symbol: &Symbol) -> Type {
        if !symbol.qualified
            && let Some((path, name)) = symbol.path.rsplit_once("::")
        {
            let path = if self.exports.contains(symbol.path) { &self.library } else { path };
            self.bring(path, name);
        }
        Type::Runtime(symbol.clone())
    }

    fn bring(&self, path: &str, name: &str) {
        self.uses.borrow_mut().insert(Use { path: path.to_owned(), name: name.to_owned() });
    }

    fn value(&self, value: &Value, of: &Type, id: TypeId, left: usize) -> Option<Expression> {
        let left = left.checked_sub(1)?;
        match (of, value) {
            (Type::Bool, Value::Bool(value)) => Some(Expression::Bool(*value)),
            (Type::Integer(width), Value::Number(_)) => {
                integer(value).filter(|value| width.contains(i128::from(*value))).map(Expression::Integer)
            }
            (Type::F64, Value::Number(number)) => number.as_f64().map(Expression::Float),
            (Type::String, Value::String(text)) => Some(Expression::Owned(text.clone())),
            (Type::Option(_), Value::Null) => Some(Expression::None),
            (Type::Option(inner), value) => Some(Expression::Some(Box::new(self.value(value, inner, id, left)?))),
            (Type::Box(inner), value) => Some(Expression::Boxed(Box::new(self.value(value, inner, id, left)?))),
            (Type::Vec(element), Value::Array(elements)) => {
                let inner = self.element(id).unwrap_or(id);
                let elements = elements.iter().map(|value| self.value(value, element, inner, left));
                Some(Expression::Vec(elements.collect::<Option<_>>()?))
            }
            (Type::Tuple(types), Value::Array(elements)) if types.len() == elements.len() => {
                let Kind::Tuple(inner) = &self.plan.api.types[self.bare(id)].kind else { return None };
                let elements = elements.iter().zip(types).zip(inner);
                let elements = elements.map(|((value, of), id)| self.value(value, of, *id, left));
                Some(Expression::Tuple(elements.collect::<Option<_>>()?))
            }
            (Type::Map(symbol, element), Value::Object(properties)) => {
                self.runtime(symbol);
                let inner = self.element(id).unwrap_or(id);
                let pair =
                    |(name, value): (&String, &Value)| Some((name.clone(), self.value(value, element, inner, left)?));
                Some(Expression::Map(symbol.clone(), properties.iter().map(pair).collect::<Option<_>>()?))
            }
            (Type::Runtime(symbol), value) => self.of_runtime(value, symbol),
            (Type::Named(_), value) => self.of_document(value, self.bare(id), left),
            _ => None,
        }
    }

    fn of_runtime(&self, value: &Value, symbol: &Symbol) -> Option<Expression> {
        if symbol.path == VALUE {
            return Some(self.any(value, symbol));
        }
        let text = value.as_str()?;
        if symbol.path == SECRET {
            return Some(Expression::Owned(text.to_owned()));
        }
        let of = self.runtime(symbol);
        let new =
            |text: &str| Some(Expression::Call(of.clone(), "new".to_owned(), vec![Expression::Text(text.to_owned())]));
        if symbol.path == FILE {
            return new(text);
        }
        formats::of_type(&of).and_then(|_| new(text))
    }

    /// Any JSON.
    fn any(&self, value: &Value, symbol: &Symbol) -> Expression {
        let from = match value {
            Value::Null => return Expression::Variant(self.runtime(symbol), "Null".to_owned()),
            Value::Bool(value) => Expression::Bool(*value),
            Value::String(text) => Expression::Text(text.clone()),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(number), _) => Expression::Integer(number),
                (None, Some(number)) => Expression::Float(number),
                (None, None) => return Expression::Parsed(value.to_string()),
            },
            Value::Array(_) | Value::Object(_) => return Expression::Parsed(value.to_string()),
        };
        Expression::Call(self.runtime(symbol), "from".to_owned(), vec![from])
    }

    fn of_document(&self, value: &Value, id: TypeId, left: usize) -> Option<Expression> {
        let item = self.item(id)?;
        match &*item {
            Item::Struct(of) => self.structure(value, of, id, left),
            Item::Enum(of) => self.enumeration(value, of, id),
            Item::Union(of) => self.union(value, of, id, left),
            _ => None,
        }
    }

    fn structure(&self, value: &Value, of: &Struct, id: TypeId, left: usize) -> Option<Expression> {
        let Kind::Object(object) = &self.plan.api.types[id].kind else { return None };
        let properties = value.as_object()?;
        // Users create no object that only the service sends.
        let new = of.constructor.as_ref()?;
        let passed = |parameter: &FieldParameter| {
            let (field, property) =
                of.fields.iter().zip(&object.properties).find(|(field, _)| field.name == parameter.field)?;
            let value = field.wire.iter().find_map(|name| properties.get(name));
            let value = value.filter(|_| property.required || !property.read_only)?;
            // If the property may be absent but not null, null is omitted.
            let takes_null = property.required || matches!(parameter.of, Type::Option(_)) || parameter.of.is_any();
            if value.is_null() && !takes_null {
                return None;
            }
            Some(converted(parameter, self.value(value, &parameter.of, property.of, left)?))
        };
        let arguments = new.parameters.iter().map(passed).collect::<Option<Vec<_>>>()?;
        let setters = new.setters.iter().filter_map(|setter| Some((setter.name.clone(), passed(&setter.parameter)?)));
        let mut setters: Vec<(String, Expression)> = setters.collect();
        let known = |name: &String| of.fields.iter().any(|field| field.wire.contains(name));
        let mut undeclared = properties.iter().filter(|(name, _)| !known(name)).peekable();
        if let (Some(FieldParameter { field, of: Type::Map(symbol, of), .. }), Some(element)) =
            (&new.extra, object.additional)
            && undeclared.peek().is_some()
        {
            self.runtime(symbol);
            let pair = |(name, value): (&String, &Value)| Some((name.clone(), self.value(value, of, element, left)?));
            let map = Expression::Map(symbol.clone(), undeclared.map(pair).collect::<Option<_>>()?);
            setters.push((field.clone(), map));
        }
        self.bring_named(&of.name, id);
        Some(Expression::New(of.name.clone(), arguments, setters))
    }

    fn enumeration(&self, value: &Value, of: &Enum, id: TypeId) -> Option<Expression> {
        let wire = match value {
            Value::String(text) => Wire::Text(text.clone()),
            Value::Number(_) => Wire::Integer(integer(value)?),
            _ => return None,
        };
        self.bring_named(&of.name, id);
        let named = Type::Named(of.name.clone());
        match of.variants.iter().find(|variant| variant.wire == wire) {
            Some(variant) => Some(Expression::Variant(named, variant.name.clone())),
            None => {
                let held = match wire {
                    Wire::Text(text) => Expression::Owned(text),
                    Wire::Integer(value) => Expression::Integer(value),
                };
                Some(Expression::Call(named, of.open.clone(), vec![held]))
            }
        }
    }

    fn union(&self, value: &Value, of: &Union, id: TypeId, left: usize) -> Option<Expression> {
        let Kind::Union(union) = &self.plan.api.types[id].kind else { return None };
        let index = api::chosen(union.variants.iter().map(|variant| &variant.test), value);
        let (name, held) = match index.and_then(|index| Some((of.variants.get(index)?, union.variants.get(index)?))) {
            Some((variant, lowered)) => (&variant.name, self.value(value, &variant.of, lowered.of, left)?),
            None => (&of.open, self.any(value, &of.value)),
        };
        self.bring_named(&of.name, id);
        Some(Expression::Call(Type::Named(of.name.clone()), name.clone(), vec![held]))
    }

    fn bring_named(&self, name: &str, id: TypeId) {
        let module = self.plan.names.home(id);
        self.bring(&format!("{}::{module}", self.library), name);
    }

    /// The item of a type, each planned once.
    fn item(&self, id: TypeId) -> Option<Rc<Item>> {
        let known = self.items.borrow().get(&id).cloned();
        known.unwrap_or_else(|| {
            let named = matches!(types::of(self.plan, id), Type::Named(_));
            let item = if named { items::definition(self.plan, id, Root::Above).map(Rc::new) } else { None };
            self.items.borrow_mut().insert(id, item.clone());
            item
        })
    }

    /// The type without aliases and without `null`.
    fn bare(&self, id: TypeId) -> TypeId {
        let mut id = self.plan.api.types.resolve(id);
        for _ in 0..self.plan.api.types.len() {
            match self.plan.api.types[id].kind {
                Kind::Nullable(inner) => id = self.plan.api.types.resolve(inner),
                _ => break,
            }
        }
        id
    }

    /// The element type of a list or a map.
    fn element(&self, id: TypeId) -> Option<TypeId> {
        match self.plan.api.types[self.bare(id)].kind {
            Kind::Array(of) | Kind::Map(of) => Some(of),
            _ => None,
        }
    }
}

/// The value of a parameter, without conversions that the parameter makes.
fn converted(parameter: &FieldParameter, value: Expression) -> Expression {
    match (&parameter.of, value) {
        (_, value) if !parameter.converts => value,
        (Type::String | Type::Runtime(_), Expression::Owned(text)) => Expression::Text(text),
        (Type::Box(_), Expression::Boxed(value)) => *value,
        (Type::Option(_), Expression::Some(value)) if !matches!(*value, Expression::Owned(_)) => *value,
        (_, value) => value,
    }
}

fn integer(value: &Value) -> Option<i64> {
    let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64);
    value.as_i64().or_else(|| value.as_f64().and_then(whole))
}
