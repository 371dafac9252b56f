//! Programs that call the operations with sample values: `examples/`.
//!
//! Each file of calls is written twice. `examples/<name>.rs` is a program that runs one of the calls, to be read and copied.
//! `examples/every_operation/<name>.rs` is a module of the program that calls every operation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{ClientSample, Expression, SampleCall, SampleFile, Samples, Use};

use super::expression::expression;
use super::tokens::{docs, ident, text, uses};

/// The name of the program that calls every operation.
pub(super) const ALL: &str = "every_operation";

/// The doc lines of a program that runs one call.
pub(super) fn example_docs(of: &SampleFile) -> Vec<String> {
    let first = of.calls.first().map(|call| call.function.as_str()).unwrap_or_default();
    vec![
        format!("Calls an operation of `{}` with sample values.", of.module),
        String::new(),
        "```text".to_owned(),
        format!("cargo run --example {} -- {first}", of.name),
        "```".to_owned(),
        String::new(),
        "runs the call with this name.".to_owned(),
    ]
}

/// A program that runs one call.
pub(super) fn example(of: &SampleFile, client: &ClientSample) -> TokenStream {
    let of_client = client.uses.iter().filter(|used| !client.has_env || used.name == "Client");
    let mut imports: Vec<Use> = of.uses.iter().chain(of_client).cloned().collect();
    imports.sort();
    imports.dedup();
    let imports = uses(&imports, &TokenStream::new());
    let made = match client.has_env {
        true => quote!(Client::from_env()?),
        false => {
            let builder = builder(client);
            quote!(#builder.env().build()?)
        }
    };
    let arms = of.calls.iter().map(|call| {
        let (name, function) = (text(&call.function), ident(&call.function));
        quote!(Some(#name) => #function(&client).await,)
    });
    let calls = of.calls.iter().map(|call| {
        let request = request(call, false);
        let (docs, function, deprecated) = head(call);
        let done = format!("{} succeeded", call.function);
        let rest = if call.responses {
            quote! {
                let response = #request.send().await?;
                println!("{response:#?}");
            }
        } else {
            quote! {
                #request.send().await?;
                println!(#done);
            }
        };
        let body = body(call);
        quote! {
            #docs
            #deprecated
            async fn #function(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
                #body
                #rest
                Ok(())
            }
        }
    });
    quote! {
        #imports

        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = #made;
            match std::env::args().nth(1).as_deref() {
                #(#arms)*
                Some(other) => Err(format!("unknown call `{other}`").into()),
                None => Err("pass the name of a call".into()),
            }
        }

        #(#calls)*
    }
}

/// A module of the program that calls every operation.
pub(super) fn every_operation_module(of: &SampleFile, library: &str) -> TokenStream {
    let mut imports: Vec<Use> = of.uses.iter().chain(&of.further_uses).cloned().collect();
    let name = |path: &str, name: &str| Use { path: path.to_owned(), name: name.to_owned() };
    imports.push(name(library, "Client"));
    imports.sort();
    imports.dedup();
    let imports = uses(&imports, &TokenStream::new());
    let reports = of.calls.iter().map(|call| {
        let operation = text(&format!("{} {} {}", call.http_method, call.path, call.id));
        let function = ident(&call.function);
        quote! { report.call(#operation, #function(client).await); }
    });
    let calls = of.calls.iter().map(|call| {
        let request = request(call, true);
        let (docs, function, deprecated) = head(call);
        let body = body(call);
        quote! {
            #docs
            #deprecated
            async fn #function(client: &Client) -> outcome::Outcome {
                #body
                let response = #request.send_full().await;
                outcome::of(response)
            }
        }
    });
    quote! {
        #imports

            use super::outcome;

        #[doc = " Runs all calls of this file."]
        pub async fn calls(client: &Client, report: &mut outcome::Report) {
            #(#reports)*
        }

        #(#calls)*
    }
}

/// The doc lines of the program that calls every operation.
pub(super) fn every_operation_docs() -> Vec<String> {
    [
        "Calls every operation with sample values, and prints the outcome of each call.",
        "",
        "```text",
        "cargo run --example every_operation -- http://127.0.0.1:4010",
        "```",
        "",
        "Credentials are read from environment variables, and are samples if these are not set. Optional arguments are set to sample",
        "values, except for headers. The base URL has the path that all calls have in common, and may also be set by the environment",
        "variable `BASE_URL`. The exit code is 1 if a call failed.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The program that calls every operation.
pub(super) fn every_operation(of: &Samples) -> TokenStream {
    let modules = of.files.iter().map(|file| ident(&file.name));
    let mut modules: Vec<_> = modules.chain([ident("outcome")]).collect();
    modules.sort();
    let calls = of.files.iter().map(|file| {
        let module = ident(&file.name);
        quote! { #module::calls(&client, &mut report).await; }
    });
    let imports = uses(&of.client.uses, &TokenStream::new());
    let settings = settings(&of.client);
    let endpoints = of.client.endpoints.iter().map(|method| {
        let method = ident(method);
        quote!(.#method(&base_url))
    });
    let is_variable = |value: &Expression| match value {
        Expression::Environment(..) => true,
        Expression::Call(.., inner) => inner.iter().any(|value| matches!(value, Expression::Environment(..))),
        _ => false,
    };
    let variable = of.client.settings.iter().flat_map(|(_, values)| values).any(is_variable).then(|| {
        quote! {
            #[doc = " An environment variable, or a sample in its place."]
            fn variable(name: &str, sample: &str) -> String {
                std::env::var(name).unwrap_or_else(|_| sample.to_owned())
            }
        }
    });
    let unnamed = of.client.has_unnamed.then(|| quote!(.configure(|builder| builder.named_endpoint("", &base_url))));
    quote! {
        #(mod #modules;)*

        #imports

        #[tokio::main]
        async fn main() -> Result<std::process::ExitCode, Box<dyn std::error::Error>> {
            let base_url = std::env::args().nth(1).or_else(|| std::env::var("BASE_URL").ok());
            let base_url = base_url.ok_or("pass the base URL of the service, such as http://127.0.0.1:4010")?;
            let client = Client::builder()
                .endpoint(&base_url)
                #(#endpoints)*
                #unnamed
                #settings
                .timeout(std::time::Duration::from_secs(60))
                .build()?;

            let mut report = outcome::Report::default();
            #(#calls)*
            Ok(report.end())
        }

        #variable
    }
}

/// The doc lines of the module that prints the outcomes.
pub(super) fn outcome_docs() -> Vec<String> {
    vec!["Prints the outcome of each call.".to_owned()]
}

/// The module that prints the outcomes.
pub(super) fn outcome() -> TokenStream {
    quote! {
        use std::process::ExitCode;

        use specwright_runtime::{Error, ErrorKind, Response, StatusCode};

        #[doc = " The maximum number of characters of a body to print."]
        const SHOWN: usize = 2_000;

        #[doc = " The outcome of a call: the status, or why it failed."]
        pub type Outcome = Result<StatusCode, Box<dyn std::error::Error>>;

        #[doc = " The outcome of the call with this response."]
        pub fn of<T, H, E>(response: Result<Response<T, H>, Error<E>>) -> Outcome {
            match response {
                Ok(response) => Ok(response.status),
                Err(error) => Err(reason(error.kind(), error.status(), error.raw_body(), &error.to_string()).into()),
            }
        }

        fn reason(kind: ErrorKind, status: Option<StatusCode>, body: Option<&[u8]>, message: &str) -> String {
            let status = status.map_or(0, |status| status.as_u16());
            match (kind, body) {
                (ErrorKind::Service, Some(body)) => format!("{kind} {status}: {}", shown(body)),
                (ErrorKind::Decode, Some(body)) => format!("{kind} {status}: {message}: {}", shown(body)),
                _ => format!("{kind}: {message}"),
            }
        }

        #[doc = " The beginning of a body, on one line."]
        fn shown(body: &[u8]) -> String {
            let text = String::from_utf8_lossy(body);
            text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(SHOWN).collect()
        }

        #[doc = " Counts calls, and prints a line for each."]
        #[derive(Default)]
        pub struct Report {
            calls: usize,
            failures: usize,
        }

        impl Report {
            #[doc = " Prints the outcome of a call."]
            pub fn call(&mut self, operation: &str, outcome: Outcome) {
                self.calls += 1;
                match outcome {
                    Ok(status) => println!("{operation}: ok {}", status.as_u16()),
                    Err(reason) => {
                        self.failures += 1;
                        println!("{operation}: {reason}");
                    }
                }
            }

            #[doc = " Prints the number of successful calls, and returns the exit code."]
            pub fn end(self) -> ExitCode {
                println!("{} of {} calls succeeded", self.calls - self.failures, self.calls);
                if self.failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            }
        }
    }
}

/// The expression that builds the client, without `build`.
pub(super) fn builder(client: &ClientSample) -> TokenStream {
    let address = client.address.as_ref().map(|address| quote!(.endpoint(#address)));
    let settings = settings(client);
    quote!(Client::builder() #address #settings)
}

fn settings(client: &ClientSample) -> TokenStream {
    let settings = client.settings.iter().map(|(method, arguments)| {
        let (method, arguments) = (ident(method), arguments.iter().map(expression));
        quote!(.#method(#(#arguments),*))
    });
    quote!(#(#settings)*)
}

/// The docs of a call's function, its name, and the attribute it needs to call a deprecated operation.
fn head(call: &SampleCall) -> (TokenStream, proc_macro2::Ident, Option<TokenStream>) {
    (docs(&call.docs), ident(&call.function), call.deprecated.then(|| quote!(#[expect(deprecated)])))
}

/// The statement that declares the body, if the call has one that is not inlined.
pub(super) fn body(call: &SampleCall) -> Option<TokenStream> {
    let body = call.body.as_ref()?;
    let value = expression(body);
    Some(quote!(let body = #value;))
}

/// The request. `all`: with all optional parameters, not only those with an example in the API description.
pub(super) fn request(call: &SampleCall, all: bool) -> TokenStream {
    let method = ident(&call.method);
    let options = call.options.iter().filter(|option| all || !option.further).map(|option| {
        let (method, values) = (ident(&option.method), option.values.iter().map(expression));
        quote!(.#method(#(#values),*))
    });
    let arguments = match &call.bundle {
        Some(bundle) => {
            let bundle = ident(bundle);
            let fields = call.arguments.iter().map(|(name, value)| {
                let (name, value) = (ident(name), expression(value));
                quote!(#name: #value)
            });
            let beside = call.beside.iter().map(expression);
            quote!(#bundle { #(#fields),* } #(, #beside)*)
        }
        None => {
            let arguments = call.arguments.iter().map(|(_, value)| expression(value));
            quote!(#(#arguments),*)
        }
    };
    quote!(client.#method(#arguments) #(#options)*)
}
