//! The methods that the type of every adapter has, with an example for each.

/// Implements the methods for a type that contains nothing but a `source`, for example
/// `methods!(Cors, "middleware", "actix")`: the type, what its framework calls it, and the module in which users find it.
///
/// The paths of the shared docs are absolute, because `include_str!` starts at the file that calls this macro.
macro_rules! methods {
    ($cors:ident, $kind:literal, $module:literal) => {
        impl $cors {
            #[doc = concat!("Makes a ", $kind, " for this policy: a `&'static Policy`, a `Configured`, or a")]
            /// [`PolicyRef`](crate::PolicyRef).
            pub fn new(policy: impl $crate::IntoPolicyRef) -> Self {
                Self { source: $crate::adapters::source::Source::fixed(policy) }
            }

            #[doc = concat!("Makes a ", $kind, " that selects a policy for each request: by its host, its path, a header or an")]
            /// extension.
            ///
            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/adapters/docs/select.md"))]
            ///
            /// # Examples
            ///
            /// ```
            /// use cors_policy::{Policy, cors_policy};
            #[doc = concat!("use cors_policy::", $module, "::", stringify!($cors), ";")]
            ///
            /// cors_policy! {
            ///     static API = { origins: ["https://app.example.com"], credentials: true };
            ///     static CATALOGUE = { origins: any };
            /// }
            ///
            #[doc = concat!("let cors = ", stringify!($cors), "::select(|request| -> Option<&'static Policy> {")]
            ///     match request.host()? {
            ///         "api.example.com" => Some(&API),
            ///         "catalogue.example.com" => Some(&CATALOGUE),
            ///         _ => None,
            ///     }
            /// });
            /// # _ = cors;
            /// ```
            pub fn select<F, P>(select: F) -> Self
            where
                F: Fn(&$crate::RequestView<'_>) -> Option<P> + Send + Sync + 'static,
                P: $crate::IntoPolicyRef,
            {
                Self { source: $crate::adapters::source::Source::selected(select) }
            }

            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/adapters/docs/on_refused.md"))]
            ///
            /// # Examples
            ///
            /// ```
            /// use cors_policy::cors_policy;
            #[doc = concat!("use cors_policy::", $module, "::", stringify!($cors), ";")]
            ///
            /// cors_policy! {
            ///     static API = { origins: ["https://app.example.com"] };
            /// }
            ///
            #[doc = concat!("let cors = ", stringify!($cors), "::new(&API)")]
            ///     .on_refused(|refusal| eprintln!("{}: {refusal}", refusal.reason().as_str()));
            /// # _ = cors;
            /// ```
            pub fn on_refused(
                mut self,
                listener: impl Fn(&$crate::Refusal<'_>) + Send + Sync + 'static,
            ) -> Self {
                self.source = self.source.on_refused(listener);
                self
            }

            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/adapters/docs/own_origin.md"))]
            ///
            /// # Examples
            ///
            /// ```
            /// # use cors_policy::cors_policy;
            #[doc = concat!("# use cors_policy::", $module, "::", stringify!($cors), ";")]
            /// # cors_policy! { static API = { origins: ["https://app.example.com"] }; }
            #[doc = concat!("let cors = ", stringify!($cors), "::new(&API)")]
            ///     .on_refused(|refusal| eprintln!("{refusal}"))
            ///     .own_origin(|request| Some(format!("https://{}", request.header("X-Forwarded-Host")?)));
            /// # _ = cors;
            /// ```
            pub fn own_origin(
                mut self,
                find: impl Fn(&$crate::RequestView<'_>) -> Option<String> + Send + Sync + 'static,
            ) -> Self {
                self.source = self.source.own_origin(find);
                self
            }

            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/adapters/docs/shadow.md"))]
            ///
            /// # Examples
            ///
            /// ```
            /// use cors_policy::cors_policy;
            #[doc = concat!("use cors_policy::", $module, "::", stringify!($cors), ";")]
            ///
            /// cors_policy! {
            ///     static API = { origins: ["https://*.example.com"], methods: [PUT, DELETE] };
            ///     static NEXT = { origins: ["https://app.example.com"], methods: [PUT] };
            /// }
            ///
            #[doc = concat!("let cors = ", stringify!($cors), "::new(&API)")]
            ///     .shadow(&NEXT, |difference| eprintln!("{difference}"));
            /// # _ = cors;
            /// ```
            pub fn shadow(
                mut self,
                policy: impl $crate::IntoPolicyRef,
                listener: impl Fn(&$crate::ShadowDifference<'_>) + Send + Sync + 'static,
            ) -> Self {
                self.source = self.source.shadow(policy, listener);
                self
            }
        }
    };
}

pub(super) use methods;
