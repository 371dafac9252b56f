//! Which file of a crate uses which: `use` declarations and paths, each followed to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, after_group, tokens};

/// Source files by their path below `src`, such as `api/mod.rs`.
pub type Files = BTreeMap<String, String>;

/// A file uses an item that another file defines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Import {
    pub from: String,
    pub line: usize,
    /// The path as it is written.
    pub path: String,
    pub to: String,
}

/// All imports between the files of a crate, one for each pair of files.
///
/// Re-exports are followed to the definition. A file that only declares modules and re-exports items imports nothing.
pub fn imports(files: &Files) -> Vec<Import> {
    let mut krate = Crate { files, modules: Vec::new(), exported: BTreeMap::new(), with_items: BTreeSet::new() };
    krate.load("lib.rs", None);
    let mut imports: BTreeMap<(&str, &str), Import> = BTreeMap::new();
    for module in 0..krate.modules.len() {
        for (to, path) in krate.used_by(module) {
            let from = krate.modules[module].file;
            if to != from && krate.with_items.contains(from) {
                let (line, path) = (path.line, path.names.join("::"));
                let import = Import { from: from.to_owned(), line, path, to: to.to_owned() };
                imports.entry((from, to)).or_insert(import);
            }
        }
    }
    imports.into_values().collect()
}

/// A path in the source: `crate::api::Api`.
#[derive(Clone, Debug)]
struct Path<'a> {
    names: Vec<&'a str>,
    line: usize,
    is_macro: bool,
}

/// A name that a `use` declaration brings in, or all names of a module.
#[derive(Clone, Debug)]
struct Use<'a> {
    path: Path<'a>,
    /// The name under which the item is known here. `None`: all names of the module `path`.
    name: Option<&'a str>,
}

/// A module: a file, or a part of one.
#[derive(Debug)]
struct Module<'a> {
    parent: Option<usize>,
    file: &'a str,
    children: BTreeMap<&'a str, usize>,
    items: BTreeSet<&'a str>,
    macros: BTreeSet<&'a str>,
    uses: Vec<Use<'a>>,
    paths: Vec<Path<'a>>,
    /// Every word in it.
    words: BTreeSet<&'a str>,
}

/// What a name means: a module, an item, or both. An item without a file is that of another crate.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning<'a> {
    module: Option<usize>,
    item: Option<Option<&'a str>>,
}

impl<'a> Meaning<'a> {
    fn or(self, other: Meaning<'a>) -> Meaning<'a> {
        Meaning { module: self.module.or(other.module), item: self.item.or(other.item) }
    }
}

struct Crate<'a> {
    files: &'a Files,
    modules: Vec<Module<'a>>,
    /// Macros at the root of the crate, by `#[macro_export]`.
    exported: BTreeMap<&'a str, &'a str>,
    /// Files that define something themselves.
    with_items: BTreeSet<&'a str>,
}

impl<'a> Crate<'a> {
    fn load(&mut self, path: &str, parent: Option<usize>) -> Option<usize> {
        let (path, source) = self.files.get_key_value(path)?;
        let folder = match path.strip_suffix("lib.rs").or_else(|| path.strip_suffix("mod.rs")) {
            Some(folder) => folder.to_owned(),
            None => format!("{}/", path.trim_end_matches(".rs")),
        };
        Some(self.module(&tokens(source), path, &folder, parent))
    }

