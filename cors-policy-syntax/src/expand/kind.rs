//! What a declaration becomes: a policy, or a template that configuration completes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::declare::Library;
use crate::lower::Lowered;

/// What a declaration becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Policy,
    /// A policy whose origins are configured.
    Template,
}

impl Kind {
    pub(super) const fn of(lowered: &Lowered) -> Self {
        if lowered.configured().is_some() { Self::Template } else { Self::Policy }
    }

    /// The type of the static.
    pub(super) fn type_name(self, library: &Library) -> TokenStream {
        match self {
            Self::Policy => quote!(#library::Policy),
            Self::Template => quote!(#library::PolicyTemplate),
        }
    }

    /// The trait that a derive implements.
    pub(super) fn trait_name(self, library: &Library) -> TokenStream {
        match self {
            Self::Policy => quote!(#library::CorsPolicy),
            Self::Template => quote!(#library::CorsTemplate),
        }
    }

    /// The one function of that trait.
    pub(super) fn function(self) -> Ident {
        let name = match self {
            Self::Policy => "policy",
            Self::Template => "template",
        };
        Ident::new(name, Span::call_site())
    }
}
