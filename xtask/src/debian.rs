//! Programs that are no crates, from Debian's packages where we may install them.

use std::env;
use std::process::{self, Stdio};

use crate::Outcome;
use crate::command::Command;

/// Installs `packages`. Where that cannot be done, `remedy` is the error.
pub(crate) fn install(packages: &str, remedy: &str) -> Outcome {
    let sudo = match () {
        () if !is_there("apt-get") => return Err(remedy.into()),
        () if succeeds("test", &["-w", "/var/lib/dpkg/lock"]) => "",
        () if succeeds("sudo", &["-n", "true"]) => "sudo -n ",
        () => return Err(remedy.into()),
    };
    let install = format!("apt-get install --yes --no-install-recommends {packages}");
    for line in ["apt-get update", &install] {
        run_line(&format!("{sudo}{line}")).map_err(|error| format!("{error}; {remedy}"))?;
    }
    Ok(())
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
