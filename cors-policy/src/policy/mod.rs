//! What was declared: the compiled policy, with the header values that it has ready.
//!
//! This room holds static data and how it is printed. It uses the rooms below it, `origins`, and nothing of a request.

mod checked;
mod compiled;
mod derive;
mod display;
mod header_values;

pub use checked::{CheckedPolicy, Names};
pub use compiled::{Origins, Policy};
pub use derive::CorsPolicy;
#[cfg(feature = "configured")]
pub(crate) use display::{write_declaration, write_entries};
pub(crate) use header_values::{HeaderValues, StaticValue};
