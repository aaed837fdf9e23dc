//! Prints a policy as it is declared.

use std::fmt::{Debug, Display, Formatter, Result};

use super::checked::Declared;
use super::compiled::{Origins, Policy};

/// Prints the declaration: the text between `static NAME =` and `;` in [`cors_policy!`](crate::cors_policy).
impl Display for Policy {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.write(f, &self.origins())
    }
}

impl Policy {
    /// Writes the policy as it would be declared with these origins.
    pub(crate) fn write(&self, f: &mut Formatter<'_>, origins: &Origins) -> Result {
        write_declaration(f, self, |f| write_origins(f, origins))
    }
}

/// Prints the name and the place of the declaration, and then the same as `Display`.
impl Debug for Policy {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write_name(f, self)?;
        Display::fmt(self, f)
    }
}

/// Writes the name and the place of a policy, for `Debug`.
pub(crate) fn write_name(f: &mut Formatter<'_>, policy: &Policy) -> Result {
    match policy.checked().declared {
        Some(Declared { name, location }) => write!(f, "{name} ({location}) "),
        None => Ok(()),
    }
}

/// Writes the declaration of a policy, whose origins `write_origins` writes.
pub(crate) fn write_declaration(
    f: &mut Formatter<'_>,
    policy: &Policy,
    write_origins: impl FnOnce(&mut Formatter<'_>) -> Result,
) -> Result {
    writeln!(f, "{{")?;
    write_origins(f)?;
    write_grants(f, "    ", policy)?;
    if policy.checked().insecure_origins {
        writeln!(f, "    dangerously_allow_insecure_origins: true,")?;
    }
    if policy.checked().public_suffix_subdomains {
        writeln!(f, "    dangerously_allow_public_suffix_subdomains: true,")?;
    }
    match policy.anyone_else() {
        None => {}
        Some(anyone_else) if grants_nothing(anyone_else) => writeln!(f, "    anyone_else: {{}},")?,
        Some(anyone_else) => {
            writeln!(f, "    anyone_else: {{")?;
            write_grants(f, "        ", anyone_else)?;
            writeln!(f, "    }},")?;
        }
    }
    write!(f, "}}")
}

/// Writes what allowed origins may do, after this white space on each line.
fn write_grants(f: &mut Formatter<'_>, indent: &str, policy: &Policy) -> Result {
    write_list(f, indent, "methods", policy.methods(), is_word)?;
    write_list(f, indent, "request_headers", policy.request_headers(), |_| false)?;
    write_list(f, indent, "exposed_headers", policy.exposed_headers(), |_| false)?;
    if policy.credentials() {
        writeln!(f, "{indent}credentials: true,")?;
    }
    match policy.max_age() {
        Some(age) => writeln!(f, "{indent}max_age: {},", Age(age.as_secs())),
        None => Ok(()),
    }
}

/// Whether a policy for any origin has no other option.
fn grants_nothing(policy: &Policy) -> bool {
    let lists = [policy.methods(), policy.request_headers(), policy.exposed_headers()];
    lists.iter().all(|list| list.is_empty()) && policy.max_age().is_none()
}

fn write_origins(f: &mut Formatter<'_>, origins: &Origins) -> Result {
    match origins {
        Origins::Any => writeln!(f, "    origins: any,"),
        Origins::None => writeln!(f, "    origins: none,"),
        Origins::Listed(entries) => write_entries(f, &[], entries),
    }
}

/// Writes a list of origins: first keywords, and then the entries.
pub(crate) fn write_entries(
    f: &mut Formatter<'_>,
    keywords: &[&str],
    entries: &[String],
) -> Result {
    writeln!(f, "    origins: [")?;
    for keyword in keywords {
        writeln!(f, "        {keyword},")?;
    }
    for entry in entries {
        writeln!(f, "        {entry:?},")?;
    }
    writeln!(f, "    ],")
}

fn write_list(
    f: &mut Formatter<'_>,
    indent: &str,
    option: &str,
    names: &[&str],
    is_bare: impl Fn(&str) -> bool,
) -> Result {
    match names {
        [] => return Ok(()),
        ["*"] => return writeln!(f, "{indent}{option}: any,"),
        _ => write!(f, "{indent}{option}: [")?,
    }
    for (index, name) in names.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        match *name {
            "*" => write!(f, "{separator}any")?,
            name if is_bare(name) => write!(f, "{separator}{name}")?,
            name => write!(f, "{separator}{name:?}")?,
        }
    }
    writeln!(f, "],")
}

/// Whether a method can be written without quotes.
fn is_word(method: &str) -> bool {
    method.starts_with(|c: char| c.is_ascii_alphabetic())
        && method.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Seconds, in the largest unit that needs no fraction.
struct Age(u64);

impl Display for Age {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let units = [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")];
        match units.into_iter().find(|(factor, _)| self.0 > 0 && self.0 % factor == 0) {
            Some((factor, unit)) => write!(f, "{}{unit}", self.0 / factor),
            None => write!(f, "0"),
        }
    }
}
