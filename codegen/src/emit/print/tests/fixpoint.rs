//! What is printed is what `rustfmt` makes of it, whatever the widths.

use std::io::Write as _;
use std::process::{Command, Stdio};

use quote::ToTokens as _;

use crate::emit::print;

/// Items in which `N` stands for a name and `S` for the text of a string, of all lengths.
const SAMPLES: &[&str] = &[
    // Structs and enums.
    "pub struct N {}",
    "pub struct N;",
    "#[derive(Clone, Debug)] pub struct Client(pub(super) runtime::N);",
    "pub struct Pair(pub N, pub(crate) Option<N>);",
    "pub struct A { /// Docs.\npub N: Option<String>, pub(super) id: i64 }",
    "pub struct A { pub field: Option<Map<String, N>> }",
    "pub struct A { /// Docs.\n#[deprecated] pub field: Option<Box<Map<String, Vec<N>>>>, pub b: B }",
    "pub struct A { pub field: Result<Option<Map<String, N>>, Option<Vec<N>>> }",
    "pub struct A { pub field: Box<dyn Fn(N, &'a mut str) -> Result<(), N> + Send + 'static> }",
    "pub struct A { pub field: (N, [u8; 16], &'static [N], *const u8) }",
    "pub struct A { pub field: <N as Trait>::Item }",
    "pub struct N<'a, T: Clone + Debug = String, const SIZE: usize = 3>(&'a T) where T: 'a + N;",
    "pub enum E { One, N, Other(String) }",
    "pub enum E { /// Docs.\nOne(N), Two { id: i64, name: N }, Three(A, Option<N>), Four = 4 }",
    "pub enum E { Two { id: N } }",
    "pub enum N {}",
    // Attributes.
    "#[derive(Clone, Debug, N, PartialEq, Eq, Hash)] pub struct A;",
    "#[cfg(feature = \"S\")] pub struct A;",
    "#[cfg(any(feature = \"S\", not(feature = \"other\")))] pub mod a {}",
    "#[must_use = \"S\"] #[deprecated] #[non_exhaustive] pub struct A;",
    "#[deprecated(since = \"1\", note = \"S\")] pub struct A;",
    "#[allow(clippy::N, clippy::other, missing_docs)] pub struct A;",
    // Aliases, constants, tables.
    "pub type Alias = Result<Option<Map<String, N>>, Error>;",
    "pub type N<T> = Map<T>;",
    "pub const N: &str = \"text\";",
    "pub const A: &str = \"S\";",
    "const N: &[&[&str]] = &[&[\"a\"], &[\"b\", \"c\"]];",
    "pub static AGENT: &str = concat!(env!(\"S\"), \"/\", env!(\"CARGO_PKG_VERSION\"));",
    "static A: &[&str] = &[\"S\"];",
    "static A: &[&str] = &[\"S\", \"S\"];",
    "static A: &[&str] = &[\"a\", \"S\", \"b\", \"c\", \"d\", \"e\", \"f\"];",
    "static A: &[&str] = &[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", \"m\", \"n\"];",
    "static A: &[u8] = &[1, 22, 333, 4444, 1, 22, 333, 4444, 1, 22, 333, 4444, 1, 22, 333, -4, 1, 22, N];",
    "static A: &[(&str, &str)] = &[(\"S\", \"b\")];",
    "static A: &[(&str, &str)] = &[(\"S\", \"b\"), (\"c\", \"dddd\")];",
    "static A: &[&[&str]] = &[&[\"S\", \"b\"], &[]];",
    "static A: &[&[&str]] = &[&[\"S\"]];",
    "static A: N = N { a: 1 };",
    "static A: P = P { name: N };",
    "static A: P = P { name: \"S\", env: &[\"S\"] };",
    "static A: P = P { params: &[P { name: \"S\", env: &[\"A\"] }] };",
    "static A: P = P { params: &[P { name: \"S\" }, P { name: \"b\" }], kind: Kind::Header(\"S\") };",
    "static A: P = P { kind: Some(&Named { name: \"S\", servers: N }), other: None };",
    "static A: P = P { a: P { b: P { c: &[&[(\"S\", &[\"a\", \"b\"])]] } }, N };",
    "static A: P = P { f: |a| a.N(), ..N };",
    "static A: P = P { a: (N, 1), b: [N; 3], c: &mut N, d: !N, e: -1.5, f: b\"text\", g: 'c', h: 1..N };",
    "static A: fn(&str) -> N = N::parse;",
    // Functions.
    "impl N { pub fn f(&self) {} }",
    "impl A { pub fn N(self) -> Self { Self(self.0) } }",
    "impl A { pub fn f(&self, N: &str, other: impl Into<String>) -> Start { a() } }",
    "impl A { pub fn f(self, change: impl FnOnce(N) -> N) -> Self { Self(change(self.0)) } }",
    "impl A { pub fn f(self) -> Call<Response<N>, Error> { self.0.send::<Full<Json<N>, _>, Json<_>>() } }",
    "impl A { pub fn f(self) -> Call<Response<N>, Error<N>> { self.0.send::<Json<_>, Json<_>>() } }",
    "impl A { pub fn f() -> N {} }",
    "impl A { pub async fn f<'a, T>(&'a mut self, N: T) -> Option<T> where T: Clone + 'a, Vec<T>: Copy { None } }",
    "fn f(N: &str) where T: A {}",
    "fn N() {}",
    "pub const fn f(mut a: N, (b, c): (u8, N), _: u8) -> impl Iterator<Item = N> + use<'_> { a }",
    "impl Trait for N { type Value = N; const A: u8 = 1; fn f(self: Box<Self>) {} }",
    "impl<T: Clone, U> From<Option<N>> for Wrapper<T, U> { fn from(value: T) -> Self { value } }",
    "impl<T> From<N> for Wrapper<N, T> where T: N + Clone { fn from(value: T) -> Self { value } }",
    "impl<T> N for Wrapper<T> {}",
    "impl<T> Trait for Wrapper<T> where T: N {}",
    "impl<T> Trait for Wrapper<T> where T: N, U: Copy {}",
    // Chains and calls.
    "fn f() { Self(self.0.param(\"S\", project_id)) }",
    "fn f() { Self(self.0.server_variable(\"region\", N.into().as_str())) }",
    "fn f() { StartJob(request.path(\"cluster_id\", cluster_id).path(\"S\", job_name)) }",
    "fn f() { let request = self.0.request(&N); Start(request.path(\"a\", N)) }",
    "fn f() { request.path(\"cluster_id\", cluster_id).path(\"S\", job_name).header(\"a\", b) }",
    "fn f() { let mut request = self.0.request(&START).path(\"S\", job_name).query(\"a\", b); request }",
    "fn f() { self.N.builder().from_env().build().map(Client) }",
    "fn f() { client.start_job(cluster, \"S\").body(&Body { variables: Some(Map::new()) }).send().await?; }",
    "fn f() { let started = client.start_job(cluster, \"S\").send().await?; }",
    "fn f() { x.N()?.b().await?.c(1) }",
    "fn f() { a.iter().map(|item| item.N(1).to_string()).collect::<Vec<_>>() }",
    "fn f() { a.iter().map(|item| { let b = item.N(); b.c() }).collect::<Vec<_>>().join(\"S\") }",
    "fn f() { call(N, 1, &other, Some(2)) }",
    "fn f() { call(inner(N, 1), 2) }",
    "fn f() { call(inner(N, 1)) }",
    "fn f() { call(inner(deeper(N, 1), 2).method(), Struct { a: 1, b: N }) }",
    "fn f() { call(&Struct { a: N, b: 22, c: 333 }) }",
    "fn f() { call(|a| a.b(N)) }",
    "fn f() { call(first, move |a: &str, b| -> u8 { a.b(N) }) }",
    "fn f() { call(first, |a| if a { N } else { 1 }) }",
    "fn f() { call(\"S\", |a| match a { Some(b) => b, None => N }) }",
    "fn f() { N::<T>::call::<U>(a, b.0.1, c[N], *d as u8, (N,)) }",
    "fn f() { \"S\".parse().ok().and_then(|a| a.N()) }",
    // Statements and control flow.
    "fn f() { let N: Option<Map<N>> = None; let (a, b) = (N, 1); a = N; a += 1; return N; }",
    "fn f() { let a = N + 1 * other(2) - 33 + third.value(); }",
    "fn f() { if N && other(1) || !third { return 1; } else if let Some(a) = N { 2 } else { 3 } }",
    "fn f() { let a = if N { 1 } else { 2 }; }",
    "fn f() { let Some(a) = N else { return None; }; for a in N.iter() { b(a); } while N { c(); } }",
    "fn f() { match self { Self::N => \"a\", Self::Other(value) => value.as_str() } }",
    "fn f() { match self { Self::N | Self::B => call(N, 2), Self::C { a, .. } if a => { a; b } _ => N } }",
    "fn f() { match self { Self::Other(a) => Value::String(format!(\"S {}\", a)), _ => unreachable!(\"S\") } }",
    "fn f() { match value { \"S\" => Self::N, \"b\" | \"c\" | \"d\" => Self::B, other => Self::Other(other.to_owned()) } }",
    "fn f() { format!(\"S {} {}\", first, second.N()) }",
    "fn f() { write!(f, \"S {}\", first)?; vec![N, 1, 2]; assert_eq!(N, \"S\", \"because {N}\"); }",
    "fn f() { Ok(Self { N, other: other.into(), ..Default::default() }) }",
    "fn f() { Wrapper(Inner { N: 1, b }) }",
    // Imports and modules.
    "use std::N; use std::io::{self, Read, Write};",
    "use runtime::{N, Call, Map, Request, Response, Value, object, string_enum};",
    "pub use runtime::{N, auth::{A, N, self}, B as C, d::*, e10, e9, e_1, E2};",
    "pub(crate) use super::N; use crate::b::{a}; use self::c;",
    "mod N; mod b; pub mod c;",
    "pub mod N { //! Docs.\nuse super::*; pub struct A { pub N: u8 } impl A { fn f() -> u8 { call(N) } } }",
    // Tables.
    "object! { N { field: \"S\" | \"alias\" as required lenient, r#type: \"S\", } }",
    "string_enum! { Kind else Unrecognized { N: \"S\" } }",
    "string_enum! { Kind { } }",
];

