//! Checks the manifests of published packages, for mistakes that Cargo does not report when it publishes.

use std::fs;
use std::path::Path;

use spdx::Expression;

use crate::Outcome;
use crate::metadata::{self, Package};

/// Checks each package that can be published.
pub(crate) fn run() -> Outcome {
    let packages = metadata::published()?;
    let faults = packages.iter().map(faults).collect::<Outcome<Vec<_>>>()?.concat();
    if faults.is_empty() {
        println!("{} packages can be published", packages.len());
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

fn faults(package: &Package) -> Outcome<Vec<String>> {
    let Package { name, directory, .. } = package;
    let mut faults = Vec::new();
    if package.rust_version.is_none() {
        faults.push("no `rust-version`; inherit it from the workspace".to_owned());
    }
    if let Some(expression) = &package.licence {
        let (files, notices) = (licence_files(directory)?, notices(&directory.join("src"))?);
        faults.extend(licence_faults(&Expression::parse(expression)?, &files, &notices));
    } else {
        faults.push("no `license`; inherit it from the workspace".to_owned());
    }
    Ok(faults.iter().map(|fault| format!("{name}: {fault}")).collect())
}

/// Contradictions between the licence expression, the licence files, and the notices in source files.
fn licence_faults(expression: &Expression, files: &[String], notices: &[Notice]) -> Vec<String> {
    let mut faults = Vec::new();
    let names = |licence: &str| {
        expression.requirements().any(|requirement| requirement.req.to_string() == licence)
    };
    for requirement in expression.requirements().map(|requirement| requirement.req.to_string()) {
        match FILES.iter().find(|(licence, _)| *licence == requirement) {
            Some((_, file)) if files.iter().any(|other| other == file) => {}
            Some((_, file)) => faults.push(format!("no `{file}`; add the text of {requirement}, or a link to it")),
            None => faults.push(format!(
                "`{requirement}` has no licence file; add its name to `FILES` in `xtask/src/manifests.rs`"
            )),
        }
    }
    for file in files {
        if !FILES.iter().any(|(licence, other)| other == file && names(licence)) {
            faults.push(format!("`license` does not name the licence of `{file}`; add it there"));
        }
    }
    for Notice { file, licence } in notices {
        // Every user of the package needs this licence, whatever other licence they choose.
        if expression.evaluate(|requirement| requirement.to_string() != *licence) {
            faults.push(format!(
                "`{file}` is under {licence}; write `license = \"… AND {licence}\"`"
            ));
        }
    }
    faults
}

/// A source file with another licence than the other files.
#[derive(Debug)]
struct Notice {
    file: String,
    licence: String,
}

fn notices(folder: &Path) -> Outcome<Vec<Notice>> {
    let mut notices = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path.is_dir() {
            notices.extend(self::notices(&path)?);
            continue;
        }
        // A picture of the guide has no notice, and is no text.
        let bytes = fs::read(&path)?;
        let text = String::from_utf8_lossy(&bytes);
        let licences = text.lines().filter_map(|line| line.strip_prefix(NOTICE));
        notices.extend(licences.map(|licence| Notice {
            file: entry.file_name().to_string_lossy().into_owned(),
            licence: licence.trim().to_owned(),
        }));
    }
    Ok(notices)
}

fn licence_files(folder: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") && folder.join(&name).is_file() {
            files.push(name);
        }
    }
    Ok(files)
}

/// The file with the text of each licence.
const FILES: [(&str, &str); 3] =
    [("Apache-2.0", "LICENSE-APACHE"), ("MIT", "LICENSE-MIT"), ("MPL-2.0", "LICENSE-MPL")];

const NOTICE: &str = "// SPDX-License-Identifier: ";

#[cfg(test)]
mod tests {
    use spdx::Expression;

    use super::{Notice, licence_faults};

    #[test]
    fn each_licence_is_in_the_expression_and_has_its_file() {
        let both = "LICENSE-APACHE LICENSE-MIT";
        let all = "LICENSE-APACHE LICENSE-MIT LICENSE-MPL";
        let table = [
            ("MIT OR Apache-2.0", both, "", ""),
            ("(MIT OR Apache-2.0) AND MPL-2.0", all, "MPL-2.0", ""),
            ("MIT OR Apache-2.0", "LICENSE-MIT", "", "no `LICENSE-APACHE`"),
            ("(MIT OR Apache-2.0) AND MPL-2.0", both, "MPL-2.0", "no `LICENSE-MPL`"),
            ("MIT OR Apache-2.0", all, "", "does not name the licence of `LICENSE-MPL`"),
            ("MIT OR Apache-2.0", both, "MPL-2.0", "AND MPL-2.0"),
            // The user could choose another licence, so this expression is not enough.
            ("MIT OR Apache-2.0 OR MPL-2.0", all, "MPL-2.0", "AND MPL-2.0"),
            ("MIT AND ISC", "LICENSE-MIT", "", "`ISC` has no licence file"),
        ];
        for (expression, files, notice, fault) in table {
            let files = files.split(' ').map(str::to_owned).collect::<Vec<_>>();
            let licences = notice.split_whitespace().map(str::to_owned);
            let notices = licences.map(|licence| Notice { file: "table.rs".to_owned(), licence });
            let notices = notices.collect::<Vec<_>>();
            let faults = licence_faults(&Expression::parse(expression).unwrap(), &files, &notices);
            if fault.is_empty() {
                assert!(faults.is_empty(), "{expression}, {files:?}: {faults:?}");
            } else {
                assert!(faults.len() == 1 && faults[0].contains(fault), "{expression}: {faults:?}");
            }
        }
    }
}
