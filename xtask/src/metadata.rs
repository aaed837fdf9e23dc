//! The workspace, as Cargo sees it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Outcome;

/// A package of this workspace, or a dependency.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
    pub(crate) rust_version: Option<String>,
    /// Each feature that the package declares, `default` included.
    pub(crate) features: Vec<String>,
    /// The folder of its `Cargo.toml`.
    pub(crate) directory: PathBuf,
    /// The root of its library, relative to the top of the repository.
    pub(crate) library: Option<String>,
    /// The packages of this workspace on which it, or one of its tests, depends.
    pub(crate) siblings: Vec<Sibling>,
    is_private: bool,
}

/// A dependency on another package of this workspace.
#[derive(Debug)]
pub(crate) struct Sibling {
    pub(crate) name: String,
    /// Relative to the top of the repository.
    pub(crate) directory: String,
}

/// The packages of this workspace that can be published.
pub(crate) fn published() -> Outcome<Vec<Package>> {
    let packages = read(&["--no-deps"])?;
    Ok(packages.into_iter().filter(|package| !package.is_private).collect())
}

/// Every package in `Cargo.lock`.
pub(crate) fn locked() -> Outcome<Vec<Package>> {
    read(&["--all-features"])
}

/// Every package in the `Cargo.lock` of an example that is a separate workspace.
pub(crate) fn locked_by_example(name: &str) -> Outcome<Vec<Package>> {
    read(&["--all-features", "--manifest-path", &format!("examples/{name}/Cargo.toml")])
}

fn read(options: &[&str]) -> Outcome<Vec<Package>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(options)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("`cargo metadata` failed ({})", output.status).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let top = Path::new(metadata["workspace_root"].as_str().ok_or(SHAPE)?);
    let packages = metadata["packages"].as_array().ok_or(SHAPE)?;
    packages.iter().map(|package| parse(package, top).ok_or_else(|| SHAPE.into())).collect()
}

/// One entry of `packages`:
/// [`cargo metadata`](https://doc.rust-lang.org/cargo/commands/cargo-metadata.html#json-format).
fn parse(package: &Value, top: &Path) -> Option<Package> {
    Some(Package {
        name: text(&package["name"])?,
        version: text(&package["version"])?,
        licence: text(&package["license"]),
        rust_version: text(&package["rust_version"]),
        features: package["features"].as_object()?.keys().cloned().collect(),
        directory: Path::new(package["manifest_path"].as_str()?).parent()?.to_owned(),
        library: list(&package["targets"], |target| library(target, top))?.pop(),
        siblings: list(&package["dependencies"], |dependency| sibling(dependency, top))?,
        is_private: package["publish"].as_array().is_some_and(Vec::is_empty),
    })
}

fn library(target: &Value, top: &Path) -> Option<String> {
    let kinds = target["kind"].as_array()?;
    if !kinds.iter().any(|kind| kind == "lib" || kind == "proc-macro") {
        return None;
    }
    below(top, &target["src_path"])
}

fn sibling(dependency: &Value, top: &Path) -> Option<Sibling> {
    Some(Sibling { name: text(&dependency["name"])?, directory: below(top, &dependency["path"])? })
}

fn list<T>(values: &Value, parse: impl FnMut(&Value) -> Option<T>) -> Option<Vec<T>> {
    Some(values.as_array()?.iter().filter_map(parse).collect())
}

/// The rest of a path that begins with `top`.
fn below(top: &Path, path: &Value) -> Option<String> {
    let rest = Path::new(path.as_str()?).strip_prefix(top).ok()?;
    Some(rest.to_str()?.to_owned())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

const SHAPE: &str = "`cargo metadata` printed something else than expected";
