//! What a browser and a server do with a request, step by step, and the verdict.
//!
//! A script sees only that a request failed. The console of the browser says more, and not to the server. This module computes
//! the steps from the policy: which page asks for what, whether the browser sends a preflight, which entry of the policy
//! allows it, and which does not. The result is a value, and prints as text:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy::explain::{PageRequest, Verdict};
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT] };
//! }
//!
//! let request = PageRequest::new("https://app.example.com").method("PUT").header("X-Tenant", "acme");
//! let explanation = request.explain(&API);
//! assert_eq!(explanation.verdict(), Verdict::NotSent);
//! assert_eq!(
//!     explanation.to_string(),
//!     "\
//! `PUT` from a page of `https://app.example.com`, to `API`:
//!   note  a form cannot send `PUT`, so the browser sends a preflight
//!   note  a form cannot send `X-Tenant: acme`, so the browser sends a preflight
//!   ok    `https://app.example.com` is listed
//!   ok    the request has no credentials
//!   ok    `methods` has `PUT`
//!   stop  `request_headers` does not have `X-Tenant`
//! blocked: the preflight fails, so the browser does not send the request"
//! );
//! ```
//!
//! It follows Fetch, as [`testing::Browser`](crate::testing::Browser) does, and each step has a link to its clause. The cache
//! of the browser is empty. Where browsers differ from Fetch, see the [limits](crate::testing#limits) of that model.

mod checks;
mod explanation;
mod request;
mod sent;
mod steps;
mod words;

pub use explanation::{Explanation, Step, StepKind, Verdict};
pub use request::PageRequest;
