//! The rules of CORS as plain data.
//!
//! This crate is what [`cors-policy`](https://github.com/cors-policy/cors-policy) knows about origins, methods, header
//! names and ages: which of them may stand in a policy, what is wrong with the others, and how a set of them is laid
//! out so that a server finds an origin with one hash and one compare. Everything here is a function of text. There are
//! no tokens, no HTTP types and no I/O, so every rule can be tested with a table and fuzzed with bytes.
//!
//! It is an implementation detail of `cors-policy`: depend on that crate instead. Its items may change in any release.
//!
//! In the order in which a declaration meets them:
//!
//! | module | what it decides |
//! | --- | --- |
//! | [`option`] | the names of the options, and which one was meant |
//! | [`origin`] | one origin or origin pattern, and how several of them relate |
//! | [`method`], [`header`], [`max_age`] | the other values |
//! | [`problem`] | the sentence for each mistake |
//! | [`set`], [`perfect`], [`label`] | what the compiled policy matches a request's `Origin` with |

mod distance;
pub mod header;
pub mod label;
pub mod max_age;
pub mod method;
pub mod option;
pub mod origin;
pub mod perfect;
pub mod problem;
pub mod set;
mod token;

pub use problem::Problem;