#[test]
fn rustfmt_changes_nothing() {
    check(1, |length| format!("{:x<length$}", "s"));
}

#[test]
fn rustfmt_changes_nothing_about_wide_characters() {
    check(3, |length| "数据🦀é".chars().cycle().take(length).collect());
}

/// Prints all samples with names and texts of every length, in steps of `step`.
fn check(step: usize, text: impl Fn(usize) -> String) {
    let source: String = (1..=112)
        .step_by(step)
        .map(|length| {
            let name = format!("{:a<length$}", "n");
            let text = text(length);
            let samples: Vec<_> = SAMPLES.iter().map(|sample| fill(sample, &name, &text)).collect();
            // A module each, so that nothing is sorted into its neighbours.
            let modules = samples.iter().map(|sample| format!("mod m {{ {sample} }}\n"));
            modules.collect::<String>() + &format!("mod l{length} {{}}\n")
        })
        .collect();
    let items = syn::parse_file(&source).unwrap().items;
    let printed = print::file(&items);
    let again = print::file(&syn::parse_file(&printed).unwrap().items);
    assert_same(&printed, &again, "printing again");
    let Some(formatted) = rustfmt(&printed) else {
        eprintln!("skipped: there is no rustfmt");
        return;
    };
    assert_same(&printed, &formatted, "rustfmt");
}

