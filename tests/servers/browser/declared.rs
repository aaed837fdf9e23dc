//! Random policies and random requests: the declaration alone determines what a script sees.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use cors_policy::__private::{CheckedPolicy, Names, OriginRule, TwoTiers};
use cors_policy::testing::{Blocked, Browser, Failure, Reason};
use cors_policy::tower::CorsLayer;
use cors_policy::{Policy, PolicyRef, RefusalReason};
use http::{HeaderMap, HeaderValue, Method};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tower::{Layer, service_fn};

use crate::servers::Server;
use crate::{Fetched, compile, naive};

/// A policy as it is declared.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    /// `None` means `any`, and an empty list means `none`.
    origins: Option<Vec<&'static str>>,
    grants: Grants,
    /// Only a policy with a list of origins has it.
    anyone_else: Option<Grants>,
}

/// What origins may do. `None` means `any`.
#[derive(Clone, Debug)]
struct Grants {
    methods: Option<Vec<&'static str>>,
    request_headers: Option<Vec<&'static str>>,
    exposed_headers: Option<Vec<&'static str>>,
    credentials: bool,
}

const ENTRIES: [&str; 4] = [
    "https://app.example.com",
    "https://*.example.org",
    "http://localhost:*",
    "https://*.example.net:*",
];
const ORIGINS: [&str; 8] = [
    "https://app.example.com",
    "https://a.b.example.org",
    "https://example.org",
    "http://localhost",
    "http://localhost:8080",
    "https://x.example.net:1",
    "https://evil.example",
    "null",
];
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "PURGE"];
const HEADERS: [&str; 4] = ["Authorization", "Content-Type", "X-A", "X-B"];
const EXPOSED: [&str; 4] = ["ETag", "X-Total", "Set-Cookie-Like", "Link"];
pub(crate) const ANSWERED: [&str; 6] =
    ["etag", "x-total", "content-type", "set-cookie", "link", "x-secret"];

pub(crate) fn declarations() -> impl Strategy<Value = Declaration> {
    let anyone_else = prop_oneof![Just(None), grants(false).prop_map(Some)];
    (list(&ENTRIES), grants(true), anyone_else).prop_map(|(origins, mut grants, anyone_else)| {
        // The compiler rejects `credentials: true` together with `any` in these two options.
        grants.credentials &= origins.is_some() && grants.exposed_headers.is_some();
        let is_listed = origins.as_ref().is_some_and(|list| !list.is_empty());
        Declaration { origins, grants, anyone_else: anyone_else.filter(|_| is_listed) }
    })
}

fn grants(may_have_credentials: bool) -> impl Strategy<Value = Grants> {
    (list(&METHODS), list(&HEADERS), list(&EXPOSED), any::<bool>()).prop_map(
        move |(methods, request_headers, exposed_headers, credentials)| {
            let credentials = credentials && may_have_credentials;
            Grants { methods, request_headers, exposed_headers, credentials }
        },
    )
}

fn list(names: &'static [&'static str]) -> impl Strategy<Value = Option<Vec<&'static str>>> {
    prop_oneof![1 => Just(None), 3 => subsequence(names, 0..=names.len()).prop_map(Some)]
}

pub(crate) fn requests() -> impl Strategy<Value = (&'static str, Fetched)> {
    let headers = prop_oneof![
        Just(("authorization", "Bearer x")),
        Just(("content-type", "application/json")),
        Just(("content-type", "text/plain")),
        Just(("accept", "*/*")),
        Just(("x-a", "1")),
        Just(("x-b", "2")),
    ];
    let headers = proptest::collection::vec(headers, 0..3);
    let answered = subsequence(ANSWERED.as_slice(), 0..=ANSWERED.len());
    (select(ORIGINS.as_slice()), select(METHODS.as_slice()), headers, any::<bool>(), answered)
        .prop_map(|(origin, method, headers, credentials, answered)| {
            let response = answered
                .into_iter()
                .map(|name| (name.parse().expect("a name"), HeaderValue::from_static("x")));
            let response = response.collect::<HeaderMap>();
            (
                origin,
                Fetched {
                    method: method.parse().expect("a method"),
                    headers,
                    credentials,
                    response,
                },
            )
        })
}

