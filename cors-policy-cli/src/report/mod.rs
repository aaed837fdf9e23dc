//! The reports of an audit: functions from an [`Audit`](crate::audit::Audit) to text.
//!
//! The way of the data: `shown` takes from an exchange what a reader needs, `curl` writes its request as a command, and
//! each format writes both. No report contains a byte of the server that is not escaped, or a header value that the user
//! gave.

mod curl;
#[cfg(test)]
mod fixtures;
mod html;
mod json;
mod people;
mod quoted;
mod sarif;
mod secret;
mod shown;
mod summary;

pub(crate) use self::html::html;
pub(crate) use self::json::json;
pub(crate) use self::people::people;
pub(crate) use self::sarif::sarif;
