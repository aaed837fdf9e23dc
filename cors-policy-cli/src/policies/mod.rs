//! The policies that a command can name.

mod written;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};

use cors_policy::{IntoPolicyRef, PolicyRef};

pub(crate) use self::written::Written;

/// The policies of the program.
#[derive(Debug)]
pub(crate) struct Policies(Vec<PolicyRef>);

/// A policy that an argument names does not exist.
#[derive(Debug)]
pub(crate) struct NoPolicy {
    argument: String,
    names: Vec<String>,
    /// Several policies have the name, and none of them is meant more than the others.
    is_ambiguous: bool,
}

impl Policies {
    pub(crate) fn of<P: IntoPolicyRef>(policies: impl IntoIterator<Item = P>) -> Self {
        Self(policies.into_iter().map(IntoPolicyRef::into_policy_ref).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &PolicyRef> {
        self.0.iter()
    }

    /// The policy that an argument names: `API`, or `src/api.rs:7` if several have the name.
    pub(crate) fn find(&self, argument: &str) -> Result<PolicyRef, NoPolicy> {
        let is_meant = |policy: &&PolicyRef| {
            policy.name() == Some(argument) || place(policy).as_deref() == Some(argument)
        };
        let found = self.iter().filter(is_meant).collect::<Vec<_>>();
        match *found {
            [policy] => Ok(policy.clone()),
            [] => Err(self.no_policy(argument, false, |policy| title(policy).to_owned())),
            _ => Err(self.no_policy(argument, true, |policy| {
                place(policy).filter(|_| is_meant(&policy)).unwrap_or_default()
            })),
        }
    }

    fn no_policy(
        &self,
        argument: &str,
        is_ambiguous: bool,
        name: impl Fn(&PolicyRef) -> String,
    ) -> NoPolicy {
        let names = self.iter().map(name).filter(|name| !name.is_empty()).collect();
        NoPolicy { argument: argument.to_owned(), names, is_ambiguous }
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
        let Self { argument, names, is_ambiguous } = self;
        let names = names.join(", ");
        if *is_ambiguous {
            write!(f, "several policies are called {argument:?}; write the place of one: {names}")
        } else if names.is_empty() {
            write!(f, "no policy {argument:?}; this program has no policies of its own")
        } else {
            write!(f, "no policy {argument:?}; write one of: {names}")
        }
    }
}
