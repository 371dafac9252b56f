//! What a module brings in by name: exactly what its items speak of.

use std::collections::BTreeSet;

use crate::rust::model::{Decoding, Field, Item, Module, Operation, Symbol, Type, Use};

use super::{Plan, Root};

/// The `use` lines for items of a module, sorted. What other parts of the module hold is brought in from the module.
pub(super) fn uses(plan: &Plan<'_>, module: &str, items: &[Item], root: Root) -> Vec<Use> {
    let found = found(plan, items, root);
    let own: BTreeSet<&str> = items.iter().filter_map(name).collect();
    let mut uses: BTreeSet<Use> = found.uses;
    for name in found.named {
        let home = plan.home(&name);
        if home != module {
            uses.insert(Use { path: format!("{}::{home}", root.path()), name });
        } else if root == Root::TwoAbove && !own.contains(name.as_str()) {
            uses.insert(Use { path: "super".to_owned(), name });
        }
    }
    uses.into_iter().collect()
}

/// What modules speak of in the runtime, by its path.
pub(super) fn symbols(plan: &Plan<'_>, modules: &[Module]) -> Vec<&'static str> {
    let items = modules
        .iter()
        .flat_map(|module| std::iter::once(&module.items).chain(module.parts.iter().map(|part| &part.items)));
    let symbols: BTreeSet<&'static str> = items.flat_map(|items| found(plan, items, Root::Above).symbols).collect();
    symbols.into_iter().collect()
}

fn found(plan: &Plan<'_>, items: &[Item], root: Root) -> Found {
    let mut found = Found::default();
    for item in items {
        let up = root.path();
        match item {
            // The client's module is the same in every crate but for what it describes, and prints its own.
            Item::Client(_) => {}
            Item::Operation(operation) => self::operation(&mut found, operation, plan, up),
            Item::Struct(of) => {
                found.symbol(&of.object_macro);
                if let Some(xml) = &of.xml {
                    found.symbol(&xml.xml_macro);
                    xml.rows.iter().filter_map(|row| row.of.as_ref()).for_each(|of| found.of(of));
                }
                found.fields(&of.fields);
                if let Some((_, of)) = &of.extra {
                    found.of(of);
                }
            }
            Item::Enum(of) => found.symbol(&of.table_macro),
            Item::Union(of) => {
                found.symbol(&of.union_macro);
                found.symbol(&of.value);
                for variant in &of.variants {
                    found.of(&variant.of);
                }
            }
            Item::Choices(of) => {
                found.symbol(&of.responses_macro);
                for decoding in of.variants.iter().filter_map(|variant| variant.decoding.as_ref()) {
                    found.decoding(decoding, false);
                }
            }
            Item::Headers(of) => {
                found.symbol(&of.headers_macro);
                found.fields(&of.fields);
            }
        }
    }
    found
}

/// The name of the type that an item is, if it is one that others may speak of.
pub(super) fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Client(_) | Item::Operation(_) => None,
        Item::Struct(of) => Some(&of.name),
        Item::Enum(of) => Some(&of.name),
        Item::Union(of) => Some(&of.name),
        Item::Headers(of) => Some(&of.name),
        Item::Choices(of) => Some(&of.name),
    }
}

#[derive(Default)]
struct Found {
    symbols: BTreeSet<&'static str>,
    uses: BTreeSet<Use>,
    named: BTreeSet<String>,
}

impl Found {
    fn symbol(&mut self, symbol: &Symbol) {
        self.symbols.insert(symbol.path);
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
            Type::Tuple(elements) => elements.iter().for_each(|of| self.of(of)),
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
            Decoding::Form(_, of) => {
                self.of(of);
                return;
            }
            Decoding::Items(_, symbol, of) => {
                self.of(of);
                self.symbol(symbol);
                return;
            }
            Decoding::Choice(name) => {
                self.named.insert(name.clone());
                return;
            }
            Decoding::Json(symbol, of) | Decoding::Xml(symbol, of) => {
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

fn operation(found: &mut Found, operation: &Operation, plan: &Plan<'_>, up: &str) {
    let symbols = &operation.symbols;
    for symbol in [&symbols.call, &symbols.request, &symbols.response, &symbols.operation, &symbols.full] {
        found.symbol(symbol);
    }
    if let Some((symbol, _)) = &operation.idempotency {
        found.symbol(symbol);
    }
    let client = format!("{up}::{}", plan.names.fixed.client);
    found.uses.insert(Use { path: client.clone(), name: "Client".to_owned() });
    if let Some(servers) = &operation.servers {
        found.uses.insert(Use { path: client.clone(), name: servers.clone() });
    }
    if let Some(waiting) = &operation.waiting {
        found.symbol(&waiting.waiting);
        found.symbol(&waiting.wait);
        found.decoding(&waiting.poll.success, false);
        found.decoding(&waiting.poll.failure, false);
        if let Some((symbol, _)) = &waiting.poll.idempotency {
            found.symbol(symbol);
        }
        if let Some(servers) = &waiting.poll.servers {
            found.uses.insert(Use { path: client, name: servers.clone() });
        }
    }
    for argument in operation.arguments.iter().chain(&operation.options) {
        found.of(&argument.of);
        if let Some(style) = &argument.style {
            found.symbol(&style.symbol);
        }
    }
    if let Some(pages) = &operation.pages {
        found.symbol(&pages.paging);
        for symbol in pages.next.types().map(|to| if to { &pages.to } else { &pages.from }) {
            found.symbol(symbol);
        }
        found.symbol(&pages.pages);
        found.symbol(&pages.items);
        found.of(&pages.item);
    }
    for body in &operation.bodies {
        found.decoding(&body.decoding, true);
        for member in &body.members {
            let style = member.style.as_ref().map(|style| &style.symbol);
            style.into_iter().chain(&member.part).for_each(|symbol| found.symbol(symbol));
        }
    }
    for stream in &operation.streams {
        found.symbol(&stream.symbol);
        stream.framing.iter().for_each(|(symbol, _)| found.symbol(symbol));
        stream.item.iter().for_each(|item| found.decoding(item, false));
    }
    found.decoding(&operation.success, false);
    found.decoding(&operation.failure, false);
    found.named.extend(operation.headers.clone());
}