    /// Reads a module whose files are in `folder`.
    fn module(&mut self, tokens: &[Token<'a>], file: &'a str, folder: &str, parent: Option<usize>) -> usize {
        let index = self.modules.len();
        self.modules.push(Module {
            parent,
            file,
            children: BTreeMap::new(),
            items: BTreeSet::new(),
            macros: BTreeSet::new(),
            uses: Vec::new(),
            paths: Vec::new(),
            words: tokens.iter().map(|token| token.text).collect(),
        });
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
        let name = |at: usize| tokens.get(at).filter(|token| token.is_word()).map(|token| token.text);
        let mut exported = false;
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            match (text(at), name(at + 1)) {
                ("mod", Some(child)) if text(at + 2) == "{" => {
                    let end = after_group(tokens, at + 2);
                    let inside = &tokens[at + 3..end - 1];
                    let below = self.module(inside, file, &format!("{folder}{child}/"), Some(index));
                    self.modules[index].children.insert(child, below);
                    at = end;
                    continue;
                }
                ("mod", Some(child)) if text(at + 2) == ";" => {
                    let paths = [format!("{folder}{child}.rs"), format!("{folder}{child}/mod.rs")];
                    if let Some(below) = paths.iter().find_map(|path| self.load(path, Some(index))) {
                        self.modules[index].children.insert(child, below);
                    }
                    at += 3;
                    continue;
                }
                ("macro_rules", None) => {
                    let name = name(at + 2).unwrap_or_default();
                    self.with_items.insert(file);
                    self.modules[index].macros.insert(name);
                    if exported {
                        self.exported.insert(name, file);
                    }
                    at += 3;
                }
                ("const", Some("fn" | "unsafe" | "extern" | "async")) => at += 1,
                ("struct" | "enum" | "trait" | "fn" | "static" | "type" | "const" | "union", Some(name)) => {
                    self.with_items.insert(file);
                    self.modules[index].items.insert(if name == "mut" { text(at + 2) } else { name });
                    at += 2;
                }
                ("impl", _) => {
                    self.with_items.insert(file);
                    at += 1;
                }
                ("use", _) => at = self.read_use(index, tokens, at),
                ("#", _) => {
                    let end = after_group(tokens, at + 1 + usize::from(text(at + 1) == "!"));
                    exported |= tokens[at..end].iter().any(|token| token.text == "macro_export");
                    at = end;
                    continue;
                }
                ("(" | "[" | "{", _) => {
                    if at > 0 && text(at - 1) == "!" {
                        self.with_items.insert(file);
                    }
                    at = after_group(tokens, at);
                    exported = false;
                }
                _ => at += 1,
            }
            self.read_paths(index, tokens, start, at);
        }
        index
    }

