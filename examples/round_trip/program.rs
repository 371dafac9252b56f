//! A program that decodes the examples of one document and encodes them again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

use serde_json::Value;
use specwright::generation::Generation;
use specwright::report::{At, FileId, Location, On, Pointer};
use specwright::rust::{Crate, Field, Item, Module, Runtime, Type};
use specwright::workers::Workers;
use specwright::{Settings, api, dialect, emit};

use crate::declared::Declared;
use crate::survival::Fate;

/// How many references may lead to each other in an example.
const MAX_REFERENCES: usize = 8;

/// The examples of a document, and their types.
pub struct Program {
    /// The document's file.
    pub document: String,
    name: String,
    types: Crate,
    examples: Vec<Example>,
}

/// The pointer of an example, that of its schema, and its fate.
pub type Outcome<'a> = (&'a str, &'a str, Fate);

struct Example {
    at: String,
    schema: String,
    of: Type,
    value: Value,
}

impl Program {
    /// The program for a document; `None` without examples.
    ///
    /// # Errors
    ///
    /// Fails if the document cannot be read or is rejected.
    pub fn of(path: &Path) -> Result<Option<Self>, Box<dyn Error>> {
        let document = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name =
            format!("rt-{}", document.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-").to_lowercase());
        let settings = Settings { crate_name: Some(name.clone()), ..Settings::default() };
        let outcome = Generation { spec: path.to_owned(), settings, ..Generation::default() }.run();
        let (Some(tree), Ok(generated)) = (outcome.tree, outcome.result) else {
            return Err("the document is rejected".into());
        };
        // Run the stages again for the pointers of the examples in the translated document.
        let (translated, _) = dialect::to_3_0(tree.root(), &At::root(FileId::MAIN));
        let (api, _) = api::lower(&translated.document, &specwright::config::Config::default());
        let written =
            |location: &Location| tree.written(&translated.moved.written(location)).pointer.as_str().to_owned();
        let place = |example: &api::Example| {
            written(&Location { file: FileId::MAIN, pointer: example.at.clone(), on: On::Value })
        };
        let mut examples: Vec<Example> = api
            .examples
            .iter()
            .zip(&generated.planned.examples)
            .filter_map(|(example, of)| {
                let value = followed(example.at.of(&translated.document)?, &translated.document, MAX_REFERENCES);
                let schema = written(&api.types[example.of].at);
                Some(Example { at: place(example), schema, of: of.clone(), value })
            })
            .collect();
        if examples.is_empty() {
            return Ok(None);
        }
        let mut types = generated.planned;
        keep_types(&mut types, &examples);
        let declared = Declared::of(&types);
        for example in &mut examples {
            example.value = declared.as_json(&[&example.of], &example.value);
        }
        Ok(Some(Self { document, name, types, examples }))
    }

    fn write(&self, folder: &Path, runtime: &str) -> Result<(), Box<dyn Error>> {
        let mut types = self.types.clone();
        types.package.runtime = Runtime::Path(runtime.to_owned());
        let files = emit::emit(&types, Workers::new(None));
        fs::create_dir_all(folder.join("src"))?;
        remove_others(folder, &folder.join("src"), &files)?;
        for (path, text) in files {
            let path = folder.join(if path == "src/lib.rs" { "src/main.rs" } else { &path });
            fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
            let text = match path.file_name().and_then(|name| name.to_str()) {
                Some("Cargo.toml") => text + &self.manifest(),
                Some("main.rs") => text + &self.main(),
                _ => text,
            };
            // Unchanged files keep their modification time, so that they are not compiled again.
            if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                fs::write(path, text)?;
            }
        }
        Ok(())
    }

    /// What the manifest of the types lacks: the end of their dependencies, and the program, which Cargo does not look for.
    fn manifest(&self) -> String {
        let dependency = "serde_json = { version = \"1\", features = [\"preserve_order\"] }";
        format!("{dependency}\n\n[[bin]]\nname = \"{}\"\npath = \"src/main.rs\"\n", self.name)
    }

    /// The types of the examples as paths, without duplicates.
    fn echoes(&self) -> Vec<String> {
        let homes: HashMap<&str, &str> = homes(&self.types).collect();
        let all: BTreeSet<String> = self.examples.iter().map(|example| path(&example.of, &homes)).collect();
        all.into_iter().collect()
    }

