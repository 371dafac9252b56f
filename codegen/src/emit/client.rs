//! The client's module: the client, its builder, and the static that describes the API.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::rust::{
    BuilderMethod, Client, ClientMethod, Credential, Param, Scheme, SchemeKind, Server, Servers, Setter, Setting,
};

use super::enumeration::text_enum;
use super::platform;
use super::tokens::{docs, ident, strings, text};

/// The tokens of the client's module.
pub(super) fn client(of: &Client) -> TokenStream {
    let uses = uses(of);
    let (api, servers) = (api(of), servers(of));
    let (client, builder) = (structure(of), builder(of));
    let platform = platform::constant(of);
    let enums = of.enums.iter().map(|of_enum| {
        let variants = of_enum.variants.iter().map(|(name, value)| (name.as_str(), [].as_slice(), value.as_str()));
        text_enum(&of_enum.name, &of_enum.docs, variants, &of_enum.open, &of.string_enum_macro)
    });
    quote! { #uses #client #builder #(#enums)* #api #platform #servers }
}

fn uses(of: &Client) -> TokenStream {
    let mut auth: Vec<_> = of.schemes.iter().map(|scheme| ident(credential(scheme).0)).collect();
    auth.sort();
    auth.dedup();
    let takes_secret = |scheme: &Scheme| matches!(scheme.credential, Credential::Secret | Credential::UserAndSecret);
    let secret = of.schemes.iter().any(takes_secret).then(|| quote!(Secret,));
    let string_enum = (!of.enums.is_empty()).then(|| quote!(string_enum));
    let huaweicloud = of.platform.is_some().then(|| quote!(huaweicloud,));
    let auth = (!auth.is_empty()).then(|| quote!(use specwright_runtime::auth::{#(#auth),*};));
    quote! {
        use std::time::Duration;

        #auth
        use specwright_runtime::{BuildError, Retry, #secret description, #huaweicloud reqwest, #string_enum};
    }
}

/// The credential's type in the runtime, the parameters of the builder's method, and the expression that makes the credential.
fn credential(scheme: &Scheme) -> (&'static str, TokenStream, TokenStream) {
    match (&scheme.kind, scheme.credential) {
        (_, Credential::AccessKey) => ("AccessKey", quote!(key: AccessKey), quote!(key)),
        (_, Credential::OAuth2) => ("OAuth2", quote!(credential: impl Into<OAuth2>), quote!(credential.into())),
        (_, Credential::HttpClient) => ("MutualTls", quote!(client: reqwest::Client), quote!(MutualTls)),
        (_, Credential::UserAndSecret) => {
            ("Basic", quote!(user: &str, password: impl Into<Secret>), quote!(Basic::new(user, password)))
        }
        (SchemeKind::Bearer, _) => ("Bearer", quote!(token: impl Into<Secret>), quote!(Bearer::new(token))),
        (_, Credential::Secret) => ("ApiKey", quote!(key: impl Into<Secret>), quote!(ApiKey::new(key))),
    }
}

fn structure(of: &Client) -> TokenStream {
    let docs = docs(&of.docs);
    let methods = of.methods().map(|method| client_method(of, method));
    quote! {
        #docs
        ///
        /// Cloning is cheap: clones share their connections.
        #[derive(Clone, Debug)]
        pub struct Client(pub(super) specwright_runtime::Client);

        impl Client {
            #(#methods)*
        }

        /// The underlying client of the runtime, for requests that the API description does not contain.
        impl AsRef<specwright_runtime::Client> for Client {
            fn as_ref(&self) -> &specwright_runtime::Client {
                &self.0
            }
        }
    }
}

/// A method of the client that calls no operation.
fn client_method(of: &Client, method: ClientMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        ClientMethod::Builder => quote! {
            /// Returns a builder to configure a [`Client`].
            pub fn #name() -> ClientBuilder {
                ClientBuilder(specwright_runtime::Client::builder(&API))
            }
        },
        ClientMethod::FromEnv => quote! {
            /// Creates a client from environment variables, see [`ClientBuilder::env`].
            ///
            /// # Errors
            ///
            /// Fails if something required is missing or invalid; the error names what to set.
            pub fn #name() -> Result<Self, BuildError> {
                Self::builder().env().build()
            }
        },
        ClientMethod::Request => quote! {
            /// Creates a request that this crate has no method for, with the client's credentials, retries and errors.
            ///
            /// The path follows that of the base URL, and may have parameters in braces. The trait
            /// [`SendAs`](specwright_runtime::SendAs) sends the request.
            pub fn #name(
                &self,
                method: specwright_runtime::Method,
                path: &str,
            ) -> specwright_runtime::Request {
                self.0.request_at(method, path)
            }
        },
        ClientMethod::FromSdkDefaults => {
            of.region().map(|region| platform::from_defaults(&name, region)).unwrap_or_default()
        }
    }
}

fn builder(of: &Client) -> TokenStream {
    let settings = of.settings().map(setting);
    quote! {
        /// Builds a [`Client`].
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder(specwright_runtime::ClientBuilder);

        impl ClientBuilder {
            #(#settings)*
        }
    }
}

/// A method of the builder.
fn setting(of: Setting<'_>) -> TokenStream {
    match of {
        Setting::Parameter(of) => param(of),
        Setting::Variable(of) => variable(of),
        Setting::Servers(of) => {
            let (docs, method, name) = (docs(&of.docs), ident(&of.method), text(&of.name));
            quote! {
                #docs
                pub fn #method(self, url: &str) -> Self {
                    Self(self.0.named_endpoint(#name, url))
                }
            }
        }
        Setting::Scheme(of) => scheme(of),
        Setting::Fixed(method) => builder_method(method),
    }
}

/// A method that every builder has.
fn builder_method(method: BuilderMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        BuilderMethod::Endpoint => quote! {
            /// Sets the base URL of the service, such as `https://api.example.com/base`, in place of the declared servers.
            pub fn #name(self, url: &str) -> Self {
                Self(self.0.endpoint(url))
            }
        },
        BuilderMethod::Timeout => quote! {
            /// Sets the timeout of a call, including all retries. Default: none.
            pub fn #name(self, timeout: Duration) -> Self {
                Self(self.0.timeout(timeout))
            }
        },
        BuilderMethod::ConnectTimeout => quote! {
            /// Sets the timeout for connecting. Default: 60 seconds.
            pub fn #name(self, timeout: Duration) -> Self {
                Self(self.0.connect_timeout(timeout))
            }
        },
        BuilderMethod::ReadTimeout => quote! {
            /// Sets the timeout for receiving the next bytes of a response. Default: 120 seconds.
            pub fn #name(self, timeout: Duration) -> Self {
                Self(self.0.read_timeout(timeout))
            }
        },
        BuilderMethod::Retry => quote! {
            /// Sets which failures are retried, and how often. By default, a call that may be repeated is attempted up to
            /// three times, see [`Retry`]. [`Retry::none`] turns retries off.
            pub fn #name(self, retry: Retry) -> Self {
                Self(self.0.retry(retry))
            }
        },
        BuilderMethod::HttpClient => quote! {
            /// Sends requests through this HTTP client, with its proxies, certificates and timeouts.
            /// `specwright_runtime::http_client_builder` returns a builder with the default settings to start from.
            pub fn #name(self, client: reqwest::Client) -> Self {
                Self(self.0.http_client(client))
            }
        },
        BuilderMethod::Configure => quote! {
            /// Sets other options, such as the transport, the user agent, the size limit of bodies and custom
            /// credentials.
            pub fn #name(
                self,
                change: impl FnOnce(specwright_runtime::ClientBuilder) -> specwright_runtime::ClientBuilder,
            ) -> Self {
                Self(change(self.0))
            }
        },
        BuilderMethod::Env => quote! {
            /// Reads all settings that are not set yet from environment variables. Empty variables count as unset.
            pub fn #name(self) -> Self {
                Self(self.0.from_env())
            }
        },
        BuilderMethod::Build => quote! {
            /// Builds the client.
            ///
            /// # Errors
            ///
            /// Fails if something required is missing or invalid; the error lists all of it and names what to set.
            pub fn #name(self) -> Result<Client, BuildError> {
                self.0.build().map(Client)
            }
        },
        BuilderMethod::Login | BuilderMethod::SdkDefaults | BuilderMethod::SdkDefaultsFrom => {
            platform::builder_method(method)
        }
    }
}

