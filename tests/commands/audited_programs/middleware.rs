//! Express with its middleware `cors`: what is wrong is found, and nothing else.

use std::fmt::Write as _;
use std::process::Command;

use cors_policy_gateway_tests::program::{Folder, Program, free_addresses};

use crate::report::Report;

#[test]
fn the_mistakes_of_options_of_express_are_found_and_nothing_else() {
    let folder = Folder::new("express-cors");
    let addresses = free_addresses(CASES.len());
    let applications = CASES.iter().zip(&addresses).map(|((options, _), address)| {
        format!("application({{ {options}, {LISTS} }}, {});\n", address.port())
    });
    let module = folder.write("main.mjs", &format!("{MODULE}{}", applications.collect::<String>()));
    let mut node = Command::new("node");
    node.arg(module);
    let _program = Program::start(node, folder, &addresses);
    let mut wrong = String::new();
    for ((options, rules), address) in CASES.iter().zip(&addresses) {
        if let Some(difference) = Report::of(*address, ARGUMENTS).differs(rules) {
            writeln!(wrong, "{options}: {difference}").expect("memory");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

const ARGUMENTS: &[&str] = &[
    "--origin",
    "https://app.example.com",
    "--method",
    "PUT",
    "--request-header",
    "Authorization",
];

/// Options, and the rules that find something.
const CASES: &[(&str, &[&str])] = &[
    // `true` repeats any origin.
    ("origin: true, credentials: true", &["reflects-any-origin", SWALLOWED]),
    // Without `$`, only the start is compared.
    (r"origin: /^https:\/\/app\.example\.com/, credentials: true", &["matches-prefix", SWALLOWED]),
    // Without `^`, only the end is compared, and `.` matches any character.
    (
        "origin: /app.example.com$/, credentials: true",
        &["matches-end-of-host", "unescaped-dot", SWALLOWED],
    ),
    ("origin: [\"https://app.example.com\"], credentials: true", &[SWALLOWED]),
    // One string is sent to every origin, so the response is the same for all.
    ("origin: \"https://app.example.com\"", &[SWALLOWED]),
    // The default is `*`.
    ("maxAge: 600", &[SWALLOWED]),
    ("origin: \"*\", credentials: true", &["wildcard-with-credentials", SWALLOWED]),
];

/// `cors` takes every `OPTIONS` for a preflight, whatever its options are.
const SWALLOWED: &str = "options-swallowed";

const LISTS: &str = "methods: [\"GET\", \"PUT\"], allowedHeaders: [\"Authorization\"]";

/// An application behind the middleware, as its documentation shows it.
const MODULE: &str = r#"
import { createRequire } from "node:module";

const require = createRequire(`${process.env.GATEWAY_NODE ?? process.cwd()}/`);
const express = require("express");
const cors = require("cors");

function application(options, port) {
  const app = express();
  app.use(cors(options));
  app.get("/users", (request, response) => response.send("ada, grace"));
  app.listen(port, "127.0.0.1");
}
"#;
