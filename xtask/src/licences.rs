//! The licences of everything that is locked, against the list in `deny.toml`.
//!
//! cargo-deny reads the same list and does more. This needs nothing that is not here already.

use std::fs;

use spdx::{Expression, ParseMode};
use toml::{Table, Value};

use crate::Outcome;
use crate::metadata::{self, Package};

/// The two licences of this project, as each of its published packages carries them.
pub(crate) const FILES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Checks each package in `Cargo.lock`.
pub(crate) fn run() -> Outcome {
    let allowed = read_allowed()?;
    let packages = metadata::locked()?;
    let faults = packages.iter().filter_map(|package| fault(package, &allowed)).collect::<Vec<_>>();
    if faults.is_empty() {
        println!("{} packages are under {}", packages.len(), allowed.join(", "));
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

fn read_allowed() -> Outcome<Vec<String>> {
    let deny = fs::read_to_string("deny.toml")?.parse::<Table>()?;
    let allowed = deny.get("licenses").and_then(|licences| licences.get("allow"));
    let allowed = allowed.and_then(Value::as_array).ok_or("`deny.toml` has no `licenses.allow`")?;
    Ok(allowed.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn fault(package: &Package, allowed: &[String]) -> Option<String> {
    let Package { name, version, licence, .. } = package;
    let Some(licence) = licence else {
        return Some(format!("{name} {version}: no licence is declared"));
    };
    if is_allowed(licence, allowed) {
        None
    } else {
        Some(format!("{name} {version}: `{licence}` is not covered by `allow` in `deny.toml`"))
    }
}

/// Whether the allowed licences are enough for `expression`. What is not an expression is not allowed.
///
/// Lax, because older packages write `MIT/Apache-2.0`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|required| allowed.contains(&required.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

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
