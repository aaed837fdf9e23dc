//! What a published package must have, and what Cargo would publish it without.

use crate::metadata::{self, Package};
use crate::{Outcome, licences};

/// Checks each package that may be published.
pub(crate) fn run() -> Outcome {
    let packages = metadata::published()?;
    let faults = packages.iter().flat_map(faults).collect::<Vec<_>>();
    if faults.is_empty() {
        println!("{} packages can be published", packages.len());
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

fn faults(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    let name = &package.name;
    if package.rust_version.is_none() {
        faults.push(format!("{name}: no `rust-version`; inherit it from the workspace"));
    }
    for file in licences::FILES {
        if !package.directory.join(file).is_file() {
            faults.push(format!("{name}: no `{file}`; link to the one at the top"));
        }
    }
    faults
}
