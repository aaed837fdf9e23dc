//! `export`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use cors_policy_gateways::{Export as Exported, File, Target};
use serde::Serialize;
use similar::TextDiff;

use crate::policies::Policies;
use crate::terminal::{GOOD, NOTE, Outcome, Result, WARNING, note, print, print_json};

/// Write a policy as the configuration of a gateway
///
/// The text goes to the standard output. The verdict, and what to know about the gateway, goes to the standard error.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The name of a policy, or the path of a file with its text. `-` is the standard input
    policy: String,
    /// The gateway
    #[arg(long, value_parser = PossibleValuesParser::new(Target::ALL.iter().map(|target| target.name())))]
    to: String,
    /// Leave out what the gateway cannot express, instead of an error
    #[arg(long)]
    narrower: bool,
    /// Write the files into this folder, and create it if it is missing
    #[arg(long, value_name = "DIR", conflicts_with_all = ["check", "json"])]
    output: Option<PathBuf>,
    /// Compare with what is there, and write nothing: a file, or a folder that `--output` has written. Exit status 1 if
    /// it differs
    #[arg(long, value_name = "PATH", conflicts_with = "json")]
    check: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Export {
    pub(super) fn run(&self, policies: &Policies) -> Result {
        let policy = policies.find(&self.policy)?;
        let target = self.to.parse::<Target>()?;
        let export = if self.narrower { target.narrower(policy) } else { target.export(policy) }?;
        if let Some(path) = &self.check {
            return check(&export, path);
        }
        if let Some(folder) = &self.output {
            write(&export, folder)?;
        } else if self.json {
            print_json(&WrittenExport::of(target, &export))?;
            return Ok(Outcome::Fine);
        } else if let [file] = export.files() {
            print(file.text())?;
        } else {
            print(&export.to_string())?;
        }
        advise(&export)?;
        Ok(Outcome::Fine)
    }
}

/// Says what to know about the export.
fn advise(export: &Exported) -> Result<()> {
    note("verdict", NOTE, export.verdict())?;
    for file in export.files() {
        note("place", NOTE, format!("`{}`: {}", file.name(), file.place()))?;
    }
    for left_out in export.left_out() {
        note("left out", WARNING, left_out)?;
    }
    for text in export.notes() {
        note("note", NOTE, text)?;
    }
    Ok(())
}

fn write(export: &Exported, folder: &Path) -> Result<()> {
    let fault = |path: &Path, error| format!("cannot write `{}`: {error}", path.display());
    fs::create_dir_all(folder).map_err(|error| fault(folder, error))?;
    for file in export.files() {
        let path = folder.join(file.name());
        fs::write(&path, file.text()).map_err(|error| fault(&path, error))?;
        print(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

/// Compares an export with the files at `path`.
fn check(export: &Exported, path: &Path) -> Result {
    let is_folder = path.is_dir();
    if !is_folder && export.files().len() > 1 {
        let names = export.files().iter().map(File::name).collect::<Vec<_>>().join(", ");
        return Err(format!("the export has several files ({names}); pass their folder").into());
    }
    let mut outcome = Outcome::Fine;
    for file in export.files() {
        let path = if is_folder { path.join(file.name()) } else { path.to_owned() };
        let bytes = fs::read(&path)
            .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        let found = String::from_utf8_lossy(&bytes);
        if found == file.text() {
            note("same", GOOD, path.display())?;
        } else {
            outcome = Outcome::Findings;
            let names = (path.display().to_string(), format!("{} (exported)", file.name()));
            let diff = TextDiff::from_lines(&*found, file.text());
            let text = diff.unified_diff().header(&names.0, &names.1).to_string();
            print(&escape(&text))?;
        }
    }
    Ok(outcome)
}

/// Replaces what a terminal would obey. The file may be anything.
fn escape(text: &str) -> String {
    let visible = |char: char| !char.is_control() || matches!(char, '\n' | '\t');
    text.chars()
        .map(|char| if visible(char) { char } else { char::REPLACEMENT_CHARACTER })
        .collect()
}

#[derive(Serialize)]
struct WrittenExport<'a> {
    policy: &'a str,
    target: &'static str,
    /// `exact`, `exact for browsers` or `narrower`.
    verdict: String,
    files: Vec<WrittenFile<'a>>,
    notes: &'a [String],
    left_out: &'a [String],
}

#[derive(Serialize)]
struct WrittenFile<'a> {
    name: &'a str,
    place: &'static str,
    text: &'a str,
}

impl<'a> WrittenExport<'a> {
    fn of(target: Target, export: &'a Exported) -> Self {
        let write = |file: &'a File| WrittenFile {
            name: file.name(),
            place: file.place(),
            text: file.text(),
        };
        Self {
            policy: export.policy(),
            target: target.name(),
            verdict: export.verdict().to_string(),
            files: export.files().iter().map(write).collect(),
            notes: export.notes(),
            left_out: export.left_out(),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  cors-policy export API --to express
  cors-policy export API --to cloudfront --narrower
  cors-policy export API --to nginx --output deploy/
  cors-policy export API --to nginx --check deploy/";
