//! Code examples in documentation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{DocLine, MockResponse, Page, Setup, Snippet};

use super::print;
use super::samples::{body, builder, request};
use super::tokens::{ident, uses};

/// The lines of a page.
pub(super) fn lines(page: &[DocLine]) -> Vec<String> {
    let lines = page.iter().flat_map(|piece| match piece {
        DocLine::Text(line) => vec![line.clone()],
        DocLine::Snippet(snippet) => code(snippet),
    });
    lines.collect()
}

/// The lines of a page without code examples, and without the blank lines before them.
pub(super) fn text(page: &[DocLine]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in page {
        match piece {
            DocLine::Text(line) => lines.push(line.clone()),
            DocLine::Snippet(_) => {
                while lines.last().is_some_and(String::is_empty) {
                    lines.pop();
                }
            }
        }
    }
    lines
}

fn code(of: &Snippet) -> Vec<String> {
    match of.page {
        Page::Docs => documented(of),
        Page::Readme => whole(of),
    }
}

/// The statements, in a function that is compiled but hidden.
fn documented(of: &Snippet) -> Vec<String> {
    let statements = statements(of);
    let function = print::file(quote!(fn example() { #statements }));
    let statements: Vec<&str> = function.lines().collect();
    let statements = statements.get(1..statements.len().saturating_sub(1)).unwrap_or_default();
    let statements = statements.iter().map(|line| line.strip_prefix("    ").unwrap_or(line));
    let imports = print::file(uses(&of.uses, &TokenStream::new()));
    let argument = match &of.setup {
        Setup::Client(library) => format!("client: &{library}::Client"),
        Setup::Built(_) | Setup::MockServer(..) => String::new(),
    };
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(imports.lines().map(str::to_owned));
    lines.extend((!imports.is_empty()).then(String::new));
    lines.extend(of.call.deprecated.then(|| "# #[expect(deprecated)]".to_owned()));
    lines.push(format!("# async fn example({argument}) -> Result<(), Box<dyn std::error::Error>> {{"));
    lines.extend(statements.map(str::to_owned));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The whole function.
fn whole(of: &Snippet) -> Vec<String> {
    let head = match &of.setup {
        Setup::Client(_) | Setup::Built(_) => quote!(async fn run()),
        Setup::MockServer(..) => quote!(#[tokio::test] async fn it_is_called_once()),
    };
    let deprecated = of.call.deprecated.then(|| quote!(#[expect(deprecated)]));
    let (imports, statements) = (uses(&of.uses, &TokenStream::new()), statements(of));
    let text = print::file(quote! {
        #imports

        #deprecated
        #head -> Result<(), Box<dyn std::error::Error>> {
            #statements
            Ok(())
        }
    });
    let mut lines = vec!["```rust".to_owned()];
    lines.extend(text.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

fn statements(of: &Snippet) -> TokenStream {
    let (body, request) = (body(&of.call), request(&of.call, false));
    match &of.setup {
        Setup::Client(_) if of.call.responses => quote! {
            #body
            let response = #request.send().await?;
        },
        Setup::Client(_) => quote! {
            #body
            #request.send().await?;
        },
        Setup::Built(client) => {
            let client = builder(client);
            let sent = match of.call.responses {
                true => quote! {
                    let response = #request.send().await?;
                    println!("{response:#?}");
                },
                false => quote!(#request.send().await?;),
            };
            quote! {
                let client = #client.build()?;
                #body
                #sent
            }
        }
        Setup::MockServer(stub, response) => {
            let stub = ident(stub);
            let (response, outcome) = match response {
                MockResponse::Empty => (quote!(respond(&())), quote!(is_ok)),
                MockResponse::Default => (quote!(respond(&Default::default())), quote!(is_ok)),
                MockResponse::NotFound => {
                    (quote!(respond_bytes(StatusCode::NOT_FOUND, "application/json", "{}")), quote!(is_err))
                }
            };
            quote! {
                let service = MockServer::start();
                let client = service.client().build()?;
                let stub = service.#stub(None).#response;
                #body
                let response = #request.send().await;
                assert!(response.#outcome());
                assert_eq!(stub.calls(), 1);
            }
        }
    }
}
