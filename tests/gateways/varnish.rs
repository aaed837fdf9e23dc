//! Varnish.

use std::net::SocketAddr;
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, varnish};

use crate::gateway::{Difference, Gateway, Instead, debian_program, program};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses, output};
use crate::{cache, checks, random};

struct Varnish {
    _program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Varnish {
    const NAME: &'static str = "varnish";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        varnish::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        let folder = Folder::new(Self::NAME);
        let includes = exports.iter().map(|export| {
            let [subroutines, hooks] = export.files() else { panic!("two files") };
            folder.write(subroutines.name(), subroutines.text());
            folder.write(hooks.name(), hooks.text());
            format!("include \"./{}\";\n", hooks.name())
        });
        let includes = includes.collect::<Vec<_>>();
        Self::with_configurations(&includes, folder, upstream)
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }
}

impl Varnish {
    /// One process has all configurations, with a label for each. The address of a request chooses one of them.
    fn with_configurations(texts: &[String], folder: Folder, upstream: SocketAddr) -> Self {
        let addresses = free_addresses(texts.len());
        let (host, port) = (upstream.ip(), upstream.port());
        let backend = format!("backend b {{ .host = \"{host}\"; .port = \"{port}\"; }}\n");
        let (mut commands, mut choices) = (Vec::new(), Vec::new());
        let mut varnish = varnishd();
        for (index, (text, address)) in texts.iter().zip(&addresses).enumerate() {
            let file =
                folder.write(&format!("p{index}.vcl"), &format!("vcl 4.1;\n{text}{backend}"));
            let mut check = varnishd();
            check.arg("-C").arg("-f").arg(&file);
            output(check);
            commands.push(format!("vcl.load p{index} {}", file.display()));
            commands.push(format!("vcl.label l{index} p{index}"));
            choices.push(format!(
                "    if (local.socket == \"a{index}\") {{ return (vcl(l{index})); }}\n"
            ));
            varnish.arg("-a").arg(format!("a{index}={address}"));
        }
        let main = format!("vcl 4.1;\n{backend}sub vcl_recv {{\n{}}}\n", choices.concat());
        let main = folder.write("main.vcl", &main);
        commands.push(format!("vcl.load main {}", main.display()));
        commands.push("vcl.use main\n".to_owned());
        varnish.arg("-I").arg(folder.write("commands", &commands.join("\n")));
        varnish.args(["-F", "-f", "", "-s", "default,16m", "-n"]).arg(folder.path().join("n"));
        Self { _program: Program::start(varnish, folder, &addresses), addresses }
    }
}

fn varnishd() -> Command {
    let mut command = debian_program("VARNISH_PROGRAM", "varnishd");
    // An unpacked program finds its modules next to itself.
    let program = std::path::PathBuf::from(program("VARNISH_PROGRAM", "varnishd"));
    if let Some(root) = program.ancestors().nth(3).filter(|_| program.is_absolute()) {
        let modules = format!("usr/lib/{}-linux-gnu/varnish/vmods", std::env::consts::ARCH);
        command.arg("-p").arg(format!("vmod_path={}", root.join(modules).display()));
    }
    // Root needs no other user for its child. The C compiler does not optimise.
    command.args(["-j", "none", "-p", "cc_command=exec cc -O0 -w -fpic -shared -o %o %s"]);
    // The table has requests with long headers.
    for size in ["http_req_size=256k", "http_req_hdr_len=128k", "workspace_client=2m"] {
        command.args(["-p", size]);
    }
    for size in [
        "http_max_hdr=256",
        "workspace_backend=2m",
        "http_resp_hdr_len=128k",
        "http_resp_size=256k",
    ] {
        command.args(["-p", size]);
    }
    command
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "a request without origin that has not changed since it was cached",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&["503", "Vary: Origin"]),
    },
    Difference {
        scenario: "an allowed request that is not modified",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&[
            "503",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "a refused request that is not modified",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&["503", "Vary: Origin"]),
    },
    Difference {
        scenario: "a method in lower case that reads like OPTIONS is no preflight",
        reason: "Varnish pipes methods that it does not know. The policy does not list this one, so no browser sends it",
        instead: Instead::Lines(&["405"]),
    },
];

const NOT_MODIFIED: &str = "Varnish removes the condition from the request to the service, which sends a 304 all the same here";

/// As articles say it: the header becomes a part of the object in the cache.
const MISTAKE: &str = "\
sub vcl_backend_response {
    if (bereq.http.Origin ~ \"^https://(app|a.preview).example.com$\") {
        set beresp.http.Access-Control-Allow-Origin = bereq.http.Origin;
    }
}
";

#[test]
fn varnish_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Varnish>();
}

#[test]
fn varnish_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Varnish>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn varnish_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Varnish>();
}

#[test]
fn varnish_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Varnish>();
}

#[test]
fn varnish_never_mixes_the_answers_to_two_origins() {
    let upstream = cache::upstream();
    let policies = [&API, &TWO_TIERS];
    let exports = policies.map(|policy| Varnish::export(policy.with(OriginsFrom::Source)));
    let exports = exports.map(|export| export.expect("it can be expressed"));
    let varnish = Varnish::start(&exports, upstream.address);
    for (policy, &address) in policies.iter().zip(varnish.addresses()) {
        let seen = cache::ask_in_every_order(policy, address);
        assert!(seen.wrong.is_empty(), "{}", seen.wrong.join("\n"));
        assert!(seen.hits > seen.answers / 2, "{} of {} are hits", seen.hits, seen.answers);
    }
}

/// If this fails, the test above proves nothing.
#[test]
fn varnish_mixes_the_answers_if_the_object_has_the_header() {
    let upstream = cache::upstream();
    let folder = Folder::new(Varnish::NAME);
    let varnish = Varnish::with_configurations(&[MISTAKE.to_owned()], folder, upstream.address);
    let seen = cache::ask_in_every_order(&API, varnish.addresses()[0]);
    let is_mixed = |wrong: &String| {
        wrong.starts_with("GET from https://evil.example")
            && wrong.contains("origin: https://app.example.com")
    };
    assert!(seen.wrong.iter().any(is_mixed), "{}", seen.wrong.join("\n"));
}
