//! The `use` declarations of a module: exactly what its items refer to.

use std::collections::BTreeSet;

use crate::rust::model::{Decoding, Field, Item, Module, Operation, Symbol, Type, Use};

use super::{Plan, Root};

/// The `use` declarations for items of a module, sorted. Items of other submodules are imported from the module.
pub(super) fn uses(plan: &Plan<'_>, module: &str, items: &[Item], root: Root) -> Vec<Use> {
    let references = references(plan, items, root);
    let own: BTreeSet<&str> = items.iter().filter_map(name).collect();
    let mut uses: BTreeSet<Use> = references.uses;
    for name in references.named {
        let home = plan.home(&name);
        if home != module {
            uses.insert(Use { path: format!("{}::{home}", root.path()), name });
        } else if root == Root::TwoAbove && !own.contains(name.as_str()) {
            uses.insert(Use { path: "super".to_owned(), name });
        }
    }
    uses.into_iter().collect()
}

/// The paths of the runtime that modules refer to.
pub(super) fn symbols(plan: &Plan<'_>, modules: &[Module]) -> Vec<&'static str> {
    let items = modules.iter().flat_map(|module| {
        std::iter::once(&module.items).chain(module.submodules.iter().map(|submodule| &submodule.items))
    });
    let symbols: BTreeSet<&'static str> =
        items.flat_map(|items| references(plan, items, Root::Above).symbols).collect();
    symbols.into_iter().collect()
}

fn references(plan: &Plan<'_>, items: &[Item], root: Root) -> References {
    let mut references = References::default();
    for item in items {
        let up = root.path();
        match item {
            // The client's module has fixed declarations, which are printed with it.
            Item::Client(_) => {}
            Item::Operation(operation) => self::operation(&mut references, operation, plan, up),
            Item::Struct(of) => {
                references.symbol(&of.object_macro);
                if let Some(new) = &of.constructor {
                    references.symbol(&new.constructor_macro);
                }
                if let Some(xml) = &of.xml {
                    references.symbol(&xml.xml_macro);
                    xml.rows.iter().filter_map(|row| row.of.as_ref()).for_each(|of| references.of(of));
                }
                references.fields(&of.fields);
                if let Some((_, of)) = &of.extra {
                    references.of(of);
                }
            }
            Item::Enum(of) => references.symbol(&of.table_macro),
            Item::Alias(of) => references.of(&of.of),
            Item::Union(of) => {
                references.symbol(&of.union_macro);
                references.symbol(&of.value);
                for variant in &of.variants {
                    references.of(&variant.of);
                }
            }
            Item::Choices(of) => {
                references.symbol(&of.responses_macro);
                for decoding in of.variants.iter().filter_map(|variant| variant.decoding.as_ref()) {
                    references.decoding(decoding, false);
                }
            }
            Item::Webhooks(of) => {
                references.symbol(&of.webhooks_macro);
                for decoding in of.variants.iter().filter_map(|variant| variant.decoding.as_ref()) {
                    references.decoding(decoding, false);
                }
            }
            Item::Headers(of) => {
                references.symbol(&of.headers_macro);
                references.fields(&of.fields);
            }
        }
    }
    references
}

/// The name of an item that others may refer to.
pub(super) fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Client(_) | Item::Operation(_) => None,
        Item::Struct(of) => Some(&of.name),
        Item::Enum(of) => Some(&of.name),
        Item::Alias(of) => Some(&of.name),
        Item::Union(of) => Some(&of.name),
        Item::Headers(of) => Some(&of.name),
        Item::Choices(of) => Some(&of.name),
        Item::Webhooks(of) => Some(&of.name),
    }
}

#[derive(Default)]
struct References {
    symbols: BTreeSet<&'static str>,
    uses: BTreeSet<Use>,
    named: BTreeSet<String>,
}

impl References {
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
            Type::Bool | Type::Integer(_) | Type::F64 | Type::String | Type::External(_) => {}
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

fn operation(references: &mut References, operation: &Operation, plan: &Plan<'_>, up: &str) {
    let symbols = &operation.symbols;
    for symbol in
        [&symbols.call, &symbols.request, &symbols.response, &symbols.operation, &symbols.full, &symbols.send_as]
    {
        references.symbol(symbol);
    }
    if let Some((symbol, _)) = &operation.idempotency {
        references.symbol(symbol);
    }
    let client = format!("{up}::{}", plan.names.fixed.client);
    references.uses.insert(Use { path: client.clone(), name: "Client".to_owned() });
    if let Some(servers) = &operation.servers {
        references.uses.insert(Use { path: client.clone(), name: servers.clone() });
    }
    if let Some(waiting) = &operation.waiting {
        references.symbol(&waiting.waiting);
        references.symbol(&waiting.wait);
        references.decoding(&waiting.poll.success, false);
        references.decoding(&waiting.poll.failure, false);
        if let Some((symbol, _)) = &waiting.poll.idempotency {
            references.symbol(symbol);
        }
        if let Some(servers) = &waiting.poll.servers {
            references.uses.insert(Use { path: client, name: servers.clone() });
        }
    }
    for argument in operation.arguments.iter().chain(&operation.options) {
        references.of(&argument.of);
        if let Some(style) = &argument.style {
            references.symbol(&style.symbol);
        }
    }
    if let Some(pages) = &operation.pages {
        references.symbol(&pages.paging);
        for symbol in pages.next.types().map(|to| if to { &pages.to } else { &pages.from }) {
            references.symbol(symbol);
        }
        references.symbol(&pages.pages);
        references.symbol(&pages.items);
        references.of(&pages.item);
    }
    for body in &operation.bodies {
        references.decoding(&body.decoding, true);
        for member in &body.members {
            let style = member.style.as_ref().map(|style| &style.symbol);
            style.into_iter().chain(&member.part).for_each(|symbol| references.symbol(symbol));
        }
    }
    for stream in &operation.streams {
        references.symbol(&stream.symbol);
        stream.framing.iter().for_each(|(symbol, _)| references.symbol(symbol));
        stream.item.iter().for_each(|item| references.decoding(item, false));
    }
    references.decoding(&operation.success, false);
    references.decoding(&operation.failure, false);
    references.named.extend(operation.headers.clone());
}
