//! `Configured`: a policy with the origins of a configuration, which may change while it answers.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display, Formatter, Result as FmtResult};
use std::sync::Arc;
use std::time::SystemTime;

use arc_swap::ArcSwap;
#[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
use http::HeaderValue;
use http::{HeaderMap, Method, header};

use super::current::Current;
use super::error::ConfigureError;
use super::redundant::{Redundant, redundant};
use super::template::PolicyTemplate;
use crate::engine::Decision;
#[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
use crate::engine::Verdict;
use crate::origins::OriginTable;
use crate::policy::{Location, Origins, Policy, write_name};

/// A [`PolicyTemplate`] that was completed with origins from configuration.
///
/// It is a handle: a clone is cheap, and all clones have the same origins. Everything that takes a policy takes it:
/// `CorsLayer::new(&configured)`. A request takes no lock and never waits for [`reconfigure`](Self::reconfigure): it is
/// answered by the origins before or after.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
///
/// cors_policy! {
///     static API = { origins: [configured], credentials: true };
/// }
///
/// let api = API.configure(["https://app.example.com"])?;
/// assert!(api.allows("https://app.example.com"));
///
/// // Later, without a restart:
/// api.reconfigure(["https://app.example.com", "https://new.example.com"])?;
/// assert!(api.allows("https://new.example.com"));
/// # Ok::<_, cors_policy::ConfigureError>(())
/// ```
#[derive(Clone)]
pub struct Configured {
    state: Arc<State>,
}

struct State {
    template: &'static PolicyTemplate,
    /// The most entries of a list.
    limit: usize,
    current: ArcSwap<Current>,
}

impl Configured {
    pub(super) fn new(template: &'static PolicyTemplate, limit: usize, current: Current) -> Self {
        let current = ArcSwap::from_pointee(current);
        Self { state: Arc::new(State { template, limit, current }) }
    }

    /// Replaces the origins of the configuration, for all clones of this handle. Those of the declaration remain.
    ///
    /// The list is checked first, as by [`configure`](PolicyTemplate::configure), with the limit of entries that this
    /// policy was made with. An empty list is legal, so that the last origin can be revoked.
    ///
    /// A browser may use a preflight that it has cached for up to `max_age` after its origin was removed. The response to
    /// the request itself then lacks the CORS headers, so the page cannot read it.
    ///
    /// # Errors
    ///
    /// An entry is invalid, or there are too many. The old origins remain.
    pub fn reconfigure(
        &self,
        origins: impl IntoIterator<Item: AsRef<str>>,
    ) -> Result<(), ConfigureError> {
        let State { template, limit, current } = &*self.state;
        current.store(Arc::new(template.read(*limit, origins)?));
        Ok(())
    }

    /// When the origins were last replaced, or first given.
    #[must_use]
    pub fn configured_at(&self) -> SystemTime {
        self.state.current.load().since
    }

    /// The origins that are allowed at this moment: those of the declaration and those of the configuration, as they were
    /// written, sorted.
    #[must_use]
    pub fn origins(&self) -> Origins {
        let current = self.state.current.load();
        match (current.policy.origins(), &current.table) {
            (Origins::Listed(own), Some(table)) => {
                let configured = table.texts().iter().map(str::to_owned);
                let all = own.into_iter().chain(configured).collect::<BTreeSet<_>>();
                Origins::Listed(all.into_iter().collect())
            }
            (origins, _) => origins,
        }
    }

    /// Entries of the configuration that change no answer, because they appear twice, or because another entry covers
    /// them. Entries of the declaration count as others.
    ///
    /// Takes time in proportion to the number of entries, some 2 µs each: for a log at start, not for a request.
    #[must_use]
    pub fn redundant(&self) -> Vec<Redundant> {
        let current = self.state.current.load();
        match (current.policy.origins(), &current.table) {
            (Origins::Listed(own), Some(table)) => redundant(&own, table.texts()),
            _ => Vec::new(),
        }
    }

    /// Whether the policy allows `origin` at this moment: the bytes of an `Origin` header. `anyone_else` does not count.
    #[must_use]
    pub fn allows(&self, origin: impl AsRef<[u8]>) -> bool {
        let origin = origin.as_ref();
        self.with_current(|policy, table| {
            policy.allows(origin) || table.is_some_and(|table| table.contains(origin))
        })
    }

