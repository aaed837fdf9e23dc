//! Which domains have public suffixes below them, according to Mozilla's list.
//!
//! `psl` tells whether a domain is a suffix. It cannot list the suffixes below a domain. So this command writes a table
//! of its own, from the same rules: those in the package of the locked `psl`.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use idna::AsciiDenyList;
use toml::Table;

use crate::Outcome;
use crate::metadata::{self, Package};

/// Checks that the table was made from the locked `psl`. With `BLESS=1` it writes the table instead.
pub(crate) fn run() -> Outcome {
    let psl = metadata::locked()?.into_iter().find(|package| package.name == "psl");
    let Package { version, directory, .. } = psl.ok_or("`Cargo.lock` does not contain `psl`")?;
    check_requirement(&fs::read_to_string("Cargo.toml")?.parse()?, &version)?;

    let list = directory.join("data/rules.txt");
    let list = fs::read_to_string(&list)
        .map_err(|error| format!("cannot read the rules of `psl`, {}: {error}", list.display()))?;
    let rules = parse(&list)?;
    let table = above(&rules);
    let source = source(&version, &table);
    if env::var_os("BLESS").is_some() {
        fs::write(PATH, source)?;
    } else if fs::read_to_string(PATH)? != source {
        let remedy = "run `BLESS=1 cargo xtask suffixes`";
        return Err(format!("`{PATH}` was not made from `psl` {version}; {remedy}").into());
    }
    println!("{PATH}: {} domains, from {} rules of `psl` {version}", table.len(), rules.len());
    Ok(())
}

/// The libraries must require the version from which the table was made. An older version has other suffixes than the
/// table. A newer version can be used: requiring one exact version would conflict with other crates that depend on
/// `psl`.
fn check_requirement(manifest: &Table, locked: &str) -> Outcome {
    let dependencies = manifest.get("workspace").and_then(|table| table.get("dependencies"));
    let required = dependencies.and_then(|table| table.get("psl")?.as_str());
    let required =
        required.ok_or("`Cargo.toml` has no `psl = \"…\"` in `workspace.dependencies`")?;
    if required == locked {
        Ok(())
    } else {
        Err(format!(
            "`Cargo.toml` requires `psl` {required}, but the table is made from the locked version, {locked}; write \
             `psl = \"{locked}\"`"
        )
        .into())
    }
}

/// The rules of the list, with the names as browsers send them: in Punycode.
fn parse(list: &str) -> Outcome<BTreeSet<String>> {
    let lines = list.lines().map(str::trim);
    let rules = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    let rules = rules.map(encode).collect::<Outcome<BTreeSet<_>>>()?;
    if rules.is_empty() { Err("the list of `psl` has no rules".into()) } else { Ok(rules) }
}

fn encode(rule: &str) -> Outcome<String> {
    let name = rule.strip_prefix('!').or(rule.strip_prefix("*.")).unwrap_or(rule);
    if name.contains(['*', '!']) {
        return Err(format!("the rule `{rule}` has a form that this does not know").into());
    }
    let encoded = idna::domain_to_ascii_cow(name.as_bytes(), AsciiDenyList::URL)
        .map_err(|_| format!("the rule `{rule}` has a name that browsers do not accept"))?;
    Ok(rule.replace(name, &encoded))
}

/// Each domain that is not a public suffix itself, and the first suffix below it.
fn above(rules: &BTreeSet<String>) -> BTreeMap<&str, &str> {
    let is_suffix = |domain: &str| {
        let parent = domain.split_once('.').map_or("", |(_, parent)| parent);
        !rules.contains(format!("!{domain}").as_str())
            && (!domain.contains('.')
                || rules.contains(domain)
                || rules.contains(format!("*.{parent}").as_str()))
    };
    let mut above = BTreeMap::new();
    for rule in rules.iter().filter(|rule| !rule.starts_with('!')) {
        let domain = rule.strip_prefix("*.").unwrap_or(rule);
        for (dot, _) in domain.match_indices('.') {
            let ancestor = &domain[dot + 1..];
            if !is_suffix(ancestor) {
                above.entry(ancestor).or_insert(rule.as_str());
            }
        }
    }
    above
}

fn source(version: &str, table: &BTreeMap<&str, &str>) -> String {
    let mut source = format!(
        "{NOTICE}\n\n\
         //! Domains with public suffixes below them, each with the first of these suffixes. \
         Written by `cargo xtask suffixes`.\n\n\
         /// From the list in `psl` {version}, sorted.\n\
         pub(super) const ABOVE_SUFFIXES: [(&str, &str); {}] = [\n",
        table.len()
    );
    for (domain, suffix) in table {
        let row = format!("    ({domain:?}, {suffix:?}),");
        source.push_str(&if row.len() > 100 { broken(domain, suffix) } else { row });
        source.push('\n');
    }
    source + "];\n"
}

/// A row that is too long for one line, broken as rustfmt breaks it.
fn broken(domain: &str, suffix: &str) -> String {
    format!("    (\n        {domain:?},\n        {suffix:?},\n    ),")
}

/// The list, and so this table, has another licence than the code.
const NOTICE: &str = "\
// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not
// distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// SPDX-License-Identifier: MPL-2.0";

const PATH: &str = "cors-policy-core/src/origin/above_suffixes.rs";

#[cfg(test)]
mod tests {
    use super::{above, check_requirement, parse};

    #[test]
    fn domains_above_suffixes_are_found() {
        let list = "// VERSION: 1\r\ncom\r\ns3.amazonaws.com\na.s3.amazonaws.com\nck\n!www.ck\n*.ck\n*.x.example.com\nco.uk\nuk\n";
        let rules = parse(list).unwrap();
        let table = above(&rules).into_iter().collect::<Vec<_>>();
        assert_eq!(
            table,
            [("amazonaws.com", "a.s3.amazonaws.com"), ("example.com", "*.x.example.com")]
        );
    }

    #[test]
    fn names_beyond_ascii_are_encoded() {
        let rules = parse("no\nvåler.østfold.no\n*.भारत\n!食狮.公司.cn\n").unwrap();
        assert_eq!(
            rules.iter().map(String::as_str).collect::<Vec<_>>(),
            ["!xn--85x722f.xn--55qx5d.cn", "*.xn--h2brj9c", "no", "xn--vler-qoa.xn--stfold-9xa.no"]
        );
        let table = above(&rules).into_iter().collect::<Vec<_>>();
        assert_eq!(table, [("xn--stfold-9xa.no", "xn--vler-qoa.xn--stfold-9xa.no")]);
    }

    #[test]
    fn rules_that_cannot_be_read_are_errors() {
        for list in [
            "",
            "// nothing\n",
            "a.*.example\n",
            "*.!example\n",
            "a b.example\n",
            "xn--a.example\n",
        ] {
            assert!(parse(list).is_err(), "{list:?}");
        }
    }

    #[test]
    fn the_requirement_is_the_version_of_the_table() {
        let manifest = |psl: &str| format!("[workspace.dependencies]\n{psl}\n").parse().unwrap();
        assert!(check_requirement(&manifest("psl = \"2.1.247\""), "2.1.247").is_ok());
        for psl in ["psl = \"2\"", "psl = \"2.1.246\"", "psl = \"=2.1.247\"", ""] {
            let error = check_requirement(&manifest(psl), "2.1.247").unwrap_err().to_string();
            assert!(error.contains("psl = \"2.1.247\"") || psl.is_empty(), "{error}");
        }
    }
}
