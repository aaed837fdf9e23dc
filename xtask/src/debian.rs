//! Programs that are not crates. They come from Debian's packages, if this machine allows that.

use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::{env, fs};

use crate::Outcome;
use crate::command::Command;

/// Installs `packages`. If that is impossible, `remedy` is the error.
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

/// Downloads `packages` and everything that they need and that this system lacks. Unpacks all of it to `folder`, and
/// installs nothing. If that fails, `remedy` is part of the error.
///
/// This needs no special rights, because the lists of packages are downloaded to a separate folder.
pub(crate) fn unpack(packages: &[&str], folder: &Path, remedy: &str) -> Outcome {
    if !is_there("apt-get") || !is_there("dpkg") {
        return Err(format!("`apt-get` and `dpkg` were not found; {remedy}").into());
    }
    // The folder is renamed to `folder` when it is complete.
    let mut unpacked = folder.as_os_str().to_owned();
    unpacked.push(".part");
    let unpacked = PathBuf::from(unpacked);
    remove(&unpacked)?;
    let downloads = unpacked.join("downloads");
    fs::create_dir_all(downloads.join("lists"))?;
    unpack_to(&unpacked, packages, &downloads).map_err(|error| format!("{error}; {remedy}"))?;
    remove(&downloads)?;
    fs::rename(unpacked, folder)?;
    Ok(())
}

/// The folders of the unpacked libraries. Each architecture has one: `x86_64-linux-gnu`.
pub(crate) fn libraries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut libraries = Vec::new();
    for parent in [folder.join("usr/lib"), folder.join("lib")] {
        for entry in fs::read_dir(parent).into_iter().flatten() {
            let entry = entry?;
            if entry.file_name().to_string_lossy().contains("-linux-") {
                libraries.push(entry.path());
            }
        }
    }
    Ok(libraries)
}

fn unpack_to(folder: &Path, packages: &[&str], downloads: &Path) -> Outcome {
    let apt = |arguments: &[&str]| {
        let mut apt = process::Command::new("apt-get");
        // `download` writes to the current folder.
        apt.current_dir(downloads).args(["-q", "-o", "APT::Sandbox::User=root"]);
        for (option, name) in [("Dir::State::Lists", "lists"), ("Dir::Cache", "cache")] {
            apt.arg("-o").arg(format!("{option}={}", downloads.join(name).display()));
        }
        apt.args(arguments);
        apt
    };
    read_from(apt(&["update"]))?;
    // A specific version may conflict with installed packages. It will not be installed, so the simulation ignores it.
    let names = packages.iter().filter(|package| !package.contains('='));
    let names = names.copied().collect::<Vec<_>>();
    let plan = [&["install", "--simulate", "--no-install-recommends"], names.as_slice()].concat();
    let plan = read_from(apt(&plan))?;
    let missing = planned(&plan).filter(|name| !names.contains(name)).collect::<Vec<_>>();
    read_from(apt(&[&["download"], packages, missing.as_slice()].concat()))?;
    for entry in fs::read_dir(downloads)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            let mut dpkg = process::Command::new("dpkg");
            dpkg.arg("-x").args([&path, folder]);
            read_from(dpkg)?;
        }
    }
    Ok(())
}

/// The packages that a simulation would install.
fn planned(plan: &str) -> impl Iterator<Item = &str> {
    plan.lines().filter_map(|line| line.strip_prefix("Inst ")?.split(' ').next())
}

/// Prints a command, runs it, and returns its output.
fn read_from(mut command: process::Command) -> Outcome<String> {
    println!("$ {command:?}");
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{command:?} failed ({})", output.status).into())
    }
}

fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Whether a program with this name can be run.
pub(crate) fn is_there(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// Whether a command succeeds. Its output is ignored.
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

#[cfg(test)]
mod tests {
    use super::planned;

    #[test]
    fn a_plan_names_what_is_missing() {
        let plan = "The following NEW packages will be installed:\n  libllvm19 libmd0\n\
            Inst libmd0 (1.0.4-2 Debian:12.15/oldstable [amd64])\n\
            Inst libllvm19 [1:19.1.6-1] (1:19.1.7-3~deb12u1 Debian:12.15/oldstable [amd64])\n\
            Conf libmd0 (1.0.4-2 Debian:12.15/oldstable [amd64])\n";
        assert_eq!(planned(plan).collect::<Vec<_>>(), ["libmd0", "libllvm19"]);
    }
}
