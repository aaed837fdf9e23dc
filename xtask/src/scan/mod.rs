//! The scanner [CORScanner](https://pypi.org/project/CORScanner/) against every example: its report must contain what
//! the policies grant, and nothing else.
//!
//! The scanner makes up origins from the host name of its target. So it gets URLs with real host names, and each
//! example acts as the proxy for all of these names.

mod reflecting;
mod report;
mod running;

use std::fs;
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::debian::{install, run_line, succeeds};
use report::Finding;
use running::Running;

/// Installs the scanner below the target folder, builds the examples, and scans each.
pub(crate) fn run() -> Outcome {
    if !succeeds("python3", &["-c", "import venv, ensurepip"]) {
        install("python3 python3-venv", REMEDY)?;
    }
    run_line(&format!("python3 -m venv {FOLDER}"))?;
    run_line(&format!("{FOLDER}/bin/pip install --quiet --disable-pip-version-check {SCANNER}"))?;
    run_line("cargo build --quiet --locked --workspace --all-features --examples")?;

    let reflecting = reflecting::start()?;
    let found = scan(&reflecting, "http://api.example.com/")?;
    if !found
        .iter()
        .any(|finding| finding.kind == "reflect_origin" && finding.credentials == "true")
    {
        return Err("the scanner does not report a server that reflects every origin".into());
    }
    println!("a server that reflects every origin: {:?}", found[0]);
    for (example, urls) in EXAMPLES {
        let server = Running::start(example)?;
        for &(url, granted) in urls {
            let found = scan(server.address(), url)?;
            let found = found.iter().map(|Finding { kind, origin, credentials }| {
                format!("{kind}: {origin}, credentials {credentials}")
            });
            let found = found.collect::<Vec<_>>();
            println!("{example}, {url}: {found:?}");
            if found != granted {
                return Err(format!("the policy of {url} grants {granted:?}").into());
            }
        }
    }
    Ok(())
}

/// The scanner's report about a URL, if every name leads to `server`.
fn scan(server: &str, url: &str) -> Outcome<Vec<Finding>> {
    let report = format!("{FOLDER}/report.json");
    // The scanner writes no report if it fails, so an old one must not be there.
    let _ = fs::remove_file(&report);
    let mut scanner = Command::new(format!("{FOLDER}/bin/corscanner"));
    scanner.args(["-u", url, "-o", &report]).env("http_proxy", format!("http://{server}"));
    // The scanner would download the public suffix list, but it contains a copy.
    scanner.env("https_proxy", "http://127.0.0.1:9").env("no_proxy", "");
    let output = scanner.stdin(Stdio::null()).output()?;
    let report = fs::read_to_string(&report).map_err(|error| {
        format!("the scanner wrote no report: {error}\n{}", String::from_utf8_lossy(&output.stderr))
    })?;
    report::read(&report)
}

/// A URL, and the expected report about it.
type Expected = (&'static str, &'static [&'static str]);

/// What each example serves. `origins: any` is in no report, because `*` without credentials is not a misconfiguration.
const EXAMPLES: [(&str, &[Expected]); 18] = [
    ("actix", &[("http://api.example.com/users/7", &[])]),
    ("auth_behind_cors", &[("http://api.example.com/users", &[])]),
    (
        "axum",
        &[
            ("http://api.example.com/users", &[]),
            // The policy lists `https://*.preview.example.com`, and this URL is `http`.
            ("http://preview.example.com/users", &[]),
            ("http://api.example.com/catalogue", &[]),
        ],
    ),
    ("configured", &[("http://api.example.com/users", &[])]),
    ("github", &[("http://api.example.com/zen", &[])]),
    ("hyper", &[("http://api.example.com/", &[])]),
    (
        "oauth",
        &[
            ("http://api.example.com/.well-known/openid-configuration", &[]),
            ("http://api.example.com/userinfo", &[]),
            ("http://api.example.com/login", &[]),
        ],
    ),
    ("poem", &[("http://api.example.com/users/7", &[])]),
    ("salvo", &[("http://api.example.com/users/7", &[])]),
    ("metrics", &[("http://api.example.com/users", &[])]),
    (
        "playground",
        &[
            ("http://localhost/public/tea", &[]),
            ("http://localhost/partners/orders", &[]),
            // The policy lists `http://*.localhost:*`.
            (
                "http://localhost/tenants/menu",
                &["trust_any_subdomain: http://evil.localhost, credentials false"],
            ),
            ("http://localhost/internal/tea", &[]),
        ],
    ),
    ("proxy", &[("http://api.example.com/", &[])]),
    ("reload", &[("http://api.example.com/users", &[])]),
    ("refusals", &[("http://api.example.com/users", &[])]),
    ("rocket", &[("http://api.example.com/users/7", &[])]),
    ("tenants", &[("http://acme.localhost/orders", &[])]),
    ("wrong_order", &[("http://api.example.com/users", &[])]),
    ("warp", &[("http://api.example.com/users/7", &[])]),
];

const FOLDER: &str = "target/scanner";
const SCANNER: &str = "CORScanner==0.9.7";
const REMEDY: &str = "\
the scanner needs Python 3 with `venv`: install `python3` and `python3-venv`, or what your system calls them;
`cargo xtask test --no-browser` leaves it out";
