//! Apache httpd.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, apache};

use crate::gateway::{Difference, Gateway, Instead, debian_program, program};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses, output};
use crate::{checks, random};

struct Apache {
    _program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Apache {
    const NAME: &'static str = "apache";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        apache::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        let folder = Folder::new(Self::NAME);
        let addresses = free_addresses(exports.len());
        let hosts = exports.iter().zip(&addresses).map(|(export, address)| {
            let [file] = export.files() else { panic!("one file") };
            folder.write(file.name(), file.text());
            format!(
                "Listen {address}\n<VirtualHost {address}>\n    Include {}\n    ProxyPass / \
                 http://{upstream}/\n</VirtualHost>\n",
                file.name()
            )
        });
        let hosts = hosts.collect::<String>();
        folder.write("httpd.conf", &format!("{}{MAIN}{hosts}", modules()));
        let apache = || {
            let mut apache = debian_program("APACHE_PROGRAM", "apache2");
            apache.arg("-d").arg(folder.path()).args(["-f", "httpd.conf"]);
            apache
        };
        let mut check: Command = apache();
        check.arg("-t");
        let printed = output(check);
        assert!(!printed.contains("warn"), "{printed}");
        let mut command = apache();
        command.args(["-X", "-D", "FOREGROUND"]);
        Self { _program: Program::start(command, folder, &addresses), addresses }
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }
}

/// An unpacked program finds its modules next to itself.
fn modules() -> String {
    let program = PathBuf::from(program("APACHE_PROGRAM", "apache2"));
    let root = program.ancestors().nth(3).filter(|_| program.is_absolute());
    let folder = root.map_or_else(|| PathBuf::from("/"), PathBuf::from);
    let folder = folder.join("usr/lib/apache2/modules");
    let line =
        |name: &&str| format!("LoadModule {name}_module {}/mod_{name}.so\n", folder.display());
    MODULES.iter().map(line).collect()
}

const MODULES: [&str; 7] =
    ["mpm_event", "authz_core", "headers", "rewrite", "setenvif", "proxy", "proxy_http"];

/// The table has requests with long headers. If root runs the test, Apache needs another user.
const MAIN: &str = "\
ServerName test
PidFile httpd.pid
ErrorLog /dev/stderr
LogLevel crit
User #65534
Group #65534
Mutex pthread
LimitRequestFieldSize 131072
LimitRequestFields 1000
";

/// No browser sends these.
const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: EMPTY,
        instead: Instead::Lines(&[
            "200",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "preflight with an empty origin, which is anyone else",
        reason: EMPTY,
        instead: Instead::Lines(&[
            "200",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Expose-Headers: ETag",
            "Vary: Origin",
        ]),
    },
];

const EMPTY: &str = "Apache does not distinguish an empty header from a missing one";

#[test]
fn apache_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Apache>();
}

#[test]
fn apache_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Apache>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn apache_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Apache>();
}

#[test]
fn apache_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Apache>();
}
