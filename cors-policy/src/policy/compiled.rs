//! The compiled policy.

use std::collections::BTreeSet;
use std::time::Duration;

use http::HeaderValue;

use super::checked::CheckedPolicy;
use super::header_values::HeaderValues;
use crate::origins::{Found, OriginRule, OriginSet, ShortList};

/// A CORS policy: plain static data, made by [`cors_policy!`](crate::cors_policy).
///
/// Apart from [`CLOSED`](Self::CLOSED), only the macros create a `Policy`, so each one has passed every check. It is put
/// in front of a service by an adapter, or asked directly with [`decide`](Self::decide).
///
/// `Display` and `Debug` print the declaration, in the syntax of [`cors_policy!`](crate::cors_policy), each list sorted
/// as it is sent:
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
/// spreads, is a line in a review. `cors_policy::testing::assert_snapshot!`, behind the feature `testing`, does so, and
/// writes the file with `BLESS=1 cargo test`:
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
}

/// Which origins a policy allows, as [`Policy::origins`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a policy is open, closed, or has a list")]
pub enum Origins {
    /// `origins: any`
    Any,
    /// `origins: none`
    None,
    /// The entries, as they were declared, sorted.
    Listed(Vec<String>),
}

impl Policy {
    /// A policy that allows nothing: `origins: none` and no other option.
    ///
    /// It is a constant, and `&Policy::CLOSED` is a `&'static Policy`: what an adapter takes.
    ///
    /// ```
    /// # #[cfg(feature = "tower")]
    /// let layer = cors_policy::tower::CorsLayer::new(&cors_policy::Policy::CLOSED);
    /// ```
    pub const CLOSED: Self = Self {
        // Written out, because the compiler makes a static of a borrowed constant only if it sees that nothing in it can
        // change or must be dropped.
        checked: CheckedPolicy::CLOSED,
        short_list: None,
        values: HeaderValues {
            origins: None,
            allow_methods: None,
            allow_headers: None,
            expose_headers: None,
            max_age: None,
        },
    };

    /// The smallest public policy, for tests.
    #[cfg(test)]
    pub(crate) const PUBLIC: Self =
        Self::new(CheckedPolicy { origins: OriginRule::Any, ..CheckedPolicy::CLOSED });

    pub(crate) const fn new(checked: CheckedPolicy) -> Self {
        let short_list = ShortList::of(checked.origins);
        let values = HeaderValues::of(&checked, short_list.as_ref());
        Self { checked, short_list, values }
    }

    /// Which origins the policy allows. This makes a list; to ask about one origin, use [`allows`](Self::allows).
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

    /// Whether a page of `origin` may read: its bytes, as they stand in the `Origin` header, against the declared
    /// origins.
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

    /// The methods that may be sent, sorted, as they stand in `Access-Control-Allow-Methods`: `["*"]` for `any`, and
    /// none if the option is not given. `GET`, `HEAD` and `POST` may be sent in any case, for
    /// [Fetch](https://fetch.spec.whatwg.org/#cors-safelisted-method) safelists them.
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.checked.methods.list
    }

    /// The request headers that may be sent, sorted, as they stand in `Access-Control-Allow-Headers`: `["*"]` for `any`,
    /// and none if the option is not given.
    #[must_use]
    pub const fn request_headers(&self) -> &'static [&'static str] {
        self.checked.request_headers.list
    }

    /// The response headers that a script may read, sorted, as they stand in `Access-Control-Expose-Headers`: `["*"]`
    /// for `any`, and none if the option is not given.
    #[must_use]
    pub const fn exposed_headers(&self) -> &'static [&'static str] {
        self.checked.exposed_headers.list
    }

    /// Whether a browser may send cookies and the like, and show the response to the script.
    #[must_use]
    pub const fn credentials(&self) -> bool {
        self.checked.credentials
    }

    /// How long a browser may keep the answer to a preflight, in whole seconds and at most a day. Without it browsers
    /// keep it for five seconds.
    #[must_use]
    pub const fn max_age(&self) -> Option<Duration> {
        match self.checked.max_age {
            Some((seconds, _)) => Some(Duration::from_secs(seconds as u64)),
            None => None,
        }
    }

    /// Whether the answer depends on the request's `Origin`, so that caches must be told: whether origins are listed.
    #[must_use]
    pub const fn varies(&self) -> bool {
        matches!(self.checked.origins, OriginRule::Listed(_))
    }

    /// Whether the policy says `origins: any`.
    pub(crate) const fn is_public(&self) -> bool {
        matches!(self.checked.origins, OriginRule::Any)
    }

    /// Looks for the bytes of a request's `Origin` in the sets of this policy.
    #[inline]
    pub(crate) fn find(&self, sets: &[&OriginSet], origin: &[u8]) -> Option<Found> {
        let Some(list) = &self.short_list else {
            return sets.iter().find_map(|set| set.find(origin));
        };
        list.find(origin).or_else(|| {
            // Most policies have no pattern, and no set of theirs is asked for one.
            if list.is_beyond_patterns(origin.len()) {
                return None;
            }
            sets.iter().any(|set| set.matches_pattern(origin)).then_some(Found::Pattern)
        })
    }

    /// The origins without a star, if there are few.
    #[cfg(feature = "actix-web")]
    pub(crate) const fn short_list(&self) -> Option<&ShortList> {
        self.short_list.as_ref()
    }

    pub(crate) const fn values(&self) -> &HeaderValues<HeaderValue> {
        &self.values
    }

    pub(crate) const fn checked(&self) -> &CheckedPolicy {
        &self.checked
    }
}

impl CheckedPolicy {
    /// The policy that was declared.
    #[must_use]
    pub const fn policy(self) -> Policy {
        Policy::new(self)
    }
}

/// Two policies are equal if they were declared with the same options, in whatever order.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Policy {}