impl Declaration {
    /// The policy with its origins in source, and with its origins from configuration.
    pub(crate) fn compile(&self) -> [PolicyRef; 2] {
        let origins = match &self.origins {
            None => OriginRule::Any,
            Some(list) if list.is_empty() => OriginRule::None,
            Some(list) => OriginRule::Listed(vec![compile::set(list)].leak()),
        };
        let declared = CheckedPolicy { origins, ..self.grants.compile() };
        let undecided = CheckedPolicy { origins: OriginRule::Listed(&[]), ..declared };
        let anyone_else = self.anyone_else.as_ref();
        let anyone_else = anyone_else
            .map(|grants| -> &'static Policy { leak(grants.compile().for_anyone_else()) });
        let tiers = |listed| anyone_else.map(|anyone_else| TwoTiers { listed, anyone_else });
        let (template, list) = match &self.origins {
            None => (undecided.template_or_any(), &vec!["*"]),
            Some(list) => (tiers(undecided).map_or(undecided.template(), TwoTiers::template), list),
        };
        let configured = leak(template).configure(list).expect("legal origins");
        let policy = leak(tiers(declared).map_or(declared.policy(), TwoTiers::policy));
        [(&*policy).into(), configured.into()]
    }

    /// What a page of this origin may do, if it may do anything.
    fn of(&self, origin: &str) -> Option<&Grants> {
        let is_listed = match &self.origins {
            None => true,
            Some(list) => list.iter().any(|entry| naive::covers(entry, origin.as_bytes())),
        };
        if is_listed { Some(&self.grants) } else { self.anyone_else.as_ref() }
    }
}

impl Grants {
    /// These options, without origins.
    fn compile(&self) -> CheckedPolicy {
        let names = |list: &Option<Vec<&'static str>>| match list {
            None => Names { list: &["*"], value: "*" },
            Some(list) if list.is_empty() => Names::NONE,
            Some(list) => Names { list: list.clone().leak(), value: list.join(", ").leak() },
        };
        CheckedPolicy {
            methods: names(&self.methods),
            request_headers: names(&self.request_headers),
            exposed_headers: names(&self.exposed_headers),
            credentials: self.credentials,
            ..CheckedPolicy::CLOSED
        }
    }

    /// Whether a page can send this request and see the response.
    fn allow(&self, fetched: &Fetched) -> bool {
        let has = |list: &Option<Vec<&str>>, name: &str| match list {
            // With credentials, `any` covers every name.
            None => self.credentials || name != "authorization",
            Some(list) => list.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)),
        };
        // A form can send these requests too, so they need no permission: the tables of requests above test them.
        let is_simple = [Method::GET, Method::POST].contains(&fetched.method);
        let is_plain = |header: &(&str, &str)| header.0 == "accept" || header.1 == "text/plain";
        (self.credentials || !fetched.credentials)
            && (is_simple || has(&self.methods, fetched.method.as_str()))
            && fetched
                .headers
                .iter()
                .all(|header| is_plain(header) || has(&self.request_headers, header.0))
    }

    /// Whether a page can read this header of a response.
    fn expose(&self, name: &str) -> bool {
        let is_exposed = match &self.exposed_headers {
            None => true,
            Some(list) => list.iter().any(|exposed| exposed.eq_ignore_ascii_case(name)),
        };
        name == "content-type" || is_exposed && name != "set-cookie"
    }
}

fn leak<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_script_sees_what_the_policy_declares_and_nothing_else(
        declaration in declarations(),
        (origin, fetched) in requests(),
    ) {
        let policies = declaration.compile();
        let servers = Server::ALL.iter();
        for (server, policy) in servers.flat_map(|server| policies.iter().map(move |policy| (server, policy))) {
            let result = server.fetch(&mut Browser::at(origin), policy, &fetched);
            let grants = declaration.of(origin).filter(|grants| grants.allow(&fetched));
            let grants = grants.filter(|_| server.knows(&fetched.method));
            prop_assert_eq!(result.is_ok(), grants.is_some(), "{:?}: {:?}", server, result);
            if let (Ok(answer), Some(grants)) = (result, grants) {
                for name in ANSWERED {
                    let expected = fetched.response.contains_key(name) && grants.expose(name);
                    let found = answer.headers.contains_key(name);
                    prop_assert_eq!(found, expected, "{:?}: {}", server, name);
                }
            }
        }
    }

    #[test]
    fn a_listener_is_told_what_the_browser_refuses(
        declaration in declarations(),
        (origin, fetched) in requests(),
    ) {
        for policy in declaration.compile() {
            let (refused, told) = listen(policy, origin, &fetched);
            let told = told.as_slice();
            let is_right = match &refused {
                None => told.is_empty(),
                Some(Reason::Method(_)) => told == [RefusalReason::MethodNotListed],
                Some(Reason::Header(_)) => told == [RefusalReason::HeaderNotListed],
                Some(Reason::Check(Failure::NoOrigin) | Reason::PreflightCheck(Failure::NoOrigin)) => {
                    matches!(told, [RefusalReason::Closed | RefusalReason::Opaque | RefusalReason::NotListed])
                }
                // A preflight does not say whether the script sends credentials. The answer may lack something else too.
                Some(_) => {
                    matches!(told, [] | [RefusalReason::MethodNotListed | RefusalReason::HeaderNotListed])
                }
            };
            prop_assert!(is_right, "{:?}: {:?}", refused, told);
        }
    }
}

/// Why the browser refuses the request, and what a listener is told.
fn listen(
    policy: PolicyRef,
    origin: &str,
    fetched: &Fetched,
) -> (Option<Reason<Infallible>>, Vec<RefusalReason>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&told);
    let layer = CorsLayer::new(policy)
        .on_refused(move |refusal| listener.lock().expect("no panic").push(refusal.reason()));
    let handler =
        service_fn(async |_: http::Request<String>| Ok::<_, Infallible>(http::Response::new(())));
    let mut browser = Browser::at(origin);
    let mut request = browser.fetch(fetched.method.clone(), "/");
    for (name, value) in &fetched.headers {
        request = request.header(name, value);
    }
    if fetched.credentials {
        request = request.credentials();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let result = runtime.block_on(request.run(&mut layer.layer(handler)));
    let told = told.lock().expect("no panic").clone();
    (result.err().map(Blocked::into_reason), told)
}