    /// Decides about one request, from its method and its headers: [`Policy::decide`].
    pub fn decide(&self, method: &Method, headers: &HeaderMap) -> Decision {
        let origin = headers.get(header::ORIGIN);
        self.with_current(|policy, table| {
            let verdict = match table {
                Some(table) => policy.examine_configured(table, method, headers, origin),
                None => policy.examine_http(method, headers, origin),
            };
            Decision::of(policy, verdict, headers, origin)
        })
    }

    /// The name of the template: see [`Policy::name`].
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.state.template.name()
    }

    /// Where the template is declared: see [`Policy::location`].
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        self.state.template.location()
    }

    /// The template that was completed: methods, headers and all else that the source declares.
    #[must_use]
    pub fn template(&self) -> &'static PolicyTemplate {
        self.state.template
    }

    /// Decides for an adapter, which has looked up the first `Origin` line: the static part of the answer, and the verdict.
    #[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
    #[inline]
    pub(crate) fn examine_http(
        &self,
        method: &Method,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> (&'static Policy, Verdict) {
        self.with_current(|policy, table| {
            let verdict = match table {
                Some(table) => policy.examine_configured(table, method, headers, origin),
                None => policy.examine_http(method, headers, origin),
            };
            (verdict.answered_by(policy), verdict)
        })
    }

    /// Answers by the origins of the moment: the static part of the answer, and the origins of the configuration, unless
    /// they are `*`.
    #[inline]
    pub(crate) fn with_current<T>(
        &self,
        answer: impl FnOnce(&'static Policy, Option<&OriginTable>) -> T,
    ) -> T {
        let current = self.state.current.load();
        answer(current.policy, current.table.as_ref())
    }
}

/// Prints the policy as it would be declared with its origins of the moment.
impl Display for Configured {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        let origins = self.origins();
        self.with_current(|policy, _| policy.write(f, &origins))
    }
}

/// Prints the name and the place of the declaration, and then the same as [`Display`].
impl Debug for Configured {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        write_name(f, self.state.template.listed())?;
        Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::PolicyTemplate;
    use crate::origins::OriginRule;
    use crate::policy::CheckedPolicy;

    static TEMPLATE: PolicyTemplate =
        CheckedPolicy { origins: OriginRule::Listed(&[]), ..CheckedPolicy::CLOSED }.template();

    #[test]
    fn the_old_origins_are_freed_when_the_last_request_has_left_them() {
        let configured = TEMPLATE.configure(["https://old.example"]).unwrap();
        let request = configured.state.current.load_full();
        let old = Arc::downgrade(&request);
        configured.reconfigure(["https://new.example"]).unwrap();
        assert!(request.table.as_ref().is_some_and(|table| table.contains(b"https://old.example")));
        drop(request);
        assert!(old.upgrade().is_none());
    }

    #[test]
    fn a_list_with_a_mistake_changes_nothing() {
        let configured = TEMPLATE.configure(["https://old.example"]).unwrap();
        let since = configured.configured_at();
        configured.reconfigure(["https://new.example", "new.example"]).unwrap_err();
        assert!(configured.allows("https://old.example"));
        assert!(!configured.allows("https://new.example"));
        assert_eq!(configured.configured_at(), since);
    }

    /// Two origins are allowed in turn, never both and never none.
    #[test]
    fn each_request_sees_one_whole_list() {
        let lists = [
            ["https://a.example", "https://*.a.example"],
            ["https://b.example", "https://*.b.example"],
        ];
        let configured = TEMPLATE.configure(lists[0]).unwrap();
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        let allowed = configured.with_current(|_, table| {
                            let has = |origin: &str| {
                                table.is_some_and(|table| table.contains(origin.as_bytes()))
                            };
                            [
                                has("https://a.example"),
                                has("https://x.a.example"),
                                has("https://b.example"),
                                has("https://x.b.example"),
                            ]
                        });
                        assert!(
                            allowed == [true, true, false, false]
                                || allowed == [false, false, true, true],
                            "{allowed:?}"
                        );
                    }
                });
            }
            for list in lists.iter().cycle().take(10_001) {
                configured.reconfigure(list).unwrap();
            }
            is_over.store(true, Ordering::Relaxed);
        });
        assert!(configured.allows("https://a.example"));
    }
}
