//! A policy prints as a declaration, and that declaration makes an equal policy.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use trybuild::TestCases;

use crate::table;

#[test]
fn a_printed_policy_is_read_back() {
    let (mut declarations, mut checks) = (String::new(), String::new());
    let policies =
        table::policies().into_iter().map(|(name, policy, _)| (name, policy.to_string()));
    let templates =
        table::templates().into_iter().map(|(name, template, _)| (name, template.to_string()));
    for (name, printed) in policies.chain(templates) {
        let name = name.to_uppercase();
        writeln!(declarations, "    static {name} = {printed};").expect("a string takes it");
        let text = format!("{printed:?}");
        writeln!(checks, "    assert_eq!({name}.to_string(), {text});").expect("a string takes it");
    }
    let source = format!(
        "#![deny(warnings)]\n\ncors_policy::cors_policy! {{\n{declarations}}}\n\nfn main() {{\n{checks}}}\n"
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("read_back.rs");
    fs::write(&path, source).expect("the folder for tests can be written to");
    TestCases::new().pass(path);
}
