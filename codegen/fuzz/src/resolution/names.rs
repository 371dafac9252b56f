//! The names of one file: those that it defines, imports and uses.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::tables;

/// The names of a file of a crate.
#[derive(Debug, Default)]
pub(super) struct Module {
    /// Its path, for messages.
    pub path: String,
    /// The modules that it says there are.
    pub declared_modules: BTreeSet<String>,
    /// The types that it defines.
    pub types: BTreeSet<String>,
    /// The statics, constants and functions that it defines.
    pub values: BTreeSet<String>,
    /// What it brings in.
    pub imports: Vec<Import>,
    /// Types with their methods.
    pub methods: Vec<(String, String)>,
    /// First steps of all paths.
    pub named: BTreeSet<String>,
    /// Arguments, type parameters and the like.
    pub locals: BTreeSet<String>,
    /// Every identifier outside of `use`.
    pub idents: BTreeSet<String>,
}

/// A name that a file imports.
#[derive(Debug)]
pub(super) struct Import {
    /// The steps before it.
    pub from: Vec<String>,
    /// The name by which it is known here; `*` for all.
    pub name: String,
    /// Whether it is handed on.
    pub public: bool,
}

impl Import {
    /// The module of this crate from which it comes, seen from a module; nothing for what is of another crate.
    pub fn module_from(&self, steps: &[String]) -> Option<Vec<String>> {
        let mut at = steps.to_vec();
        let mut from = self.from.iter().peekable();
        match from.peek().map(|step| step.as_str()) {
            Some("crate") => {
                at.clear();
                from.next();
            }
            Some("self") => {
                from.next();
            }
            Some("super") => {
                while from.next_if(|step| *step == "super").is_some() {
                    at.pop().expect("no module is above the root");
                }
            }
            Some("specwright_runtime" | "std") | None => return None,
            Some(_) => {}
        }
        at.extend(from.cloned());
        Some(at)
    }
}

impl Module {
    /// The names of a file.
    pub fn of(path: &str, file: &syn::File) -> Self {
        let mut module = Self { path: path.to_owned(), ..Self::default() };
        for item in &file.items {
            module.define(item);
        }
        tables::check(path, file);
        let mut walk = Walk { module: &mut module };
        walk.visit_file(file);
        module
    }

    fn define(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Mod(of) => {
                self.define_type(&of.ident);
                self.declared_modules.insert(of.ident.to_string());
            }
            syn::Item::Struct(of) => {
                self.define_type(&of.ident);
                if !matches!(of.fields, syn::Fields::Named(_)) {
                    self.define_value(&of.ident);
                }
            }
            syn::Item::Enum(of) => self.define_type(&of.ident),
            syn::Item::Type(of) => self.define_type(&of.ident),
            syn::Item::Trait(of) => self.define_type(&of.ident),
            syn::Item::Fn(of) => self.define_value(&of.sig.ident),
            syn::Item::Static(of) => self.define_value(&of.ident),
            syn::Item::Const(of) => self.define_value(&of.ident),
            syn::Item::Use(of) => {
                let public = matches!(of.vis, syn::Visibility::Public(_));
                self.import(&of.tree, &mut Vec::new(), public);
            }
            _ => {}
        }
    }

    fn define_type(&mut self, name: &syn::Ident) {
        assert!(self.types.insert(name.to_string()), "{}: the type `{name}` is there twice", self.path);
        let imported = self.imports.iter().any(|import| *name == import.name);
        assert!(!imported, "{}: `{name}` is defined and brought in", self.path);
    }

    fn define_value(&mut self, name: &syn::Ident) {
        assert!(self.values.insert(name.to_string()), "{}: the value `{name}` is there twice", self.path);
    }

    fn import(&mut self, tree: &syn::UseTree, from: &mut Vec<String>, public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                from.push(path.ident.to_string());
                self.import(&path.tree, from, public);
                from.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, from, public)),
            syn::UseTree::Glob(_) => {
                self.imports.push(Import { from: from.clone(), name: "*".to_owned(), public });
            }
            syn::UseTree::Name(_) | syn::UseTree::Rename(_) => {
                let name = match tree {
                    syn::UseTree::Rename(rename) => rename.rename.to_string(),
                    syn::UseTree::Name(name) if name.ident == "self" => from.pop().expect("`self` is of something"),
                    syn::UseTree::Name(name) => name.ident.to_string(),
                    _ => return,
                };
                let twice = self.imports.iter().any(|import| import.name == name);
                assert!(!twice, "{}: `{name}` is brought in twice", self.path);
                self.imports.push(Import { from: from.clone(), name, public });
            }
        }
    }

    fn note_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    self.idents.insert(ident.to_string());
                }
                TokenTree::Group(group) => self.note_tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// Visits a file and notes the names that it uses.