    fn main(&self) -> String {
        let mut echoes = String::new();
        for of in self.echoes() {
            let _ = writeln!(echoes, "    {of},");
        }
        format!(
            "
fn echo<T: specwright_runtime::serde::de::DeserializeOwned + specwright_runtime::serde::Serialize>(
    text: &str,
) -> Result<String, String> {{
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}}

// The value is that of a property, since properties and bodies have adapters for numbers, which types have not.
macro_rules! echoes {{
    ($($T:ty,)*) => {{
        &[$({{
            struct Holder {{
                value: $T,
            }}

            specwright_runtime::object! {{ Holder {{
                value: \"value\" as required,
            }} }}

            echo::<Holder>
        }}),*]
    }};
}}

const ECHOES: &[fn(&str) -> Result<String, String>] = echoes![
{echoes}];

fn main() {{
    for line in std::io::stdin().lines() {{
        let line = line.unwrap();
        let (index, text) = line.split_once(' ').unwrap();
        match ECHOES[index.parse::<usize>().unwrap()](text) {{
            Ok(text) => println!(\"+{{text}}\"),
            Err(error) => println!(\"-{{}}\", error.replace('\\n', \" \")),
        }}
    }}
}}
"
        )
    }

    /// Runs the program. Returns the fate of every example.
    ///
    /// # Errors
    ///
    /// Fails if the program does not print a result for every example.
    pub fn run(&self, work: &Path) -> Result<Vec<Outcome<'_>>, Box<dyn Error>> {
        let homes: HashMap<&str, &str> = homes(&self.types).collect();
        let index: BTreeMap<String, usize> = self.echoes().into_iter().zip(0..).collect();
        let mut input = String::new();
        for example in &self.examples {
            let _ = writeln!(input, "{} {{\"value\":{}}}", index[&path(&example.of, &homes)], example.value);
        }
        let program = work.join("target/debug").join(&self.name);
        let mut child = Command::new(&program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut stdin = child.stdin.take().ok_or("the program has no standard input")?;
        let feeding = thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output()?;
        feeding.join().map_err(|_| "writing to the program failed")??;
        let responses = String::from_utf8(output.stdout)?;
        let responses: Vec<&str> = responses.lines().collect();
        if responses.len() != self.examples.len() {
            return Err(format!("{}: {} of {} examples", self.name, responses.len(), self.examples.len()).into());
        }
        let declared = Declared::of(&self.types);
        let mut fates = Vec::with_capacity(responses.len());
        for (example, response) in self.examples.iter().zip(&responses) {
            let fate = match response.strip_prefix('+') {
                Some(text) => match serde_json::from_str::<Value>(text) {
                    Ok(holder) => {
                        let is_declared = |place: &Pointer| declared.has_property(&example.of, place);
                        Fate::of(&example.value, &holder["value"], &is_declared)
                    }
                    Err(error) => Fate::DecodeFailure(error.to_string()),
                },
                None => Fate::DecodeFailure(response.chars().skip(1).collect()),
            };
            fates.push((example.at.as_str(), example.schema.as_str(), fate));
        }
        Ok(fates)
    }
}

/// A value with the targets of the references in it: authors write them, although an example is a value (OpenAPI 3.0.4,
/// section 4.7.19).
fn followed(value: &Value, document: &Value, left: usize) -> Value {
    let target = || {
        let Value::Object(properties) = value else { return None };
        let reference = properties.get("$ref").filter(|_| properties.len() == 1)?.as_str()?;
        Pointer::parse_fragment(reference.strip_prefix('#')?)?.of(document)
    };
    if let Some(target) = target() {
        return if left > 0 { followed(target, document, left - 1) } else { value.clone() };
    }
    match value {
        Value::Object(properties) => {
            Value::Object(properties.iter().map(|(name, of)| (name.clone(), followed(of, document, left))).collect())
        }
        Value::Array(elements) => {
            Value::Array(elements.iter().map(|element| followed(element, document, left)).collect())
        }
        _ => value.clone(),
    }
}

/// Removes source files of an earlier run that this one does not write.
fn remove_others(root: &Path, folder: &Path, files: &emit::Files) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(root, &path, files)?;
            continue;
        }
        let name = path.strip_prefix(root)?.display().to_string();
        if name != "src/main.rs" && !files.contains_key(&name) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Writes the programs as one workspace, so that their dependencies are compiled once.
///
/// # Errors
///
/// Fails if a file cannot be written.
pub fn write_all(programs: &[Program], work: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(work)?;
    let runtime = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("runtime").display().to_string();
    let mut members = String::new();
    for program in programs {
        program.write(&work.join(&program.name), &runtime)?;
        let _ = write!(members, "\n    \"{}\",", program.name);
    }
    let manifest = format!(
        "[workspace]\nmembers = [{members}\n]\nresolver = \"3\"\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    fs::write(work.join("Cargo.toml"), manifest)?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    if !work.join("Cargo.lock").exists() {
        fs::copy(lock, work.join("Cargo.lock"))?;
    }
    Ok(())
}

/// Compiles the programs.
///
/// # Errors
///
/// Fails if a program does not compile.
pub fn build_all(work: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--keep-going"])
        .env("CARGO_TARGET_DIR", fs::canonicalize(work)?.join("target"))
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(work)
        .status()?;
    if status.success() { Ok(()) } else { Err("a program does not compile".into()) }
}

/// Keeps only the types that the examples need.
fn keep_types(of: &mut Crate, examples: &[Example]) {
    let mut open: Vec<&str> = Vec::new();
    for example in examples {
        named(&example.of, &mut open);
    }
    let modules = of.modules.clone();
    let items: HashMap<&str, &Item> =
        modules.iter().flat_map(Module::all_items).filter_map(|item| Some((name(item)?, item))).collect();
    let mut kept: BTreeSet<String> = BTreeSet::new();
    while let Some(next) = open.pop() {
        if let Some(item) = items.get(next)
            && kept.insert(next.to_owned())
        {
            members(item).into_iter().for_each(|of| named(of, &mut open));
        }
    }
    let keep = |item: &Item| name(item).is_some_and(|name| kept.contains(name));
    let used = |path: &str, name: &str| path.starts_with("specwright_runtime") || kept.contains(name);
    for module in &mut of.modules {
        module.items.retain(keep);
        module.uses.retain(|of| used(&of.path, &of.name));
        for submodule in &mut module.submodules {
            submodule.items.retain(keep);
            submodule.uses.retain(|of| used(&of.path, &of.name));
        }
        module.submodules.retain(|submodule| !submodule.items.is_empty());
    }
    of.modules.retain(|module| module.all_items().next().is_some());
    of.exports.clear();
    of.docs.clear();
}

/// The module of every type.
fn homes(of: &Crate) -> impl Iterator<Item = (&str, &str)> {
    of.modules.iter().flat_map(|module| module.all_items().filter_map(|item| Some((name(item)?, module.name.as_str()))))
}

/// The name of a type item.
pub fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Struct(of) => Some(&of.name),
        Item::Enum(of) => Some(&of.name),
        Item::Union(of) => Some(&of.name),
        Item::Alias(of) => Some(&of.name),
        Item::Client(_) | Item::Operation(_) | Item::Headers(_) | Item::Choices(_) | Item::Webhooks(_) => None,
    }
}

