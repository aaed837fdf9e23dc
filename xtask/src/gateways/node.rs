//! The gateways and models that npm has. Their versions are in `tests/gateways/node/package.json`.

use std::{env, fs};

use super::REMEDY;
use crate::Outcome;
use crate::debian::{install, is_there, run_line};

/// Installs them below the target folder, and returns the variable of the tests.
pub(crate) fn variables() -> Outcome<Vec<String>> {
    if !is_there("npm") {
        install("nodejs npm", REMEDY)?;
    }
    fs::create_dir_all(FOLDER)?;
    fs::copy("tests/gateways/node/package.json", format!("{FOLDER}/package.json"))?;
    run_line(&format!("npm install --prefix {FOLDER} --no-audit --no-fund --loglevel error"))?;
    Ok(vec![format!("GATEWAY_NODE={}", env::current_dir()?.join(FOLDER).display())])
}

const FOLDER: &str = "target/gateways/node";
