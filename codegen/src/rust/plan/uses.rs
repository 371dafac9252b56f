//! What a module brings in by name: exactly what its items speak of.

use std::collections::BTreeSet;

use crate::rust::model::{Decoding, Field, Item, Module, Operation, Symbol, Type, Use};

use super::Plan;

/// The `use` lines of a module, sorted.
pub(super) fn uses(plan: &Plan<'_>, module: &Module) -> Vec<Use> {
    let mut found = Found::default();
    for item in &module.items {
        match item {
            // The client's module is the same in every crate but for what it describes, and prints its own.
            Item::Client(_) => {}
            Item::Operation(operation) => self::operation(&mut found, operation, plan),
            Item::Struct(of) => {
                found.symbol(&of.object_macro);
                found.fields(&of.fields);
                if let Some((_, of)) = &of.extra {
                    found.of(of);
                }
            }
            Item::Enum(of) => found.symbol(&of.string_enum_macro),
            Item::Headers(of) => {
                found.symbol(&of.headers_macro);
                found.fields(&of.fields);
            }
        }
    }
    let mut uses: BTreeSet<Use> = found.uses;
    for name in found.named {
        let home = plan.home(&name);
        if home != module.name {
            uses.insert(Use { path: format!("super::{home}"), name });
        }
    }
    uses.into_iter().collect()
}

#[derive(Default)]
struct Found {
    uses: BTreeSet<Use>,
    named: BTreeSet<String>,
}

impl Found {
    fn symbol(&mut self, symbol: &Symbol) {
        if !symbol.qualified
            && let Some((path, name)) = symbol.path.rsplit_once("::")
        {
            self.uses.insert(Use { path: path.to_owned(), name: name.to_owned() });
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            self.of(&field.of);
        }
    }

    fn of(&mut self, of: &Type) {
        match of {
            Type::Bool | Type::I32 | Type::I64 | Type::F64 | Type::String => {}
            Type::Runtime(symbol) => self.symbol(symbol),
            Type::Named(name) => {
                self.named.insert(name.clone());
            }
            Type::Option(of) | Type::Vec(of) | Type::Box(of) => self.of(of),
            Type::Map(symbol, of) => {
                self.symbol(symbol);
                if !of.is_any() {
                    self.of(of);
                }
            }
        }
    }

    fn decoding(&mut self, decoding: &Decoding, sent: bool) {
        let marker = match decoding {
            Decoding::Json(symbol, of) => {
                self.of(of);
                symbol
            }
            Decoding::Binary(symbol, bytes) => {
                self.symbol(bytes);
                symbol
            }
            Decoding::Text(symbol) | Decoding::Empty(symbol) => symbol,
        };
        if !sent {
            self.symbol(marker);
        }
    }
}

fn operation(found: &mut Found, operation: &Operation, plan: &Plan<'_>) {
    let symbols = &operation.symbols;
    for symbol in [&symbols.call, &symbols.request, &symbols.response, &symbols.operation, &symbols.full] {
        found.symbol(symbol);
    }
    let client = format!("super::{}", plan.names.fixed.client);
    found.uses.insert(Use { path: client.clone(), name: "Client".to_owned() });
    if let Some(servers) = &operation.servers {
        found.uses.insert(Use { path: client, name: servers.clone() });
    }
    for argument in operation.arguments.iter().chain(&operation.options) {
        found.of(&argument.of);
    }
    if let Some(body) = &operation.body {
        found.decoding(&body.decoding, true);
    }
    found.decoding(&operation.success, false);
    found.decoding(&operation.failure, false);
    found.named.extend(operation.headers.clone());
}
