//! The compiled policy.

use std::collections::BTreeSet;
use std::time::Duration;

use http::HeaderValue;

use super::checked::{CheckedPolicy, Repeated};
use super::header_values::HeaderValues;
use super::location::Location;
use crate::origins::{Found, OriginEntry, OriginRule, OriginSet, ShortList, find_in};

/// A CORS policy: static data that [`cors_policy!`](crate::cors_policy) generates.
///
/// Apart from [`CLOSED`](Self::CLOSED), only the macros create a `Policy`, so each one has passed every check. An
/// adapter puts it in front of a service. Without an adapter, call [`decide`](Self::decide) for each request.
///
/// `Display` prints the declaration, in the syntax of [`cors_policy!`](crate::cors_policy). Each list is sorted, as in the
/// headers. `Debug` also prints the [name](Self::name) and the [location](Self::location):
///
/// ```
/// cors_policy::cors_policy! {
///     static API = {
///         origins: ["https://app.example.com", "http://localhost:*"],
///         methods: [PUT, GET],
///         credentials: true,
///         max_age: 10m,
///     };
/// }
///
/// assert_eq!(API.to_string(), r#"{
///     origins: [
///         "http://localhost:*",
///         "https://app.example.com",
///     ],
///     methods: [GET, PUT],
///     credentials: true,
///     max_age: 10m,
/// }"#);
/// ```
///
/// In a test, compare that text with a file of the repository. Then each change of a policy, and of the sets that it
/// spreads, is a line in a review. The macro `cors_policy::testing::assert_snapshot!`, with the feature `testing`, does
/// that. `BLESS=1 cargo test` writes the file:
///
/// ```no_run
/// # cors_policy::cors_policy! { static API = { origins: none }; }
/// # #[cfg(feature = "testing")]
/// cors_policy::testing::assert_snapshot!(API, "policies/api.policy");
/// ```
pub struct Policy {
    checked: CheckedPolicy,
    short_list: Option<ShortList>,
    values: HeaderValues<HeaderValue>,
    repeated: Option<Repeated>,
    varies: bool,
    anyone_else: Option<&'static Self>,
}

/// The origins that a policy allows: the result of [`Policy::origins`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a policy is open, closed, or has a list")]
pub enum Origins {
    /// `origins: any`
    Any,
    /// `origins: none`
    None,
    /// The entries as they are declared, sorted.
    Listed(Vec<String>),
}

impl Origins {
    /// Returns the listed entries in their parts, sorted as they are declared. Empty for `any` and `none`.
    ///
    /// See [`OriginEntry`] for an example.
    #[must_use]
    pub fn entries(&self) -> Vec<OriginEntry> {
        match self {
            Self::Any | Self::None => Vec::new(),
            // Every entry of a policy has been checked, so none is left out.
            Self::Listed(entries) => entries.iter().filter_map(|e| OriginEntry::of(e)).collect(),
        }
    }
}

impl Policy {
    /// A policy that allows nothing: `origins: none` and no other option.
    ///
    /// `&Policy::CLOSED` is a `&'static Policy`, so an adapter takes it:
    ///
    /// ```
    /// # #[cfg(feature = "tower")]
    /// let layer = cors_policy::tower::CorsLayer::new(&cors_policy::Policy::CLOSED);
    /// ```
    pub const CLOSED: Self = Self {
        // All fields are written out. The compiler makes `&Policy::CLOSED` a `&'static` only if it sees that no field
        // can change or must be dropped.
        checked: CheckedPolicy::CLOSED,
        short_list: None,
        values: HeaderValues {
            origins: None,
            allow_methods: None,
            allow_headers: None,
            expose_headers: None,
            max_age: None,
        },
        repeated: None,
        varies: false,
        anyone_else: None,
    };

    /// The smallest public policy, for tests.
    #[cfg(test)]
    pub(crate) const PUBLIC: Self =
        Self::new(CheckedPolicy { origins: OriginRule::Any, ..CheckedPolicy::CLOSED });

