//! The rules of CORS as plain data.
//!
//! This crate knows, for [`cors-policy`](https://github.com/cors-policy/cors-policy), which origins, methods, header
//! names and ages a policy can list, and what is wrong with the others. It also lays out a set of origins, so that a
//! server finds one with one hash and one comparison. Everything here is a function of text. There are no tokens, no
//! HTTP types and no I/O, so each rule can be tested with a table and fuzzed with bytes.
//!
//! It is an implementation detail of `cors-policy`: depend on that crate instead. Its items may change in any release.
//!
//! Each module uses only modules in the rows below its own:
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`configured`] | the rules for an origin that comes from configuration |
//! | [`set`] | many origins as one set, as a request's `Origin` is looked up in it |
//! | `key` | which option a key names: [`OptionName::parse`](option::OptionName::parse) |
//! | [`origin`] | the rules about one origin or pattern, and about several together |
//! | [`method`], [`header`], [`max_age`] | the rules about the other values |
//! | `name` | the rules that methods and headers share |
//! | [`problem`] | the sentence for each mistake |
//! | [`option`], [`limits`], [`label`], [`token`], [`distance`], [`perfect`] | names, numbers, bytes: they use nothing |

pub mod configured;
pub mod distance;
pub mod header;
mod key;
pub mod label;
pub mod limits;
pub mod max_age;
pub mod method;
mod name;
pub mod option;
pub mod origin;
pub mod perfect;
pub mod problem;
pub mod set;
pub mod token;

pub use problem::Problem;
