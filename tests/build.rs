//! Generates one declaration for each size of an origin set that the tests use.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut declarations = String::from("cors_policy! {\n");
    for size in [1, 2, 8, 9, 64, 1_000, 10_000] {
        let entries = |entry: &dyn Fn(usize) -> String| {
            (0..size).map(|n| format!("        {:?},", entry(n))).collect::<Vec<_>>().join("\n")
        };
        let exact = entries(&|n| format!("https://tenant-{n}.example.com"));
        let subdomains = entries(&|n| format!("https://*.tenant-{n}.example.com"));
        write!(
            declarations,
            "    static EXACT_{size} = {{ origins: [\n{exact}\n    ] }};\n    \
             static SUBDOMAINS_{size} = {{ origins: [\n{subdomains}\n    ] }};\n"
        )
        .expect("a string takes what is written to it");
    }
    declarations.push_str("}\n");
    declarations.push_str(&spread(10_000));
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")).join("sets.rs");
    fs::write(path, declarations).expect("the build's own folder can be written to");
}

/// A policy that spreads two sets of this many origins and one set of patterns. The compiler compares each pair of
/// them.
fn spread(size: usize) -> String {
    let list = |entry: &dyn Fn(usize) -> String| {
        (0..size).map(|n| format!("{:?}", entry(n))).collect::<Vec<_>>().join(",\n        ")
    };
    let tenants = list(&|n| format!("https://tenant-{n}.example.com"));
    let partners = list(&|n| format!("https://tenant-{n}.example.org:8443"));
    let patterns =
        "\"https://*.preview.example.com\", \"https://*.example.net\", \"http://localhost:*\"";
    format!(
        "cors_origins! {{\n    static TENANTS = [\n        {tenants}\n    ];\n    \
         static PARTNERS = [\n        {partners}\n    ];\n    static PATTERNS = [{patterns}];\n}}\n\
         cors_policy! {{ static SPREAD = {{ origins: [..TENANTS, ..PARTNERS, ..PATTERNS] }}; }}\n"
    )
}
