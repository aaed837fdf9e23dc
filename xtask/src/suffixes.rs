//! Which domains have public suffixes below them, out of Mozilla's list.
//!
//! `psl` answers what is a suffix, and cannot be asked what lies below a domain. So this writes a table, to be run
//! whenever `psl` is updated: `cargo xtask suffixes < public_suffix_list.dat`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{fs, io};

use crate::Outcome;

/// Reads the list from standard input, and writes the table.
pub(crate) fn run() -> Outcome {
    let list = io::read_to_string(io::stdin())?;
    let table = above(&list);
    if table.is_empty() {
        return Err(
            "there are no rules in what was read; pipe `public_suffix_list.dat` into this".into()
        );
    }
    fs::write(PATH, source(&list, &table))?;
    println!("{PATH}: {} domains", table.len());
    Ok(())
}

/// Each domain that is no public suffix itself, and the first suffix below it. Names beyond ASCII are left out.
fn above(list: &str) -> BTreeMap<&str, &str> {
    let lines = list.lines().map(str::trim);
    let rules = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && line.is_ascii());
    let rules = rules.collect::<BTreeSet<_>>();
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
                above.entry(ancestor).or_insert(*rule);
            }
        }
    }
    above
}

fn source(list: &str, table: &BTreeMap<&str, &str>) -> String {
    let version =
        list.lines().find_map(|line| line.strip_prefix("// VERSION: ")).unwrap_or("unknown");
    let mut source = format!(
        "//! Domains with public suffixes below them, and the first of those. Written by `cargo xtask suffixes`.\n\n\
         /// Of the list of version {version}, sorted.\n\
         pub(super) const ABOVE_SUFFIXES: [(&str, &str); {}] = [\n",
        table.len()
    );
    for (domain, suffix) in table {
        writeln!(source, "    ({domain:?}, {suffix:?}),")
            .expect("a string takes what is written to it");
    }
    source + "];\n"
}

const PATH: &str = "cors-policy-core/src/origin/above_suffixes.rs";

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn domains_above_suffixes_are_found() {
        let list = "// VERSION: 1\ncom\ns3.amazonaws.com\na.s3.amazonaws.com\nck\n!www.ck\n*.ck\n*.x.example.com\nco.uk\nuk\n";
        let table = above(list).into_iter().collect::<Vec<_>>();
        assert_eq!(
            table,
            [("amazonaws.com", "a.s3.amazonaws.com"), ("example.com", "*.x.example.com")]
        );
    }
}
