//! Tests of the whole printer: sources and what is made of them.

use super::{file, inner_docs};

mod docs;
mod fallback;
mod fixpoint;
mod imports;
mod tables;

/// `source`, parsed and printed, is `expected`.
fn check(source: &str, expected: &str) {
    let items = syn::parse_file(source).unwrap().items;
    assert_eq!(file(&items), expected.strip_prefix('\n').unwrap_or(expected));
}

#[test]
fn nothing_is_printed_for_nothing() {
    check("", "");
    assert_eq!(inner_docs(""), "");
}

#[test]
fn blank_lines_are_between_items_but_not_in_rows() {
    check(
        "use std::a; use std::b; use x::c; use crate::d; mod b; mod a; /// Docs.
        mod c; const A: u8 = 1; const B: u8 = 2; impl A { fn a() {} const C: u8 = 1; fn b() { c() } }",
        "
use std::a;
use std::b;

use x::c;

use crate::d;

mod a;
mod b;

/// Docs.
mod c;

const A: u8 = 1;

const B: u8 = 2;

impl A {
    fn a() {}

    const C: u8 = 1;

    fn b() {
        c()
    }
}
",
    );
}

#[test]
fn what_does_not_fit_is_broken_as_rustfmt_does() {
    check(
        r#"impl Client {
            pub fn start_job(&self, cluster_id: &str, job_name: &str) -> StartJob {
                let request = self.0.request(&START_JOB);
                StartJob(request.path("cluster_id", cluster_id).path("job_name", job_name))
            }
            pub fn configure(self, change: impl FnOnce(runtime::ClientBuilder) -> runtime::ClientBuilder) -> Self {
                Self(change(self.0))
            }
        }"#,
        r#"
impl Client {
    pub fn start_job(&self, cluster_id: &str, job_name: &str) -> StartJob {
        let request = self.0.request(&START_JOB);
        StartJob(
            request
                .path("cluster_id", cluster_id)
                .path("job_name", job_name),
        )
    }

    pub fn configure(
        self,
        change: impl FnOnce(runtime::ClientBuilder) -> runtime::ClientBuilder,
    ) -> Self {
        Self(change(self.0))
    }
}
"#,
    );
}

#[test]
fn tables_in_statics_are_packed_and_broken_as_rustfmt_does() {
    check(
        r#"static API: Api = Api { params: &[Param { name: "project_id", env: &["PROJECT_ID"] }],
            sizes: &[1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20],
            agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")), security: &[&["token"], &[]],
            pairs: &[("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")] };"#,
        r#"
static API: Api = Api {
    params: &[Param {
        name: "project_id",
        env: &["PROJECT_ID"],
    }],
    sizes: &[
        1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20, 300, 4000, 1, 20,
    ],
    agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    security: &[&["token"], &[]],
    pairs: &[
        ("error_code", "error_msg"),
        ("errorCode", "errorMsg"),
        ("code", "message"),
    ],
};
"#,
    );
}

#[test]
fn what_cannot_be_broken_runs_over_the_end_of_the_line() {
    let text = "x".repeat(120);
    check(
        &format!("const A: &str = \"{text}\"; static B: P = P {{ a: {text}, b: &[\"{text}\"] }};"),
        &format!("const A: &str = \"{text}\";\n\nstatic B: P = P {{\n    a: {text},\n    b: &[\"{text}\"],\n}};\n"),
    );
}

#[test]
fn nesting_does_not_multiply_the_time() {
    let mut source = "x".to_owned();
    for _ in 0..20 {
        source = format!("a.call(|x| other({source}, &[P {{ f: 1, g: \"some longer text\" }}]))");
    }
    // Without the memo this would take until the end of the world.
    let items = syn::parse_file(&format!("fn f() {{ {source} }}")).unwrap().items;
    assert!(file(&items).len() > source.len());
}