struct Walk<'a> {
    module: &'a mut Module,
}

/// Panics if a name occurs twice.
fn once<'a>(path: &str, what: &str, names: impl Iterator<Item = &'a syn::Ident>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{path}: the {what} `{name}` is there twice");
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_use(&mut self, _: &'ast syn::ItemUse) {}

    fn visit_attribute(&mut self, of: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &of.meta {
            self.module.note_tokens(list.tokens.clone());
        }
    }

    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.module.idents.insert(ident.to_string());
    }

    fn visit_macro(&mut self, of: &'ast syn::Macro) {
        self.visit_path(&of.path);
        self.module.note_tokens(of.tokens.clone());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let first = path.segments.first().expect("no path is empty").ident.to_string();
        let of_the_language = ["concat", "env", "derive", "doc", "must_use", "non_exhaustive", "deprecated", "default"];
        if !of_the_language.contains(&first.as_str()) {
            self.module.named.insert(first);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_struct(&mut self, of: &'ast syn::ItemStruct) {
        once(&self.module.path, "field", of.fields.iter().filter_map(|field| field.ident.as_ref()));
        visit::visit_item_struct(self, of);
    }

    fn visit_item_enum(&mut self, of: &'ast syn::ItemEnum) {
        once(&self.module.path, "variant", of.variants.iter().map(|variant| &variant.ident));
        visit::visit_item_enum(self, of);
    }

    fn visit_item_impl(&mut self, of: &'ast syn::ItemImpl) {
        if let (None, syn::Type::Path(name)) = (&of.trait_, &*of.self_ty) {
            let name = name.path.segments.last().expect("no path is empty").ident.to_string();
            for item in &of.items {
                if let syn::ImplItem::Fn(method) = item {
                    self.module.methods.push((name.clone(), method.sig.ident.to_string()));
                }
            }
        }
        visit::visit_item_impl(self, of);
    }

    fn visit_signature(&mut self, of: &'ast syn::Signature) {
        let arguments = of.inputs.iter().filter_map(|argument| match argument {
            syn::FnArg::Typed(typed) => match &*typed.pat {
                syn::Pat::Ident(name) => Some(&name.ident),
                _ => None,
            },
            syn::FnArg::Receiver(_) => None,
        });
        once(&self.module.path, "argument", arguments);
        visit::visit_signature(self, of);
    }

    fn visit_expr_struct(&mut self, of: &'ast syn::ExprStruct) {
        let names = of.fields.iter().filter_map(|field| match &field.member {
            syn::Member::Named(name) => Some(name),
            syn::Member::Unnamed(_) => None,
        });
        once(&self.module.path, "member", names);
        visit::visit_expr_struct(self, of);
    }

    fn visit_generics(&mut self, of: &'ast syn::Generics) {
        self.module.locals.extend(of.type_params().map(|parameter| parameter.ident.to_string()));
        visit::visit_generics(self, of);
    }

    fn visit_pat_ident(&mut self, of: &'ast syn::PatIdent) {
        self.module.locals.insert(of.ident.to_string());
        visit::visit_pat_ident(self, of);
    }
}
