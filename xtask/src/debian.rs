//! Programs that are no crates, from Debian's packages where we may install them.

use std::env;
use std::fs;
use std::process::{self, Stdio};

use crate::Outcome;
use crate::command::Command;

/// Installs `packages`. Where that cannot be done, `remedy` is the error.
pub(crate) fn install(packages: &str, remedy: &str) -> Outcome {
    let sudo = sudo(remedy)?;
    let install = format!("apt-get install --yes --no-install-recommends {packages}");
    for line in ["apt-get update", &install] {
        run_line(&format!("{sudo}{line}")).map_err(|error| format!("{error}; {remedy}"))?;
    }
    Ok(())
}

/// Unpacks `package` into `folder`, and installs nothing: what it would start is not started. Where that cannot be done,
/// `remedy` is the error.
pub(crate) fn unpack(package: &str, folder: &str, remedy: &str) -> Outcome {
    if !is_there("apt-get") {
        return Err(remedy.into());
    }
    fs::create_dir_all(folder)?;
    let download = format!("env --chdir {folder} apt-get download {package}");
    // It needs no rights, and the lists of packages only where they are missing or old.
    if run_line(&download).is_err() {
        for line in [format!("{}apt-get update", sudo(remedy)?), download] {
            run_line(&line).map_err(|error| format!("{error}; {remedy}"))?;
        }
    }
    let mut archives = Vec::new();
    for entry in fs::read_dir(folder)? {
        archives.push(entry?.path());
    }
    archives.retain(|path| path.extension().is_some_and(|extension| extension == "deb"));
    for archive in archives {
        run_line(&format!("dpkg --extract {} {folder}", archive.display()))?;
        fs::remove_file(archive)?;
    }
    Ok(())
}

/// What a command begins with that changes the system. Where we may not, `remedy` is the error.
fn sudo(remedy: &str) -> Outcome<&'static str> {
    match () {
        () if !is_there("apt-get") => Err(remedy.into()),
        () if succeeds("test", &["-w", "/var/lib/dpkg/lock"]) => Ok(""),
        () if succeeds("sudo", &["-n", "true"]) => Ok("sudo -n "),
        () => Err(remedy.into()),
    }
}

/// Whether a program can be run by its name.
pub(crate) fn is_there(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// Whether a command ends well, whatever it says.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = process::Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Prints a command and runs it.
pub(crate) fn run_line(line: &str) -> Outcome {
    println!("$ {line}");
    Command::new(line.split(' ').map(str::to_owned).collect()).run()?;
    Ok(())
}
