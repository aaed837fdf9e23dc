//! Where a policy is declared.

use std::fmt::{Display, Formatter, Result};
use std::panic::Location as Caller;

/// Where a policy is declared: the file and the line of its name. `Display` prints `src/policies.rs:12`.
///
/// The file is the path that the compiler was given, as in the message of a panic.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// let location = API.location().expect("a declared policy has a location");
/// assert_eq!(location.to_string(), format!("{}:{}", location.file(), location.line()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    file: &'static str,
    line: u32,
}

impl Location {
    pub(super) const fn of(caller: &'static Caller<'static>) -> Self {
        Self::new(caller.file(), caller.line())
    }

    pub(super) const fn new(file: &'static str, line: u32) -> Self {
        Self { file, line }
    }

    /// Returns the path of the file.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// Returns the line. The first one is 1.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }
}

impl Display for Location {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
