//! The browser's half of Fetch: which requests a page can send, and which need a preflight.
//!
//! This room knows no policy and no response. The model of a browser and the explanations use it.

mod forbidden;
mod method;
mod page;
mod safelist;

pub(crate) use forbidden::{is_forbidden_header, is_forbidden_method};
pub(crate) use method::{is_safelisted_method, normalize};
pub(crate) use page::check_page;
pub(crate) use safelist::unsafe_names;