#[test]
fn tokens_are_kept() {
    // Imports are put into another form, and braces come and go around the bodies of closures and arms.
    let kept = SAMPLES.iter().filter(|sample| !sample.contains("use ") && !sample.contains("mod "));
    for sample in kept {
        for length in [1, 20, 60, 100] {
            let sample = fill(sample, &"n".repeat(length), &"s".repeat(length));
            let items = syn::parse_file(&sample).unwrap().items;
            let printed = syn::parse_file(&print::file(&items)).unwrap().items;
            assert_eq!(tokens(&items), tokens(&printed), "{sample}");
        }
    }
}

/// Without the punctuation that rustfmt adds and removes.
fn tokens(items: &[syn::Item]) -> String {
    let text: String = items.iter().map(|item| item.to_token_stream().to_string()).collect();
    text.replace([' ', ',', '{', '}'], "")
}

fn fill(sample: &str, name: &str, text: &str) -> String {
    let mut filled = String::new();
    let mut rest = sample;
    while let Some(at) = rest.find(['N', 'S']) {
        let alone = |char: Option<char>| !char.is_some_and(|char| char.is_alphanumeric());
        let (before, found) = rest.split_at(at);
        filled.push_str(before);
        if alone(before.chars().last()) && alone(found.chars().nth(1)) {
            filled.push_str(if found.starts_with('N') { name } else { text });
        } else {
            filled.push_str(&found[..1]);
        }
        rest = &found[1..];
    }
    filled + rest
}

fn assert_same(printed: &str, other: &str, by: &str) {
    let different = printed.lines().zip(other.lines()).position(|(a, b)| a != b);
    if let Some(line) = different {
        let excerpt = |text: &str| {
            let lines: Vec<_> = text.lines().skip(line.saturating_sub(4)).take(14).collect();
            lines.join("\n")
        };
        panic!("line {}:\n{}\n--- {by}:\n{}", line + 1, excerpt(printed), excerpt(other));
    }
    assert_eq!(printed.len(), other.len(), "{by}");
}

/// What rustfmt makes of `text`, or `None` where it is not installed.
fn rustfmt(text: &str) -> Option<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "style_edition=2024", "--emit", "stdout", "--quiet"])
        // Away from the settings of this project.
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().unwrap().unwrap();
    // A proxy of rustup without the component fails without any output.
    Some(String::from_utf8(output.stdout).unwrap()).filter(|text| !text.is_empty())
}
