//! What an export grants, for targets that have no program here, compared with what the policy grants.
//!
//! The target's own schema, translator or linter reads the export. What it reads is matched as generously as the target could
//! do it, and must never allow more than the library does.

use cors_policy::{Decision, PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible};
use http::{HeaderMap, HeaderValue, Method};

use crate::policies::OriginsFrom;
use crate::random;
use crate::table;

/// A target without a program.
pub(crate) trait Reader {
    const NAME: &'static str;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible>;

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible>;

    /// Lets the schema of the target read exports, each the texts of its files. All are read by one process.
    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>>;
}

/// What a target grants.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants {
    /// Patterns: `*` matches any text, also none.
    pub(crate) origins: Vec<String>,
    pub(crate) credentials: bool,
    pub(crate) methods: Vec<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) exposed_headers: Vec<String>,
    /// In seconds.
    pub(crate) max_age: u64,
    /// What browsers never see, because the target accepts no such request.
    pub(crate) only_methods: Option<&'static [&'static str]>,
    /// Whether `*` in the list of request headers is sent as it is. Otherwise it is every name.
    pub(crate) star_is_sent: bool,
}

/// Whether the export is the whole policy.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Whole,
    Narrower,
}

cors_policy! {
    /// Every target can express it. Readers of YAML 1.1 take two of the names for a boolean and a number.
    static WITH_CREDENTIALS = {
        origins: ["https://app.example.com"],
        methods: [PUT, DELETE],
        request_headers: ["Authorization", "No"],
        exposed_headers: ["1_000", "ETag"],
        credentials: true,
        max_age: 10m,
    };
    /// The same.
    static FOR_ANYONE = { origins: any, methods: [PUT], exposed_headers: ["ETag"] };
}

