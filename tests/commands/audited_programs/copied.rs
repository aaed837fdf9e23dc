//! Gateways with configurations as articles show them: what is wrong in each is found, and nothing else.

use std::fmt::Write as _;
use std::net::SocketAddr;

use cors_policy_gateway_tests::program::{Folder, Running, free_addresses};
use cors_policy_gateway_tests::{apache, caddy, haproxy, nginx, traefik};

use crate::report::Report;
use crate::right::{application, right};
use crate::server::{Asked, Reply, Server};

/// A program with a mistake.
struct Case {
    name: &'static str,
    start: fn(SocketAddr) -> Running,
    /// The service behind the program.
    service: fn(&Asked) -> Reply,
    /// What is found, each with the reason.
    rules: &'static [&'static str],
}

#[test]
fn the_mistakes_of_copied_configurations_are_found_and_nothing_else() {
    let mut wrong = String::new();
    for Case { name, start, service, rules } in CASES {
        let upstream = Server::start(service);
        let running = start(([127, 0, 0, 1], upstream.port()).into());
        let [address] = running.addresses[..] else { panic!("one address") };
        let report = Report::of(address, ARGUMENTS);
        if let Some(difference) = report.differs(rules) {
            writeln!(wrong, "{name}: {difference}").expect("memory");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

const ARGUMENTS: &[&str] = &[
    "--origin",
    "https://app.example.com",
    "--credentials",
    "--method",
    "PUT",
    "--request-header",
    "Authorization",
];

const CASES: &[Case] = &[
    Case {
        name: "nginx repeats the origin",
        start: |upstream| {
            nginx_location(upstream, &format!("{PREFLIGHT_OF_NGINX}{ORIGIN_OF_NGINX}"))
        },
        service: application,
        rules: &[
            // The origin is repeated, and nothing says that the response depends on it.
            "reflects-any-origin",
            "vary-missing",
            // `add_header` without `always` skips 404.
            "errors-without-headers",
            // The `if` answers every `OPTIONS`.
            "options-swallowed",
            // 1728000 seconds are 20 days.
            "max-age-too-long",
        ],
    },
    Case {
        name: "nginx sends a star with credentials",
        start: |upstream| {
            let location = format!("{PREFLIGHT_OF_NGINX}{ORIGIN_OF_NGINX}");
            nginx_location(upstream, &location.replace("\"$http_origin\"", "'*'"))
        },
        service: application,
        rules: &[
            // Browsers refuse this.
            "wildcard-with-credentials",
            // The rest of the same configuration is as above.
            "errors-without-headers",
            "options-swallowed",
            "max-age-too-long",
        ],
    },
    Case {
        name: "nginx and the service behind it both add the headers",
        start: |upstream| {
            nginx_location(
                upstream,
                "add_header Access-Control-Allow-Origin https://app.example.com always;\n",
            )
        },
        service: right,
        rules: &[
            // `add_header` does not replace the header of the service.
            "several-allow-origin",
        ],
    },
    Case {
        name: "Traefik without addVaryHeader",
        start: |upstream| {
            traefik_headers(upstream, "accessControlAllowOriginList: ['https://app.example.com']")
        },
        service: application,
        rules: &[
            // The default of `addVaryHeader` is `false`.
            "vary-missing",
        ],
    },
    Case {
        name: "Traefik with a regular expression without anchors",
        start: |upstream| {
            traefik_headers(
                upstream,
                "addVaryHeader: true, \
                 accessControlAllowOriginListRegex: ['https://app\\.example\\.com']",
            )
        },
        service: application,
        rules: &[
            // Traefik adds no `^` and no `$`.
            "matches-prefix",
        ],
    },
    Case {
        name: "HAProxy repeats the origin that it has captured",
        start: haproxy_capture,
        service: application,
        rules: &[
            // Every origin is captured, and `Vary` is not set.
            "reflects-any-origin",
            "vary-missing",
        ],
    },
    Case {
        name: "Apache compares with a regular expression",
        start: apache_set_env_if,
        service: application,
        rules: &[
            // `(s)?` allows `http`.
            "allows-http",
            // The dots are not escaped.
            "unescaped-dot",
        ],
    },
    Case {
        name: "Caddy matches the origin and answers OPTIONS",
        start: caddy_snippet,
        service: application,
        rules: &[
            // The matcher has only the method.
            "options-swallowed",
            // `Vary` is not set.
            "vary-missing",
        ],
    },
];

fn nginx_location(upstream: SocketAddr, location: &str) -> Running {
    let addresses = free_addresses(1);
    let server = format!(
        "server {{ listen {}; location / {{ {location}proxy_pass http://{upstream}; }} }}\n",
        addresses[0]
    );
    nginx::running(Folder::new("nginx-copied"), &server, addresses)
}

/// From answers on question-and-answer sites.
const PREFLIGHT_OF_NGINX: &str = "
    if ($request_method = 'OPTIONS') {
        add_header 'Access-Control-Allow-Origin' \"$http_origin\";
        add_header 'Access-Control-Allow-Credentials' 'true';
        add_header 'Access-Control-Allow-Methods' 'GET, POST, PUT, DELETE, OPTIONS';
        add_header 'Access-Control-Allow-Headers' 'Authorization, Content-Type, X-Requested-With';
        add_header 'Access-Control-Max-Age' 1728000;
        add_header 'Content-Type' 'text/plain charset=UTF-8';
        add_header 'Content-Length' 0;
        return 204;
    }
";

const ORIGIN_OF_NGINX: &str = "
    add_header 'Access-Control-Allow-Origin' \"$http_origin\";
    add_header 'Access-Control-Allow-Credentials' 'true';
";

fn traefik_headers(upstream: SocketAddr, more: &str) -> Running {
    let lists = "accessControlAllowMethods: [GET, PUT], accessControlAllowHeaders: [Authorization]";
    let middleware = format!(
        "{{headers: {{accessControlAllowCredentials: true, accessControlMaxAge: 100, {lists}, {more}}}}}"
    );
    traefik::configured(&middleware, upstream)
}

fn haproxy_capture(upstream: SocketAddr) -> Running {
    let addresses = free_addresses(1);
    let section = format!(
        "listen copied
    bind {}
    capture request header origin len 128
    http-response add-header Access-Control-Allow-Origin %[capture.req.hdr(0)] if {{ capture.req.hdr(0) -m found }}
    http-response add-header Access-Control-Allow-Credentials true if {{ capture.req.hdr(0) -m found }}
    http-response add-header Access-Control-Allow-Methods 'GET, PUT' if {{ capture.req.hdr(0) -m found }}
    http-response add-header Access-Control-Allow-Headers Authorization if {{ capture.req.hdr(0) -m found }}
    server s {upstream}
",
        addresses[0]
    );
    haproxy::running(Folder::new("haproxy-copied"), &section, addresses)
}

fn apache_set_env_if(upstream: SocketAddr) -> Running {
    let addresses = free_addresses(1);
    let address = addresses[0];
    let host = format!(
        "Listen {address}
<VirtualHost {address}>
    SetEnvIf Origin \"http(s)?://(app.example.com|admin.example.com)$\" AccessControlAllowOrigin=$0
    Header add Access-Control-Allow-Origin %{{AccessControlAllowOrigin}}e env=AccessControlAllowOrigin
    Header add Access-Control-Allow-Credentials true env=AccessControlAllowOrigin
    Header add Access-Control-Allow-Methods \"GET, PUT\" env=AccessControlAllowOrigin
    Header add Access-Control-Allow-Headers Authorization env=AccessControlAllowOrigin
    Header merge Vary Origin
    ProxyPass / http://{upstream}/
</VirtualHost>
"
    );
    apache::running(Folder::new("apache-copied"), &host, addresses)
}

fn caddy_snippet(upstream: SocketAddr) -> Running {
    let addresses = free_addresses(1);
    let port = addresses[0].port();
    let site = format!(
        "http://:{port} {{
	bind 127.0.0.1
	@preflight method OPTIONS
	@origin header Origin https://app.example.com
	handle @preflight {{
		header Access-Control-Allow-Origin https://app.example.com
		header Access-Control-Allow-Credentials true
		header Access-Control-Allow-Methods \"GET, POST, PUT, PATCH, DELETE\"
		header Access-Control-Allow-Headers \"Content-Type, Authorization\"
		header Access-Control-Max-Age 3600
		respond \"\" 204
	}}
	handle {{
		header @origin Access-Control-Allow-Origin https://app.example.com
		header @origin Access-Control-Allow-Credentials true
		reverse_proxy {upstream}
	}}
}}
"
    );
    caddy::configured(Folder::new("caddy-copied"), &site, addresses)
}
