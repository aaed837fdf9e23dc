//! Writes the policies that are measured, and a set of `phf` with the same origins, for each number of origins. And a
//! template, to measure origins that are configured.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let (mut policies, mut others) = (String::new(), String::new());
    for size in [1, 2, 3, 4, 6, 8, 12, 16, 100, 1_000, 10_000] {
        let exact = entries(size, "https://");
        let subdomains = entries(size, "https://*.");
        writeln!(policies, "pub(crate) static EXACT_{size} = {{ origins: [{exact}], {OPTIONS} }};")
            .expect(INFALLIBLE);
        if [1, 3, 16, 100, 10_000].contains(&size) {
            writeln!(
                policies,
                "pub(crate) static SUBDOMAINS_{size} = {{ origins: [{subdomains}], {OPTIONS} }};"
            )
            .expect(INFALLIBLE);
        }
        writeln!(
            others,
            "pub(crate) static PHF_{size}: phf::Set<&str> = phf::phf_set! {{ {exact} }};"
        )
        .expect(INFALLIBLE);
    }
    if env::var_os("CARGO_FEATURE_CONFIGURED").is_some() {
        // Configured origins are compared with the same number of declared ones. The template declares none.
        let exact = entries(100_000, "https://");
        writeln!(policies, "pub(crate) static EXACT_100000 = {{ origins: [{exact}], {OPTIONS} }};")
            .expect(INFALLIBLE);
        let template = "pub(crate) static CONFIGURED = { origins: [configured],";
        writeln!(policies, "{template} {OPTIONS} }};").expect(INFALLIBLE);
    }
    let text = format!("cors_policy::cors_policy! {{\n{policies}}}\n{others}");
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")).join("sets.rs");
    fs::write(path, text).expect("the build's own folder can be written to");
}

/// All origins have the same length, so that no lookup can decide by the length alone.
fn entries(size: usize, start: &str) -> String {
    (0..size).fold(String::new(), |mut list, n| {
        write!(list, "\"{start}tenant-{n:05}.example.com\", ").expect(INFALLIBLE);
        list
    })
}

const OPTIONS: &str = r#"
    methods: [GET, POST, PUT, DELETE],
    request_headers: ["Authorization", "Content-Type"],
    exposed_headers: ["ETag", "X-RateLimit-Remaining"],
    credentials: true,
    max_age: 2h"#;

const INFALLIBLE: &str = "a string takes what is written to it";
