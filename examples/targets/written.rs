//! The calls in the text of a generated client.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{Expr, ExprMethodCall, ExprStruct, ImplItemFn, ItemImpl, ItemStatic, Lit, Member, ReturnType, Type};

/// A method of the client.
#[derive(Debug, Default)]
pub struct Call {
    /// Method and path, as the docs have them.
    pub headline: String,
    /// The static of its operation.
    operation: String,
    /// Its request builder.
    request: String,
    /// The names of path parameters that it sets.
    pub path: Vec<String>,
    /// The names of query parameters that it sets, and of those that the request builder sets.
    pub query: BTreeSet<String>,
}

/// The static of an operation.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// The HTTP method.
    pub method: String,
    /// The template.
    pub path: String,
    /// The constant of the operation's own servers.
    pub servers: Option<String>,
}

/// What a client's text declares.
#[derive(Debug, Default)]
pub struct Written {
    calls: Vec<Call>,
    operations: BTreeMap<String, Described>,
    /// The names that request builders set in the query.
    setters: BTreeMap<String, BTreeSet<String>>,
    /// The type of the `impl` that is visited.
    current: String,
}

impl Written {
    /// Reads the text of a client.
    ///
    /// # Errors
    ///
    /// Fails if it is not Rust.
    pub fn of(text: &str) -> syn::Result<Self> {
        let mut written = Self::default();
        written.visit_file(&syn::parse_str(text)?);
        Ok(written)
    }

    /// The calls of operations, with what describes these.
    pub fn calls(mut self) -> Vec<(Call, Described)> {
        let calls = std::mem::take(&mut self.calls).into_iter();
        // Other methods of an operation, for other bodies, have no headline.
        let calls = calls.filter(|call| !call.headline.is_empty());
        let complete = calls.map(|mut call| {
            call.query.extend(self.setters.get(&call.request).into_iter().flatten().cloned());
            let described = self.operations.get(&call.operation).cloned().unwrap_or_default();
            (call, described)
        });
        complete.collect()
    }
}

impl<'a> Visit<'a> for Written {
    fn visit_item_impl(&mut self, of: &'a ItemImpl) {
        self.current = if of.trait_.is_none() { last(&of.self_ty) } else { String::new() };
        syn::visit::visit_item_impl(self, of);
        self.current.clear();
    }

    fn visit_impl_item_fn(&mut self, of: &'a ImplItemFn) {
        let mut chain = Chain::default();
        chain.visit_block(&of.block);
        if let Some(operation) = chain.operation.filter(|_| self.current == "Client") {
            let request = if let ReturnType::Type(_, of) = &of.sig.output { last(of) } else { String::new() };
            let headline = headline(&of.attrs);
            self.calls.push(Call { headline, operation, request, path: chain.path, query: chain.query });
        } else if !chain.query.is_empty() {
            self.setters.entry(self.current.clone()).or_default().extend(chain.query);
        }
    }

    fn visit_item_static(&mut self, of: &'a ItemStatic) {
        if let Expr::Struct(fields) = &*of.expr
            && last(&of.ty) == "Operation"
        {
            let text = |name| field(fields, name).and_then(literal).unwrap_or_default();
            let servers = field(fields, "servers").and_then(|servers| match servers {
                Expr::Call(some) => path_end(some.args.first()?),
                _ => None,
            });
            let described = Described { method: text("method"), path: text("path"), servers };
            self.operations.insert(of.ident.to_string(), described);
        }
    }
}

/// The chain of methods that fills a request.
#[derive(Default)]
struct Chain {
    operation: Option<String>,
    path: Vec<String>,
    query: BTreeSet<String>,
}

impl<'a> Visit<'a> for Chain {
    fn visit_expr_method_call(&mut self, call: &'a ExprMethodCall) {
        let first = call.args.first();
        match call.method.to_string().as_str() {
            "request" => self.operation = first.and_then(path_end),
            name if name.starts_with("path") => self.path.extend(first.and_then(literal)),
            "query" | "query_styled" | "query_json" => self.query.extend(first.and_then(literal)),
            _ => {}
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// The line of the docs that has method and path in code.
fn headline(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(of) if of.path.is_ident("doc") => literal(&of.value),
        _ => None,
    });
    let mut code = lines.filter_map(|line| {
        let line = line.trim().trim_matches('`').trim().to_owned();
        line.split_once(' ').is_some_and(|(method, _)| method.chars().all(|c| c.is_ascii_uppercase())).then_some(line)
    });
    code.find(|line| line.contains('/') || line.ends_with(|c: char| c.is_alphanumeric())).unwrap_or_default()
}

fn field<'a>(of: &'a ExprStruct, name: &str) -> Option<&'a Expr> {
    let is = |member: &Member| matches!(member, Member::Named(own) if own == name);
    of.fields.iter().find(|field| is(&field.member)).map(|field| &field.expr)
}

fn literal(of: &Expr) -> Option<String> {
    match of {
        Expr::Lit(of) => {
            if let Lit::Str(text) = &of.lit {
                Some(text.value())
            } else {
                None
            }
        }
        _ => None,
    }
}

/// The last part of a path that is an expression, also behind `&`.
fn path_end(of: &Expr) -> Option<String> {
    match of {
        Expr::Reference(of) => path_end(&of.expr),
        Expr::Path(of) => of.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// The last part of the path of a type.
fn last(of: &Type) -> String {
    match of {
        Type::Path(of) => of.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}
