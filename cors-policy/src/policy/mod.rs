//! The compiled policy: the declared options, and header values that are ready to send.
//!
//! This room contains static data, and prints it. It uses only `origins`, and does not know requests.

mod checked;
mod compiled;
mod derive;
mod display;
mod header_values;
mod location;
mod two_tiers;

pub(crate) use checked::Repeated;
pub use checked::{CheckedPolicy, Names};
pub use compiled::{Origins, Policy};
pub use derive::CorsPolicy;
#[cfg(feature = "configured")]
pub(crate) use display::{write_declaration, write_entries, write_name};
pub(crate) use header_values::{HeaderValues, StaticValue};
pub use location::Location;
pub use two_tiers::TwoTiers;
