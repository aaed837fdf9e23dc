//! Envoy, with the filter in Lua, and with its own filters.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateway_tests::envoy as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, envoy};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::scenario::Answer;
use crate::upstream::Upstream;
use crate::{checks, random, socket};

struct Lua(Running);

struct Filters(Running);

impl Gateway for Lua {
    const NAME: &'static str = "envoy-lua";
    const DIFFERENCES: &'static [Difference] = OF_LUA;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        envoy::lua(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::lua(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

impl Gateway for Filters {
    const NAME: &'static str = "envoy-filters";
    const DIFFERENCES: &'static [Difference] = OF_FILTERS;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        envoy::filters(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::filters(exports, upstream))
    }

    /// A browser accepts 200 as well as 204, and reads `Access-Control-Expose-Headers` only of the response to the request
    /// itself. `GET` and `Accept` need no permission.
    fn comparable(lines: &[String], is_preflight: bool) -> BTreeSet<String> {
        if !is_preflight {
            return checks::comparable(lines);
        }
        let lines = lines.iter().filter(|line| !line.starts_with("access-control-expose-"));
        let seen = lines.map(|line| match line.as_str() {
            "200" => "204",
            "access-control-allow-methods: *, GET" => "access-control-allow-methods: *",
            "access-control-allow-headers: *, Accept" => "access-control-allow-headers: *",
            line => line,
        });
        checks::comparable(&seen.map(str::to_owned).collect::<Vec<_>>())
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

/// Options of the filter `cors` that articles recommend, and an origin of somebody else that they let in.
#[test]
fn envoy_does_what_the_documentation_says_of_mistakes() {
    let export = envoy::filters(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let filters = export.files()[0].text();
    let hosts = MISTAKES.map(|(matcher, _)| mistaken(matcher));
    let listeners = hosts.iter().map(|host| (filters, host.as_str()));
    let upstream = Upstream::start([("/".to_owned(), vec!["200".to_owned()])].into());
    let envoy =
        programs::start("envoy-mistakes", &listeners.collect::<Vec<_>>(), "", upstream.address);
    for ((matcher, origin), &address) in MISTAKES.iter().zip(&envoy.addresses) {
        let request = format!(
            "OPTIONS / HTTP/1.1\r\nHost: test\r\nConnection: close\r\nOrigin: {origin}\r\n\
             Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization\r\n\r\n"
        );
        let response = socket::exchange(address, request.as_bytes());
        for (name, value) in [
            ("access-control-allow-origin", *origin),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-headers", "authorization"),
        ] {
            let header = (name.to_owned(), value.to_owned());
            assert!(response.headers.contains(&header), "{matcher}: {:?}", response.headers);
        }
    }
}

/// Fields of a virtual host.
fn mistaken(matcher: &str) -> String {
    format!(
        "typed_per_filter_config:
  envoy.filters.http.cors:
    \"@type\": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
    allow_origin_string_match: [{matcher}]
    allow_headers: \"*\"
    allow_credentials: true
"
    )
}

const MISTAKES: [(&str, &str); 8] = [
    ("{ prefix: \"*\" }", "https://evil.example"),
    ("{ exact: \"*\" }", "https://evil.example"),
    ("{ safe_regex: { regex: \".*\" } }", "https://evil.example"),
    ("{ prefix: https://app.example.com }", "https://app.example.com.evil.example"),
    ("{ suffix: example.com }", "https://evil-example.com"),
    ("{ contains: example.com }", "https://evil-example.com"),
    ("{ contains: example.com }", "https://app.example.com.evil.example"),
    ("{ safe_regex: { regex: \"https://app.example.com\" } }", "https://appxexample.com"),
];

/// Many origins, and the largest pattern.
fn knows_ten_thousand_origins<G: Gateway>() {
    let label = "a".repeat(63);
    let long = format!("{label}.{label}.{label}.{}.example", "a".repeat(50));
    let tenants = (0..10_000).map(|tenant| format!("https://tenant-{tenant}.example.com"));
    let entries = tenants.chain([format!("https://*.{long}:*")]).collect::<Vec<_>>();
    let policy = MANY.configure(&entries).expect("they are legal");
    let export = G::export(policy.into()).expect("it can be expressed");
    let upstream = Upstream::start([("/".to_owned(), vec!["200".to_owned()])].into());
    let gateway = G::start(&[export], upstream.address);
    for (origin, is_listed) in [
        ("https://tenant-0.example.com", true),
        ("https://tenant-9999.example.com", true),
        ("https://tenant-10000.example.com", false),
        (&format!("https://b.{long}"), true),
        (&format!("https://b.{long}:65535"), true),
        (&format!("https://b.{long}:65536"), false),
        (&format!("https://{long}"), false),
    ] {
        let request = format!(
            "GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\nOrigin: {origin}\r\n\r\n"
        );
        let response = socket::exchange(gateway.addresses()[0], request.as_bytes());
        let header = ("access-control-allow-origin".to_owned(), origin.to_owned());
        assert_eq!(response.headers.contains(&header), is_listed, "{origin}");
    }
}

cors_policy! {
    static MANY = { origins: [configured], methods: [PUT] };
}

#[test]
fn envoy_lua_knows_ten_thousand_origins() {
    knows_ten_thousand_origins::<Lua>();
}

#[test]
fn envoy_filters_know_ten_thousand_origins() {
    knows_ten_thousand_origins::<Filters>();
}

/// Both filters are in each connection manager, and the virtual host disables one of them.
#[test]
fn envoy_lua_has_a_policy_for_each_virtual_host() {
    let filters = [&API, &PUBLIC].map(|policy| {
        let export = envoy::lua(policy.with(OriginsFrom::Source)).expect("it can be expressed");
        export.files()[0].text().to_owned()
    });
    let filters = filters.concat();
    let hosts = ["cors-public", "cors-api"].map(|other| {
        format!(
            "typed_per_filter_config:
  {other}:
    \"@type\": type.googleapis.com/envoy.extensions.filters.http.lua.v3.LuaPerRoute
    disabled: true
"
        )
    });
    let listeners = hosts.iter().map(|host| (filters.as_str(), host.as_str()));
    let upstream = Upstream::start([("/".to_owned(), vec!["200".to_owned()])].into());
    let envoy =
        programs::start("envoy-hosts", &listeners.collect::<Vec<_>>(), "", upstream.address);
    for (&address, expected) in envoy.addresses.iter().zip([API_ALLOWS, PUBLIC_ALLOWS]) {
        let request = "GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
                       Origin: https://app.example.com\r\n\r\n";
        let response = socket::exchange(address, request.as_bytes());
        let answer = Answer { status: response.status, headers: response.headers };
        assert_eq!(answer.relevant_lines(), expected);
    }
}

const API_ALLOWS: &[&str] = &[
    "200",
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: ETag, X-Total",
    "vary: Origin",
];
const PUBLIC_ALLOWS: &[&str] =
    &["200", "access-control-allow-origin: *", "access-control-expose-headers: *"];

/// No browser sends these.
const OF_LUA: &[Difference] = &[
    Difference {
        scenario: "repeated headers on several lines",
        reason: ONE_LINE,
        instead: Instead::Lines(&repeats("Access-Control-Allow-Headers: x-a,x-b, x-c,X-D")),
    },
    Difference {
        scenario: "repeated headers on two lines that are the same",
        reason: ONE_LINE,
        instead: Instead::Lines(&repeats("Access-Control-Allow-Headers: x-a,x-a")),
    },
    Difference {
        scenario: "sixty-four repeated headers on as many lines",
        reason: ONE_LINE,
        instead: Instead::Lines(&repeats(SIXTY_FOUR)),
    },
    Difference {
        scenario: "4,096 bytes of repeated headers on two lines",
        reason: "with the comma between them these are 4,097 bytes",
        instead: Instead::Lines(&repeats("Access-Control-Allow-Methods: PUT")),
    },
    Difference {
        scenario: "seventy empty lines around a repeated header",
        reason: "Envoy leaves out empty lines when it joins them",
        instead: Instead::Lines(&repeats("Access-Control-Allow-Headers: x-a")),
    },
    LOWER_CASE,
    CONNECTION,
];

/// No browser sends these either.
const OF_FILTERS: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: "the filter `cors` does not take it for a preflight, so it is refused",
        instead: Instead::Lines(&[
            "403",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "an origin of 20,000 dots before a pattern",
        reason: LONG_HOST,
        instead: Instead::Allowed,
    },
    Difference {
        scenario: "an origin with more labels than a host can have",
        reason: LONG_HOST,
        instead: Instead::Allowed,
    },
    LOWER_CASE,
    CONNECTION,
];

const LONG_HOST: &str = "a pattern in RE2 has no bound for a whole host";

const LOWER_CASE: Difference = Difference {
    scenario: "a method in lower case that reads like OPTIONS is no preflight",
    reason: "Envoy rejects unknown methods",
    instead: Instead::Rejected(&[400]),
};
const CONNECTION: Difference = Difference {
    scenario: "a request whose connection line names the origin",
    reason: "Envoy removes the headers that `Connection` names first",
    instead: Instead::Lines(&["200", "Vary: Origin"]),
};

/// An answer that repeats what it is asked for.
const fn repeats(headers: &'static str) -> [&'static str; 7] {
    [
        "204",
        "Access-Control-Allow-Origin: https://app.example.com",
        "Access-Control-Allow-Credentials: true",
        "Access-Control-Allow-Methods: PUT",
        headers,
        "Access-Control-Max-Age: 600",
        "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
    ]
}

const ONE_LINE: &str = "Envoy joins the lines of a request header";
const SIXTY_FOUR: &str = "Access-Control-Allow-Headers: \
    x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,\
    x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,\
    x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,\
    x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a,x-a";

#[test]
fn envoy_lua_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Lua>();
}

#[test]
fn envoy_lua_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Lua>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn envoy_lua_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Lua>();
}

#[test]
fn envoy_filters_answer_as_the_table_says() {
    checks::answers_as_the_table_says::<Filters>();
}

#[test]
fn envoy_filters_answer_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Filters>(&[&API, &CLOSED]);
}

#[test]
fn envoy_filters_answer_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Filters>();
}