    pub(crate) const fn new(checked: CheckedPolicy) -> Self {
        let short_list = ShortList::of(checked.origins);
        let values = HeaderValues::of(&checked, short_list.as_ref());
        let repeated = checked.repeated();
        let varies = matches!(checked.origins, OriginRule::Listed(_));
        Self { checked, short_list, values, repeated, varies, anyone_else: None }
    }

    /// Lets another policy answer for the origins that this one does not list.
    pub(super) const fn before(mut self, anyone_else: &'static Self) -> Self {
        self.anyone_else = Some(anyone_else);
        self
    }

    /// Returns the name of the static, or of the type that derives [`CorsPolicy`](crate::CorsPolicy). `None` for
    /// [`CLOSED`](Self::CLOSED).
    ///
    /// It is for logs and errors. `Debug` prints it; `Display`, which prints the declaration, does not, and no answer
    /// contains it.
    ///
    /// ```
    /// cors_policy::cors_policy! {
    ///     static API = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// assert_eq!(API.name(), Some("API"));
    /// ```
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        match &self.checked.declared {
            Some(declared) => Some(declared.name),
            None => None,
        }
    }

    /// Returns where the policy is declared: the file and the line of its [name](Self::name).
    #[must_use]
    pub const fn location(&self) -> Option<Location> {
        match &self.checked.declared {
            Some(declared) => Some(declared.location),
            None => None,
        }
    }

    /// Returns the origins that the policy allows, without those that only [`anyone_else`](Self::anyone_else) allows. This
    /// allocates a list; to check one origin, use [`allows`](Self::allows).
    #[must_use]
    pub fn origins(&self) -> Origins {
        match self.checked.origins {
            OriginRule::Any => Origins::Any,
            OriginRule::None => Origins::None,
            OriginRule::Listed(sets) => {
                let mut entries = BTreeSet::new();
                for set in sets {
                    set.collect(&mut entries);
                }
                Origins::Listed(entries.into_iter().collect())
            }
        }
    }

    /// Whether a page of `origin` may read responses. It compares the bytes of `origin`, as a browser sends them in
    /// `Origin`, with the declared origins. If the policy has [`anyone_else`](Self::anyone_else), this is `false` for the
    /// origins that only those options apply to.
    ///
    /// ```
    /// cors_policy::cors_policy! {
    ///     static API = { origins: ["https://app.example.com", "https://*.preview.example.com"] };
    /// }
    ///
    /// assert!(API.allows("https://app.example.com"));
    /// assert!(API.allows("https://pr-7.preview.example.com"));
    /// assert!(!API.allows("https://preview.example.com"));
    /// assert!(!API.allows("https://app.example.com.evil.example"));
    /// ```
    #[must_use]
    pub fn allows(&self, origin: impl AsRef<[u8]>) -> bool {
        match self.checked.origins {
            OriginRule::Any => true,
            OriginRule::None => false,
            OriginRule::Listed(sets) => self.find(sets, origin.as_ref()).is_some(),
        }
    }

    /// Returns the methods that pages may send, sorted, as in `Access-Control-Allow-Methods`: `["*"]` for `any`, and an
    /// empty list if the declaration has no `methods`. Every policy lets pages send `GET`, `HEAD` and `POST`, because
    /// [Fetch](https://fetch.spec.whatwg.org/#cors-safelisted-method) safelists them.
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.checked.methods.list
    }

    /// Returns the request headers that pages may send, sorted, as in `Access-Control-Allow-Headers`: `["*"]` for `any`,
    /// and an empty list if the declaration has no `request_headers`. Without [credentials](Self::credentials), `["*"]`
    /// does not cover `Authorization`. With them, the answer to a preflight repeats the headers that it asks for.
    #[must_use]
    pub const fn request_headers(&self) -> &'static [&'static str] {
        self.checked.request_headers.list
    }

    /// Returns the response headers in `Access-Control-Expose-Headers`, which a script may read, sorted: `["*"]` for
    /// `any`, and an empty list if the declaration has no `exposed_headers`.
    #[must_use]
    pub const fn exposed_headers(&self) -> &'static [&'static str] {
        self.checked.exposed_headers.list
    }

    /// Whether a script may read the response to a request with
    /// [credentials](https://fetch.spec.whatwg.org/#credentials): cookies, TLS client certificates and HTTP
    /// authentication.
    #[must_use]
    pub const fn credentials(&self) -> bool {
        self.checked.credentials
    }

    /// Returns how long a browser may cache the answer to a preflight, in whole seconds, at most a day. If this is
    /// `None`, browsers cache it for [five seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age).
    #[must_use]
    pub const fn max_age(&self) -> Option<Duration> {
        match self.checked.max_age {
            Some((seconds, _)) => Some(Duration::from_secs(seconds as u64)),
            None => None,
        }
    }

    /// Returns what `anyone_else` declares: the policy for all origins that this policy does not list. It allows any
    /// origin, without credentials.
    ///
    /// ```
    /// cors_policy::cors_policy! {
    ///     static API = {
    ///         origins: ["https://app.example.com"],
    ///         methods: [GET, PUT],
    ///         credentials: true,
    ///         anyone_else: { exposed_headers: ["ETag"] },
    ///     };
    /// }
    ///
    /// assert!(!API.allows("https://other.example"));
    /// let anyone_else = API.anyone_else().expect("it is declared");
    /// assert!(anyone_else.allows("https://other.example"));
    /// assert_eq!(anyone_else.exposed_headers(), ["ETag"]);
    /// assert!(!anyone_else.credentials());
    /// ```
    #[must_use]
    pub const fn anyone_else(&self) -> Option<&'static Self> {
        self.anyone_else
    }

    /// Whether responses depend on `Origin`, and have it in `Vary`: true if the policy lists origins, and for
    /// [`anyone_else`](Self::anyone_else) of such a policy.
    #[must_use]
    pub const fn varies(&self) -> bool {
        self.varies
    }

    /// Whether the policy has `origins: any`.
    pub(crate) const fn is_public(&self) -> bool {
        matches!(self.checked.origins, OriginRule::Any)
    }

    /// How many entries the sets have at most: free slots count too.
    pub(crate) fn entry_count(&self) -> usize {
        match self.checked.origins {
            OriginRule::Any | OriginRule::None => 0,
            OriginRule::Listed(sets) => sets.iter().map(|set| set.slots()).sum(),
        }
    }

    /// Looks for the bytes of a request's `Origin` in the sets of this policy.
    // Others than the engine call it too. Without this, the compiler makes a function of it, and each request with an
    // `Origin` takes 29 instructions more.
    #[expect(clippy::inline_always, reason = "the engine's copy must be inlined")]
    #[inline(always)]
    pub(crate) fn find(&self, sets: &[&OriginSet], origin: &[u8]) -> Option<Found> {
        let Some(list) = &self.short_list else {
            return find_in(sets, origin);
        };
        list.find(origin).or_else(|| {
            // Most policies have no pattern, and no set of theirs is asked for one.
            if list.is_beyond_patterns(origin.len()) {
                return None;
            }
            sets.iter().any(|set| set.matches_pattern(origin)).then_some(Found::Pattern)
        })
    }

    /// Returns the origins without a star, if there are few.
    #[cfg(any(feature = "actix-web", feature = "rocket"))]
    pub(crate) const fn short_list(&self) -> Option<&ShortList> {
        self.short_list.as_ref()
    }

    /// Which headers of a preflight the answer repeats, if it repeats one.
    #[inline]
    pub(crate) const fn repeated(&self) -> Option<Repeated> {
        self.repeated
    }

    pub(crate) const fn values(&self) -> &HeaderValues<HeaderValue> {
        &self.values
    }

    pub(crate) const fn checked(&self) -> &CheckedPolicy {
        &self.checked
    }
}

impl CheckedPolicy {
    /// Makes the policy.
    #[must_use]
    pub const fn policy(self) -> Policy {
        Policy::new(self)
    }

    /// Makes the policy of `anyone_else`. Its answers are those of `origins: any`, and they depend on `Origin`, because
    /// listed origins get other answers.
    #[must_use]
    pub const fn for_anyone_else(self) -> Policy {
        let mut policy = Policy::new(Self { origins: OriginRule::Any, ..self });
        policy.varies = true;
        policy
    }
}

/// Two policies are equal if their declarations have the same options, in any order. Their names do not matter.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Policy {}