/// All exports of the policies of the table, and of random ones, are read, and grant what the policies grant.
///
/// `SEED=…` repeats a run, and `POLICIES=…` makes it longer.
pub(crate) fn are_those_of_the_policy<R: Reader>() {
    let (mut random, count) = random::seeded(R::NAME, POLICIES);
    let mut policies = Vec::new();
    let mut declared = Vec::new();
    for scenario in table::all() {
        if !declared.iter().any(|&policy| std::ptr::eq(policy, scenario.policy)) {
            declared.push(scenario.policy);
            let policy = scenario.policy.with(OriginsFrom::Source);
            let entries = policy.origins().entries();
            let entries = entries.iter().map(|entry| &*entry.to_string().leak()).collect();
            policies.push((entries, policy));
        }
    }
    for policy in [&WITH_CREDENTIALS, &FOR_ANYONE] {
        let whole = R::export(policy.into());
        assert!(whole.is_ok(), "{whole:?}");
        policies.push((vec!["https://app.example.com"], policy.into()));
    }
    for index in 0..count {
        policies.push(random::policy(&mut random, index));
    }
    let mut exports = Vec::new();
    let mut refused = 0;
    for (entries, policy) in &policies {
        let narrower = R::narrower(policy.clone());
        match R::export(policy.clone()) {
            Ok(export) => {
                assert_eq!(narrower.as_ref(), Ok(&export), "nothing is left out");
                assert!(export.left_out().is_empty(), "{export}");
                exports.push((entries, policy, Part::Whole, export));
            }
            Err(error) => {
                assert!(!error.missing().is_empty(), "{error}");
                match narrower {
                    Ok(export) => {
                        assert!(!export.left_out().is_empty(), "{export}");
                        exports.push((entries, policy, Part::Narrower, export));
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    let whole = exports.iter().filter(|(_, _, part, _)| *part == Part::Whole).count();
    println!("{}: {whole} whole, {} narrower, {refused} refused", R::NAME, exports.len() - whole);
    assert!(whole > 2 && exports.len() > whole, "{} expresses hardly any policy", R::NAME);
    let texts = exports.iter().map(|(.., export)| texts(export)).collect::<Vec<_>>();
    for ((entries, policy, part, export), read) in exports.iter().zip(R::read(&texts)) {
        let grants = read.unwrap_or_else(|errors| panic!("{policy:?}\n{export}\n{errors}"));
        for _ in 0..ORIGINS {
            let origin = random::origin(&mut random, entries);
            if is_sent_by_browsers(&origin) {
                compare(&origin, policy, &grants, *part, export);
            }
        }
        for origin in HOLES {
            compare(origin, policy, &grants, *part, export);
        }
    }
}

/// The schema accepts the export, and refuses it after each of the changes: a text, and what replaces it.
pub(crate) fn reject<R: Reader>(export: &Export, changes: &[(&str, &str)]) {
    let mut exports = vec![texts(export)];
    for (text, other) in changes {
        assert!(exports[0].iter().any(|file| file.contains(text)), "{text:?}\n{export}");
        exports.push(exports[0].iter().map(|file| file.replace(text, other)).collect());
    }
    let mut read = R::read(&exports).into_iter();
    let whole = read.next().expect("one for each export");
    assert!(whole.is_ok(), "{whole:?}\n{export}");
    for (result, change) in read.zip(changes) {
        assert!(result.is_err(), "{}: {change:?} is accepted: {result:?}", R::NAME);
    }
}

fn texts(export: &Export) -> Vec<String> {
    export.files().iter().map(|file| file.text().to_owned()).collect()
}

/// Compares what a page of the origin may do.
fn compare(origin: &str, policy: &PolicyRef, grants: &Grants, part: Part, export: &Export) {
    let library = Library { policy, origin };
    let told = || format!("{origin} {part:?}\n{policy:?}\n{export}\n{:?}", export.left_out());
    let agree = |what: &str, target: bool, library: bool| match part {
        Part::Whole => assert_eq!(target, library, "{what}: {}", told()),
        Part::Narrower => assert!(library || !target, "{what}: {}", told()),
    };
    agree("origin", grants.covers(origin), library.actual("origin").is_some());
    if !grants.covers(origin) {
        return;
    }
    let has_credentials = library.actual("credentials").is_some();
    agree("credentials", grants.credentials, has_credentials);
    for &method in random::METHODS.iter().chain(&["GET", "POST", "OPTIONS", "LOCK"]) {
        let is_possible = grants.only_methods.is_none_or(|methods| methods.contains(&method));
        if is_possible {
            let granted = matches!(method, "GET" | "HEAD" | "POST")
                || contains(&grants.methods, method)
                || grants.methods.iter().any(|name| name == "*");
            agree(method, granted, library.allows_method(method));
        }
    }
    for &name in random::HEADERS.iter().chain(&["X-Other", "Accept", "X-Long"]) {
        agree(name, grants.allows_header(name), library.allows_header(name));
        let exposed = grants.exposed_headers.iter().any(|other| glob(other, name));
        agree(name, exposed, library.exposes(name));
    }
    let max_age = library.preflight("PUT", "x").get("access-control-max-age").map(number);
    let longest = max_age.unwrap_or(5);
    assert!(grants.max_age <= longest, "{}", told());
    agree("max_age", grants.max_age == longest, part == Part::Whole || grants.max_age == longest);
}

impl Grants {
    fn covers(&self, origin: &str) -> bool {
        self.origins.iter().any(|pattern| glob(pattern, origin))
    }

    fn allows_header(&self, name: &str) -> bool {
        self.request_headers.iter().any(|pattern| {
            if self.star_is_sent && pattern == "*" {
                return !name.eq_ignore_ascii_case("authorization");
            }
            glob(&pattern.to_lowercase(), &name.to_lowercase())
        })
    }
}

/// What a browser lets a page of this origin do, with the answers of the library.
struct Library<'a> {
    policy: &'a PolicyRef,
    origin: &'a str,
}

impl Library<'_> {
    /// A header of the response to a `GET` request: `Access-Control-…`.
    fn actual(&self, name: &str) -> Option<String> {
        let mut request = HeaderMap::new();
        request.insert("origin", self.origin.parse().expect("a value"));
        let mut response = HeaderMap::new();
        self.policy.decide(&Method::GET, &request).apply(&mut response);
        let name = match name {
            "expose-headers" => "access-control-expose-headers".to_owned(),
            name => format!("access-control-allow-{name}"),
        };
        response.get(name).map(|value| value.to_str().expect("ASCII").to_owned())
    }

    fn preflight(&self, method: &str, header: &str) -> HeaderMap {
        let mut request = HeaderMap::new();
        request.insert("origin", self.origin.parse().expect("a value"));
        request.insert("access-control-request-method", method.parse().expect("a value"));
        request.insert("access-control-request-headers", header.parse().expect("a value"));
        match self.policy.decide(&Method::OPTIONS, &request) {
            Decision::Preflight(preflight) => preflight.into_response(()).into_parts().0.headers,
            _ => HeaderMap::new(),
        }
    }

    fn allows_method(&self, method: &str) -> bool {
        let response = self.preflight(method, "x");
        let names = list(&response, "access-control-allow-methods");
        matches!(method, "GET" | "HEAD" | "POST")
            || contains(&names, method)
            || (contains(&names, "*") && self.actual("credentials").is_none())
    }

    fn allows_header(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let response = self.preflight("GET", &name);
        let names = list(&response, "access-control-allow-headers");
        let is_any = contains(&names, "*") && self.actual("credentials").is_none();
        names.iter().any(|other| other.eq_ignore_ascii_case(&name))
            || (is_any && name != "authorization")
    }

    fn exposes(&self, name: &str) -> bool {
        let names = self.actual("expose-headers").unwrap_or_default();
        let names = names.split(", ").map(str::to_owned).collect::<Vec<_>>();
        let is_any = contains(&names, "*") && self.actual("credentials").is_none();
        is_any || names.iter().any(|other| other.eq_ignore_ascii_case(name))
    }
}

fn list(headers: &HeaderMap, name: &str) -> Vec<String> {
    let value = headers.get(name).map_or("", |value| value.to_str().expect("ASCII"));
    value.split(", ").map(str::to_owned).collect()
}

fn number(value: &HeaderValue) -> u64 {
    value.to_str().expect("ASCII").parse().expect("a number")
}

fn contains(names: &[String], name: &str) -> bool {
    names.iter().any(|other| other == name)
}

/// Whether a text matches, if each `*` is any text.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            (0..=text.len()).any(|at| text.is_char_boundary(at) && glob(rest, &text[at..]))
        }),
    }
}

/// Whether a browser can send this as `Origin`: <https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin>.
fn is_sent_by_browsers(origin: &str) -> bool {
    if origin == "null" {
        return true;
    }
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let is_default = match scheme {
        "http" => port == Some("80"),
        "https" => port == Some("443"),
        _ => false,
    };
    let is_port = port.is_none_or(|port| {
        port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port)
    });
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
            })
    };
    let is_host =
        host.starts_with('[') || host.strip_suffix('.').unwrap_or(host).split('.').all(is_label);
    scheme.bytes().all(|byte| byte.is_ascii_lowercase() || b"+-.".contains(&byte))
        && is_host
        && is_port
        && !is_default
}

/// What careless patterns let in.
const HOLES: [&str; 10] = [
    "null",
    "https://evil.example",
    "https://evil-app.example.com",
    "https://app.example.com.evil.example",
    "https://evilpreview.example.com",
    "https://preview.example.com.evil.example",
    "http://localhost.evil.example",
    "http://localhost-evil.example:3000",
    "http://a.preview.example.com",
    "https://appxexample.com",
];
const POLICIES: usize = 40;
const ORIGINS: usize = 40;
