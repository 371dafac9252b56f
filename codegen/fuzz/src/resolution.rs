//! Checks the names in generated code without a compiler: each is defined, once, and used.
//!
//! A compiler takes a second for a crate, this check a fraction of a millisecond, so that it runs on every output.

mod names;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use names::Module;

/// Checks the names in the Rust files of a crate, by path.
///
/// # Panics
///
/// Panics if a file is not Rust, or breaks a rule.
pub fn check(files: &BTreeMap<String, String>) {
    let mut modules = BTreeMap::new();
    for (path, text) in files {
        let Some(inner) = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else {
            assert!(["Cargo.toml", "README.md", "rustfmt.toml"].contains(&path.as_str()), "a strange file: {path}");
            continue;
        };
        let steps = inner.split('/').filter(|step| !matches!(*step, "lib" | "mod")).map(str::to_owned);
        let steps: Vec<String> = steps.collect();
        assert!(
            steps.iter().all(|step| step.chars().all(|c| c.is_alphanumeric() || c == '_')),
            "a strange path: {path}"
        );
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        assert!(modules.insert(steps, Module::of(path, &file)).is_none(), "{path} is there twice");
    }
    for (steps, module) in &modules {
        for declared in &module.declared_modules {
            let below: Vec<String> = steps.iter().chain([declared]).cloned().collect();
            assert!(modules.contains_key(&below), "{}: no file for `mod {declared}`", module.path);
        }
        if let Some((last, parent)) = steps.split_last() {
            let declared = modules.get(parent).is_some_and(|parent| parent.declared_modules.contains(last));
            assert!(declared, "{} is in no module", module.path);
        }
        imports(steps, module, &modules);
    }
    methods(&modules);
}

/// Checks that a module defines or imports what it uses, and that imports from other modules exist.
fn imports(steps: &[String], module: &Module, modules: &BTreeMap<Vec<String>, Module>) {
    let mut scope: BTreeSet<&str> = module.types.iter().chain(&module.values).map(String::as_str).collect();
    for import in &module.imports {
        let Some(from) = import.module_from(steps) else {
            scope.insert(&import.name);
            continue;
        };
        let target = modules.get(&from).unwrap_or_else(|| panic!("{}: no module {from:?}", module.path));
        let exported = exports(&from, target, modules);
        if import.name == "*" {
            for name in exported {
                let new = scope.insert(name);
                assert!(new, "{}: `{name}` comes from two places", module.path);
            }
            continue;
        }
        assert!(exported.contains(import.name.as_str()), "{}: no `{}` in {from:?}", module.path, import.name);
        scope.insert(&import.name);
    }
    for named in &module.named {
        let known =
            scope.contains(named.as_str()) || module.locals.contains(named) || PRELUDE.contains(&named.as_str());
        assert!(known, "{}: `{named}` is not there", module.path);
    }
    for import in &module.imports {
        let used = import.public || import.name == "*" || module.idents.contains(&import.name);
        assert!(used, "{}: `{}` is brought in and not used", module.path, import.name);
    }
}

/// What other modules can import from a module.
fn exports<'a>(steps: &[String], module: &'a Module, modules: &'a BTreeMap<Vec<String>, Module>) -> BTreeSet<&'a str> {
    let mut exports: BTreeSet<&str> = module.types.iter().chain(&module.values).map(String::as_str).collect();
    for import in module.imports.iter().filter(|import| import.public) {
        match import.module_from(steps).filter(|_| import.name == "*").and_then(|from| modules.get_key_value(&from)) {
            Some((from, target)) => exports.extend(self::exports(from, target, modules)),
            None => {
                exports.insert(&import.name);
            }
        }
    }
    exports
}

/// Checks that methods of a type have different names, in all its `impl` blocks, and types in the whole crate.
fn methods(modules: &BTreeMap<Vec<String>, Module>) {
    let mut seen = BTreeSet::new();
    for module in modules.values() {
        for method in &module.methods {
            assert!(seen.insert(method), "{}: the method {method:?} is there twice", module.path);
        }
    }
}

/// Names of the language and its prelude that generated code uses. It is not the generator's list of reserved names: a check
/// that shares its list with what it checks finds no gap in it.
const PRELUDE: &[&str] = &[
    "self",
    "super",
    "crate",
    "Self",
    "bool",
    "f32",
    "f64",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "str",
    "specwright_runtime",
    "std",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Some",
    "String",
    "Sync",
    "Vec",
    "usize",
    "char",
];
