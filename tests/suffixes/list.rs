//! Mozilla's Public Suffix List, and its algorithm exactly as it is written:
//! <https://github.com/publicsuffix/list/wiki/Format>.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use url::Host;

/// The rules of the list. Their names are in Punycode, as browsers send them.
pub(crate) struct List {
    rules: BTreeSet<String>,
    /// Each name that has a public suffix below it.
    above: BTreeSet<String>,
}

impl List {
    /// The list from which the locked version of `psl` was made. It is in the package of `psl`.
    pub(crate) fn read() -> Self {
        let path = package("psl").join("data/rules.txt");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let rules = lines.map(encoded).collect::<BTreeSet<_>>();
        let suffixes = rules.iter().filter(|rule| !rule.starts_with('!'));
        let above = suffixes.flat_map(|suffix| ancestors(suffix)).map(str::to_owned).collect();
        Self { rules, above }
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(String::as_str)
    }

    /// Whether a rule makes `name` a public suffix, or every name directly below it.
    pub(crate) fn is_listed(&self, name: &str) -> bool {
        let has_rule = self.has(name) || self.has(&format!("*.{}", parent(name)));
        let is_suffix = has_rule && !self.has(&format!("!{name}"));
        is_suffix || self.has(&format!("*.{name}"))
    }

    /// Whether `name` is a public suffix only because no rule matches it: "If no rules match, the prevailing rule is
    /// `*`."
    pub(crate) fn is_unlisted(&self, name: &str) -> bool {
        !name.contains('.') && !self.is_listed(name)
    }

    pub(crate) fn has_suffix_below(&self, name: &str) -> bool {
        self.above.contains(name)
    }

    /// Whether `rule` is on the list and makes a name below `name` a public suffix.
    pub(crate) fn has_rule_below(&self, name: &str, rule: &str) -> bool {
        let rest = rule.strip_suffix(name);
        self.has(rule) && !rule.starts_with('!') && rest.is_some_and(|rest| rest.ends_with('.'))
    }

    fn has(&self, rule: &str) -> bool {
        self.rules.contains(rule)
    }
}

/// The name without its first label, without its first two labels, and so on.
pub(crate) fn ancestors(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').map(|(dot, _)| &name[dot + 1..])
}

/// A rule, with its name in Punycode.
fn encoded(rule: &str) -> String {
    let name = rule.trim_start_matches(['!', '*', '.']);
    match Host::parse(name) {
        Ok(Host::Domain(encoded)) => rule.replace(name, &encoded),
        other => panic!("{rule}: {other:?}"),
    }
}

fn parent(name: &str) -> &str {
    ancestors(name).next().unwrap_or_default()
}

/// The folder in which Cargo stores the source of a package in `Cargo.lock`.
fn package(name: &str) -> PathBuf {
    let cargo = env::var_os("CARGO").expect("cargo runs this");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    let packages = metadata["packages"].as_array().expect("it lists packages");
    let package = packages.iter().find(|package| package["name"] == name).expect("it is locked");
    let manifest = Path::new(package["manifest_path"].as_str().expect("it is somewhere"));
    manifest.parent().expect("it is in a folder").to_owned()
}