/// The types of an item's fields or variants.
fn members(item: &Item) -> Vec<&Type> {
    match item {
        Item::Struct(of) => {
            of.fields.iter().map(|field: &Field| &field.of).chain(of.extra.as_ref().map(|extra| &extra.1)).collect()
        }
        Item::Union(of) => of.variants.iter().map(|variant| &variant.of).collect(),
        Item::Alias(of) => vec![&of.of],
        _ => Vec::new(),
    }
}

/// Adds the names of the crate's types that a type mentions.
fn named<'a>(of: &'a Type, names: &mut Vec<&'a str>) {
    match of {
        Type::Named(name) => names.push(name),
        Type::Option(of) | Type::Vec(of) | Type::Box(of) | Type::Map(_, of) => named(of, names),
        Type::Tuple(elements) => elements.iter().for_each(|of| named(of, names)),
        Type::Bool | Type::Integer(_) | Type::F64 | Type::String | Type::Runtime(_) | Type::External(_) => {}
    }
}

/// A type with full paths.
fn path(of: &Type, homes: &HashMap<&str, &str>) -> String {
    let inner = |of: &Type| path(of, homes);
    match of {
        Type::Bool => "bool".to_owned(),
        Type::Integer(width) => width.as_str().to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Runtime(symbol) => symbol.path.to_owned(),
        Type::External(path) => path.clone(),
        Type::Named(name) => format!("crate::{}::{name}", homes.get(name.as_str()).unwrap_or(&"types")),
        Type::Option(of) => format!("Option<{}>", inner(of)),
        Type::Vec(of) => format!("Vec<{}>", inner(of)),
        Type::Box(of) => format!("Box<{}>", inner(of)),
        Type::Tuple(elements) => format!("({})", elements.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Type::Map(symbol, of) => format!("{}<{}>", symbol.path, inner(of)),
    }
}
