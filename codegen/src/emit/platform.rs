//! What clients of Huawei Cloud have besides: ways to sign in, and what the runtime has to know for them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::{BuilderMethod, Platform, Setter};

use super::tokens::{ident, text};

/// The static that tells the runtime what the API calls what all services have.
pub(super) fn constant(of: &Platform) -> TokenStream {
    let (service, keys, token) = (text(&of.service), text(&of.keys), text(&of.token));
    let (project, region, iam) = (text(&of.project), text(&of.region), ident(&of.iam));
    quote! {
        static PLATFORM: huaweicloud::Platform = huaweicloud::Platform {
            service: #service,
            keys: #keys,
            token: #token,
            project: #project,
            region: #region,
            iam: &#iam,
        };
    }
}

/// The client of a region, of which all else is found.
pub(super) fn from_defaults(name: &Ident, region: &Setter) -> TokenStream {
    let method = ident(&region.method);
    let takes = match region.of.as_deref().map(ident) {
        Some(of) => quote!(impl Into<#of>),
        None => quote!(&str),
    };
    quote! {
        /// A client for a region, of which all else comes from where the official SDKs look, see
        /// [`ClientBuilder::sdk_defaults`].
        ///
        /// # Errors
        ///
        /// Says what is missing or wrong, and what to set.
        pub fn #name(#method: #takes) -> Result<Self, BuildError> {
            Self::builder().#method(#method).sdk_defaults().build()
        }
    }
}

/// A method of the builder: for a login, or for what else is found.
pub(super) fn builder_method(method: BuilderMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        BuilderMethod::Login => quote! {
            /// Logs in to IAM as a user, for tokens in place of one that is given; see [`huaweicloud::Login`].
            pub fn #name(self, login: huaweicloud::Login) -> Self {
                Self(PLATFORM.login(self.0, login))
            }
        },
        BuilderMethod::SdkDefaults => quote! {
            /// Takes what is not set yet from where the official SDKs look: the environment, the profile file, the metadata of the
            /// server that it runs on, and IAM for the project; see [`huaweicloud::Platform::sdk_defaults`].
            pub fn #name(self) -> Self {
                Self(PLATFORM.sdk_defaults(self.0))
            }
        },
        BuilderMethod::SdkDefaultsFrom => quote! {
            /// The same with environment variables that come from elsewhere.
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
