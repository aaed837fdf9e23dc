//! Origins that only deployment knows: a policy whose list of origins is completed at run time.
//!
//! This room holds the template that the macro declares, the list of origins that completes it, the errors of such a
//! list, and the handle that answers by the list of the moment. It uses `origins`, `policy` and `engine`.

mod configure;
mod current;
mod derive;
mod error;
mod handle;
mod limit;
mod list;
mod redundant;
#[cfg(feature = "serde")]
mod serde;
mod template;

pub use derive::CorsTemplate;
pub use error::{ConfigureError, Mistake};
pub use handle::Configured;
pub use list::{OriginList, OriginListIter};
pub use redundant::Redundant;
pub use template::PolicyTemplate;
