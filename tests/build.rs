//! Writes one declaration for each size of an origin set that is tested.

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
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")).join("sets.rs");
    fs::write(path, declarations).expect("the build's own folder can be written to");
}
