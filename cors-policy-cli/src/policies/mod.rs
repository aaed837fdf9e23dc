//! The policies that a command can name.

mod written;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::path::Path;

use cors_policy::{IntoPolicyRef, Policy, PolicyRef};

pub(crate) use self::written::Written;
use crate::text::{self, INPUT, TextError};

/// The policies of the program.
#[derive(Debug)]
pub(crate) struct Policies(Vec<PolicyRef>);

/// An argument does not name a policy.
#[derive(Debug)]
pub(crate) enum NoPolicy {
    /// There is no policy and no file with this name.
    Unknown { argument: String, names: Vec<String> },
    /// Several policies of the program have the name, and none of them is meant more than the others.
    Ambiguous { argument: String, places: Vec<String> },
    /// The file has several policies, and none with the name, if one is given.
    InFile { file: String, name: Option<String>, names: Vec<String> },
    /// The file cannot be read, or has mistakes.
    Text(TextError),
}

impl Policies {
    pub(crate) fn of<P: IntoPolicyRef>(policies: impl IntoIterator<Item = P>) -> Self {
        Self(policies.into_iter().map(IntoPolicyRef::into_policy_ref).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &PolicyRef> {
        self.0.iter()
    }

    /// The policy that an argument names: `API`, or `src/api.rs:7` if several have the name, or the file of its text, or
    /// `api.policy:API` if the file has several policies.
    pub(crate) fn find(&self, argument: &str) -> Result<PolicyRef, NoPolicy> {
        let is_meant = |policy: &&PolicyRef| {
            policy.name() == Some(argument) || place(policy).as_deref() == Some(argument)
        };
        let found = self.iter().filter(is_meant).collect::<Vec<_>>();
        match *found {
            [policy] => Ok(policy.clone()),
            [] => self.find_file(argument),
            _ => Err(NoPolicy::Ambiguous {
                argument: argument.to_owned(),
                places: found.iter().filter_map(|policy| place(policy)).collect(),
            }),
        }
    }

    /// The policy in the file that an argument names.
    fn find_file(&self, argument: &str) -> Result<PolicyRef, NoPolicy> {
        let is_file = |path: &str| path == INPUT || Path::new(path).exists();
        match argument.rsplit_once(':') {
            _ if is_file(argument) => read(argument, None),
            Some((path, name)) if is_file(path) => read(path, Some(name)),
            _ => Err(NoPolicy::Unknown {
                argument: argument.to_owned(),
                names: self.iter().map(|policy| title(policy).to_owned()).collect(),
            }),
        }
    }
}

/// Reads the policy with this name from a file. Without a name, the file must have one policy.
fn read(file: &str, name: Option<&str>) -> Result<PolicyRef, NoPolicy> {
    let policies = text::read(Path::new(file)).map_err(NoPolicy::Text)?;
    let is_meant = |policy: &&&Policy| name.is_none_or(|name| policy.name() == Some(name));
    match *policies.iter().filter(is_meant).collect::<Vec<_>>() {
        [policy] => Ok(PolicyRef::from(*policy)),
        _ => Err(NoPolicy::InFile {
            file: file.to_owned(),
            name: name.map(str::to_owned),
            names: policies.iter().filter_map(|policy| policy.name()).map(str::to_owned).collect(),
        }),
    }
}

/// What a policy is called.
pub(crate) fn title(policy: &PolicyRef) -> &str {
    policy.name().unwrap_or("(without a name)")
}

/// Where a policy is declared.
pub(crate) fn place(policy: &PolicyRef) -> Option<String> {
    policy.location().map(|location| location.to_string())
}

impl Error for NoPolicy {}

impl Display for NoPolicy {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::Unknown { argument, names } if names.is_empty() => write!(
                f,
                "no file {argument:?}; this program has no policies of its own, so write the path of a file with a policy"
            ),
            Self::Unknown { argument, names } => write!(
                f,
                "no policy and no file {argument:?}; write the path of a file, or one of: {}",
                names.join(", ")
            ),
            Self::Ambiguous { argument, places } => write!(
                f,
                "several policies are called {argument:?}; write the place of one: {}",
                places.join(", ")
            ),
            Self::InFile { file, name: None, names } => {
                let paths = names.iter().map(|name| format!("{file}:{name}")).collect::<Vec<_>>();
                write!(f, "`{file}` has several policies; write one of: {}", paths.join(", "))
            }
            Self::InFile { file, name: Some(name), names } => {
                write!(f, "no policy {name:?} in `{file}`; it has: {}", names.join(", "))
            }
            Self::Text(error) => error.fmt(f),
        }
    }
}
