//! The licences of all locked packages, compared with the list in `deny.toml`.
//!
//! cargo-deny reads the same list and checks more. This check needs no other program.

use std::fs;

use spdx::{Expression, ParseMode};
use toml::{Table, Value};

use crate::Outcome;
use crate::metadata::{self, Package};

/// Checks each package in `Cargo.lock`, and in those of the examples that are separate workspaces.
pub(crate) fn run() -> Outcome {
    let (allowed, exceptions) = read_allowed(&fs::read_to_string("deny.toml")?.parse()?)?;
    let mut packages = metadata::locked()?;
    for example in ["edge", "pingora"] {
        packages.extend(metadata::locked_by_example(example)?);
    }
    let faults = packages
        .iter()
        .filter_map(|package| fault(package, &allowed, &exceptions))
        .collect::<Vec<_>>();
    if faults.is_empty() {
        println!("{} packages are under {}", packages.len(), allowed.join(", "));
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

/// The licences that every package can have, and additional licences that some packages can have.
fn read_allowed(deny: &Table) -> Outcome<(Vec<String>, Vec<Exception>)> {
    let licences = deny.get("licenses").ok_or("`deny.toml` has no `licenses`")?;
    let allowed = texts(licences.get("allow")).ok_or("`deny.toml` has no `licenses.allow`")?;
    let exceptions = match licences.get("exceptions") {
        None => Vec::new(),
        Some(exceptions) => {
            let exceptions =
                exceptions.as_array().and_then(|list| list.iter().map(exception).collect());
            exceptions.ok_or("invalid exception in `deny.toml`; write `crate` and `allow`")?
        }
    };
    Ok((allowed, exceptions))
}

/// Additional licences for one package.
#[derive(Debug)]
struct Exception {
    package: String,
    allowed: Vec<String>,
}

fn exception(value: &Value) -> Option<Exception> {
    Some(Exception {
        package: value.get("crate")?.as_str()?.to_owned(),
        allowed: texts(value.get("allow"))?,
    })
}

fn texts(value: Option<&Value>) -> Option<Vec<String>> {
    value?.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn fault(package: &Package, allowed: &[String], exceptions: &[Exception]) -> Option<String> {
    let Package { name, version, licence, .. } = package;
    let Some(licence) = licence else {
        return Some(format!("{name} {version}: no licence is declared"));
    };
    let exceptions = exceptions.iter().filter(|exception| exception.package == *name);
    let exceptions = exceptions.flat_map(|exception| &exception.allowed);
    let allowed = allowed.iter().chain(exceptions).cloned().collect::<Vec<_>>();
    if is_allowed(licence, &allowed) {
        None
    } else {
        Some(format!("{name} {version}: `{licence}` is not covered by `allow` in `deny.toml`"))
    }
}

/// Whether the allowed licences are enough for `expression`. Text that is not an expression is not allowed.
///
/// The parser is lax, because older packages write `MIT/Apache-2.0`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|required| allowed.contains(&required.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::{fault, is_allowed, read_allowed};
    use crate::metadata;

    #[test]
    fn an_exception_is_for_one_package() {
        let deny = "licenses = { allow = [\"MIT\"], exceptions = [{ allow = [\"MPL-2.0\"], crate = \"cors-policy-core\" }] }";
        let (allowed, exceptions) = read_allowed(&deny.parse().unwrap()).unwrap();
        for mut package in metadata::published().unwrap() {
            package.licence = Some("MIT AND MPL-2.0".to_owned());
            let fault = fault(&package, &allowed, &exceptions);
            assert_eq!(fault.is_none(), package.name == "cors-policy-core", "{fault:?}");
        }
        for deny in
            ["", "licenses = {}", "licenses = { allow = [], exceptions = [{ allow = [] }] }"]
        {
            assert!(read_allowed(&deny.parse().unwrap()).is_err(), "{deny}");
        }
    }

    #[test]
    fn one_side_of_or_is_enough_and_both_sides_of_and_are_needed() {
        let allowed = ["MIT".to_owned(), "Apache-2.0".to_owned()];
        let table = [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("Unlicense OR MIT", true),
            ("Apache-2.0 WITH LLVM-exception OR MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
            ("MIT AND BSD-3-Clause", false),
            ("Apache-2.0 WITH LLVM-exception", false),
            ("GPL-3.0-only", false),
            ("see the website", false),
            ("", false),
        ];
        for (expression, expected) in table {
            assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
        }
    }
}