    /// Reads the paths among some tokens, and the `use` declarations inside of functions.
    fn read_paths(&mut self, module: usize, tokens: &[Token<'a>], start: usize, end: usize) {
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
        if text(start) == "use" {
            return;
        }
        let mut at = start;
        while at < end {
            if text(at) == "use" && text(at + 1) != "<" {
                at = self.read_use(module, tokens, at);
                continue;
            }
            let follows = at > 0 && (text(at - 1) == "::" || text(at - 1) == "." && (at < 2 || text(at - 2) != "."));
            // `pub(in path)` restricts visibility and uses nothing.
            let is_visibility = at > 2 && text(at - 1) == "in" && text(at - 2) == "(" && text(at - 3) == "pub";
            if is_visibility {
                at += tokens[at..].iter().take_while(|token| token.text != ")").count();
                continue;
            }
            if !tokens[at].is_word() || follows {
                at += 1;
                continue;
            }
            let mut names = vec![text(at)];
            let line = tokens[at].line;
            while text(at + 1) == "::" && tokens.get(at + 2).is_some_and(Token::is_word) {
                at += 2;
                names.push(text(at));
            }
            at += 1;
            let is_macro = text(at) == "!" && text(at + 1) != "=";
            if names.len() > 1 || is_macro {
                self.modules[module].paths.push(Path { names, line, is_macro });
            }
        }
    }

    /// Reads a `use` declaration, and returns the position after it.
    fn read_use(&mut self, module: usize, tokens: &[Token<'a>], at: usize) -> usize {
        let length = tokens[at..].iter().position(|token| token.text == ";").unwrap_or(tokens.len() - at);
        let mut uses = Vec::new();
        read_use_tree(&tokens[at + 1..at + length], &[], &mut uses);
        self.modules[module].uses.extend(uses);
        at + length + 1
    }

    /// The files whose items a module uses, with the paths by which it does.
    fn used_by(&self, module: usize) -> Vec<(&'a str, &Path<'a>)> {
        let mut used = Vec::new();
        for import in &self.modules[module].uses {
            let meaning = self.resolve(module, &import.path.names, &[]);
            match (import.name, meaning.module) {
                (None, Some(whole)) => {
                    for word in &self.modules[module].words {
                        used.extend(self.meaning(whole, word, &[]).item.flatten().map(|file| (file, &import.path)));
                    }
                }
                _ => used.extend(meaning.item.flatten().map(|file| (file, &import.path))),
            }
        }
        for path in &self.modules[module].paths {
            let file = if path.is_macro {
                self.macro_file(module, &path.names)
            } else {
                self.resolve(module, &path.names, &[]).item.flatten()
            };
            used.extend(file.map(|file| (file, path)));
        }
        used
    }

    /// The module that a path begins with, by `crate`, `self` or `super`, and the names after it.
    fn base<'p>(&self, module: usize, names: &'p [&'a str]) -> Option<(usize, &'p [&'a str])> {
        match names {
            ["crate", rest @ ..] => Some((0, rest)),
            ["self", rest @ ..] => Some((module, rest)),
            ["super", rest @ ..] => {
                let parent = self.modules[module].parent?;
                if rest.first() == Some(&"super") { self.base(parent, rest) } else { Some((parent, rest)) }
            }
            _ => None,
        }
    }

    /// What a path means in a module. `open` are the names that are being looked up already.
    fn resolve(&self, module: usize, names: &[&'a str], open: &[(usize, &'a str)]) -> Meaning<'a> {
        let (mut inside, rest) = match self.base(module, names) {
            Some(base) => base,
            None => (module, names),
        };
        let mut meaning = Meaning { module: Some(inside), item: None };
        for (index, name) in rest.iter().enumerate() {
            let is_last = index + 1 == rest.len();
            meaning = self.meaning(inside, name, open);
            match meaning.module {
                Some(below) if !is_last => inside = below,
                None if meaning.item.is_none() && (index > 0 || rest.len() < names.len()) => {
                    // Macros define items that are not seen here: those count to the file.
                    let file = self.macro_file(0, &["crate", name]).filter(|_| inside == 0 && is_last);
                    let whole = Some(self.modules[inside].file).filter(|file| self.with_items.contains(file));
                    return Meaning { module: None, item: Some(file.or(whole)) };
                }
                _ => return meaning,
            }
        }
        meaning
    }

    /// What a name means in a module.
    fn meaning(&self, module: usize, name: &'a str, open: &[(usize, &'a str)]) -> Meaning<'a> {
        let here = &self.modules[module];
        let item = here.items.contains(name) || here.macros.contains(name);
        let mut meaning = Meaning { module: here.children.get(name).copied(), item: item.then_some(Some(here.file)) };
        if open.contains(&(module, name)) {
            return meaning;
        }
        let open = [open, &[(module, name)]].concat();
        for import in here.uses.iter().filter(|import| import.name == Some(name)) {
            let found = self.resolve(module, &import.path.names, &open);
            let foreign = found.module.is_none() && found.item.is_none();
            meaning = meaning.or(if foreign { Meaning { module: None, item: Some(None) } } else { found });
        }
        if meaning.module.is_none() && meaning.item.is_none() {
            for import in here.uses.iter().filter(|import| import.name.is_none()) {
                let whole = self.resolve(module, &import.path.names, &open).module;
                if let Some(whole) = whole.filter(|whole| *whole != module) {
                    meaning = meaning.or(self.meaning(whole, name, &open));
                }
            }
        }
        meaning
    }

    fn macro_file(&self, module: usize, names: &[&'a str]) -> Option<&'a str> {
        let (inside, name) = match self.base(module, names) {
            Some((inside, [name])) => (inside, *name),
            None if names.len() == 1 => (module, names[0]),
            _ => return None,
        };
        let here = &self.modules[inside];
        if here.macros.contains(name) {
            return Some(here.file);
        }
        let exported = self.exported.get(name).copied().filter(|_| inside == 0);
        let mut uses = here.uses.iter().filter(|import| import.name == Some(name) && import.path.names != [name]);
        exported.or_else(|| uses.find_map(|import| self.macro_file(inside, &import.path.names)))
    }
}

/// Reads what follows `use`: `a::{self, b as c, d::*}`.
fn read_use_tree<'a>(tokens: &[Token<'a>], before: &[&'a str], uses: &mut Vec<Use<'a>>) {
    let mut names = before.to_vec();
    let line = tokens.first().map_or(0, |token| token.line);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.text {
            "{" => {
                let mut start = at + 1;
                let end = after_group(tokens, at) - 1;
                let mut position = start;
                while position <= end {
                    if position == end || tokens[position].text == "," {
                        if start < position {
                            read_use_tree(&tokens[start..position], &names, uses);
                        }
                        start = position + 1;
                    }
                    let opens = tokens.get(position).is_some_and(|token| token.text == "{");
                    position = if opens { after_group(tokens, position) } else { position + 1 };
                }
                return;
            }
            "*" => {
                uses.push(Use { path: Path { names, line, is_macro: false }, name: None });
                return;
            }
            "as" => {
                let name = tokens.get(at + 1).map(|token| token.text);
                uses.push(Use { path: Path { names, line, is_macro: false }, name });
                return;
            }
            "::" if at > 0 => {}
            // `::name` is a crate.
            "::" => return,
            "self" if !names.is_empty() => {}
            name => names.push(name),
        }
        at += 1;
    }
    let name = names.last().copied();
    uses.push(Use { path: Path { names, line, is_macro: false }, name });
}
