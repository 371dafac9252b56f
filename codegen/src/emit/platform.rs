//! Clients of Huawei Cloud: the static that describes the service to the runtime, and the methods for authentication.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::{BuilderMethod, Client, Setter};

use super::tokens::{ident, text};

/// The static that maps what all services of the provider have to the names in this API.
pub(super) fn constant(of: &Client) -> Option<TokenStream> {
    let names = &of.platform.as_ref()?.names;
    let iam = ident(&of.identity_servers()?.constant);
    let (service, keys, token) = (text(&names.service), text(&names.keys), text(&names.token));
    let (project, region) = (text(&names.project), text(&names.region));
    Some(quote! {
        static PLATFORM: huaweicloud::Platform = huaweicloud::Platform {
            service: #service,
            keys: #keys,
            token: #token,
            project: #project,
            region: #region,
            iam: &#iam,
        };
    })
}

/// The function that creates a client for a region.
pub(super) fn from_defaults(name: &Ident, region: &Setter) -> TokenStream {
    let method = ident(&region.method);
    let takes = match region.of.as_deref().map(ident) {
        Some(of) => quote!(impl Into<#of>),
        None => quote!(&str),
    };
    quote! {
        /// Creates a client for a region. All other settings are read from where the official SDKs look, see
        /// [`ClientBuilder::sdk_defaults`].
        ///
        /// # Errors
        ///
        /// Fails if something required is missing or invalid; the error names what to set.
        pub fn #name(#method: #takes) -> Result<Self, BuildError> {
            Self::builder().#method(#method).sdk_defaults().build()
        }
    }
}

/// A method of the builder for authentication or for settings of the official SDKs.
pub(super) fn builder_method(method: BuilderMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        BuilderMethod::Login => quote! {
            /// Authenticates by tokens that IAM issues for a user's password, see [`huaweicloud::Login`].
            pub fn #name(self, login: huaweicloud::Login) -> Self {
                Self(PLATFORM.login(self.0, login))
            }
        },
        BuilderMethod::SdkDefaults => quote! {
            /// Reads all settings that are not set yet from where the official SDKs look: environment variables, the profile file, the
            /// metadata of the server, and IAM for the project; see [`huaweicloud::Platform::sdk_defaults`].
            pub fn #name(self) -> Self {
                Self(PLATFORM.sdk_defaults(self.0))
            }
        },
        BuilderMethod::SdkDefaultsFrom => quote! {
            /// Same as [`sdk_defaults`](Self::sdk_defaults), with environment variables from another source.
            pub fn #name(
                self,
                variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
            ) -> Self {
                Self(PLATFORM.sdk_defaults_from(self.0, variable))
            }
        },
        _ => TokenStream::new(),
    }
}