fn param(param: &Param) -> TokenStream {
    let (docs, method, name) = (docs(&param.docs), ident(&param.method), text(&param.name));
    quote! {
        #docs
        pub fn #method(self, #method: &str) -> Self {
            Self(self.0.param(#name, #method))
        }
    }
}

fn variable(setter: &Setter) -> TokenStream {
    let (docs, method, name) = (docs(&setter.docs), ident(&setter.method), text(&setter.variable));
    match &setter.of {
        Some(of) => {
            let of = ident(of);
            quote! {
                #docs
                pub fn #method(self, #method: impl Into<#of>) -> Self {
                    Self(self.0.server_variable(#name, #method.into().as_str()))
                }
            }
        }
        None => quote! {
            #docs
            pub fn #method(self, #method: &str) -> Self {
                Self(self.0.server_variable(#name, #method))
            }
        },
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let (docs, method, name) = (docs(&scheme.docs), ident(&scheme.method), text(&scheme.name));
    let (_, takes, makes) = credential(scheme);
    let sends = (scheme.credential == Credential::HttpClient).then(|| quote!(.http_client(client)));
    quote! {
        #docs
        pub fn #method(self, #takes) -> Self {
            Self(self.0 #sends .credential(#name, #makes))
        }
    }
}

fn api(of: &Client) -> TokenStream {
    let name = text(&of.name);
    let endpoint_env = strings(&of.endpoint_env);
    let params = of.params.iter().map(|param| {
        let (name, env) = (text(&param.name), strings(&param.env));
        quote! { description::Param { name: #name, env: #env } }
    });
    let schemes = of.schemes.iter().map(|scheme| {
        let (name, method) = (text(&scheme.name), text(&scheme.method));
        let kind = match &scheme.kind {
            SchemeKind::ApiKeyHeader(name) => quote!(description::SchemeKind::ApiKeyHeader(#name)),
            SchemeKind::ApiKeyQuery(name) => quote!(description::SchemeKind::ApiKeyQuery(#name)),
            SchemeKind::ApiKeyCookie(name) => quote!(description::SchemeKind::ApiKeyCookie(#name)),
            SchemeKind::Basic => quote!(description::SchemeKind::Basic),
            SchemeKind::Bearer => quote!(description::SchemeKind::Bearer),
            SchemeKind::OAuth2(token_url, refresh_url) => {
                let (token_url, refresh_url) = (perhaps(token_url.as_deref()), perhaps(refresh_url.as_deref()));
                quote!(description::SchemeKind::OAuth2 { token_url: #token_url, refresh_url: #refresh_url })
            }
            SchemeKind::OpenIdConnect(url) => quote!(description::SchemeKind::OpenIdConnect(#url)),
            SchemeKind::MutualTls => quote!(description::SchemeKind::MutualTls),
            SchemeKind::Signer(name) => quote!(description::SchemeKind::Signer(#name)),
        };
        let headers = scheme.headers.iter().map(pair);
        let env = scheme.env.iter().map(|names| strings(names));
        quote! {
            description::Scheme {
                name: #name,
                method: #method,
                kind: #kind,
                headers: &[#(#headers),*],
                env: &[#(#env),*],
            }
        }
    });
    let pairs = of.error_pairs.iter().map(pair);
    let request_id = strings(&of.request_id);
    let in_success = of.errors_in_success;
    quote! {
        static API: description::Api = description::Api {
            name: #name,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            servers: SERVERS,
            params: &[#(#params),*],
            endpoint_env: #endpoint_env,
            schemes: &[#(#schemes),*],
            errors: description::Errors {
                pairs: &[#(#pairs),*],
                request_id: #request_id,
                in_success: #in_success,
            },
        };
    }
}

/// An optional string.
fn perhaps(of: Option<&str>) -> TokenStream {
    match of {
        Some(of) => quote!(Some(#of)),
        None => quote!(None),
    }
}

fn pair((first, second): &(String, String)) -> TokenStream {
    let (first, second) = (text(first), text(second));
    quote!((#first, #second))
}

fn servers(of: &Client) -> TokenStream {
    let servers = of.servers.servers.iter().map(|of_server| server(of, of_server));
    let own = of.own_servers.iter().map(|servers| own_servers(of, servers));
    let lists = of.value_lists.iter().map(|(name, values)| {
        let (name, values) = (ident(name), strings(values));
        quote! { const #name: &[&str] = #values; }
    });
    // Where the enabled features leave out all operations that use a list of servers, the list must not be unused.
    let kept = (of.features && !of.own_servers.is_empty()).then(|| {
        let kept = of.own_servers.iter().map(|of| ident(&of.constant));
        quote! { const _: &[&description::NamedServers] = &[#(&#kept),*]; }
    });
    quote! {
        const SERVERS: &[description::Server] = &[#(#servers),*];
        #(#own)*
        #kept
        #(#lists)*
    }
}

fn own_servers(client: &Client, of: &Servers) -> TokenStream {
    let constant = ident(&of.constant);
    let name = text(of.name.as_deref().unwrap_or_default());
    let servers = of.servers.iter().map(|of| server(client, of));
    quote! {
        pub(super) static #constant: description::NamedServers = description::NamedServers {
            name: #name,
            servers: &[#(#servers),*],
        };
    }
}

fn server(client: &Client, of: &Server) -> TokenStream {
    let url = text(&of.url);
    let variables = of.variables.iter().map(|variable| {
        let name = text(&variable.name);
        let default = match &variable.default {
            Some(default) => quote!(Some(#default)),
            None => quote!(None),
        };
        let values = match client.value_list(&variable.values) {
            Some(list) => ident(list).into_token_stream(),
            None => strings(&variable.values),
        };
        let env = strings(&variable.env);
        quote! { description::Variable { name: #name, default: #default, values: #values, env: #env } }
    });
    quote! { description::Server { url: #url, variables: &[#(#variables),*] } }
}
