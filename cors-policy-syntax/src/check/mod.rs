//! Turns what was written into what is legal. `cors-policy-core` has the rules; this module underlines what they find.

mod anyone_else;
mod credentials;
mod known;
mod legal;
mod max_age;
mod names;
mod options;
mod origins;
mod set;

pub(crate) use known::{Known, KnownOrigin};
pub(crate) use legal::{Demand, Demands, Legal, LegalAnyoneElse, LegalOrigins, Noted};
pub(crate) use origins::HAS_CONFIGURED;
pub(crate) use set::{LegalSet, check_set};

use crate::declare::Declaration;
use crate::errors::Errors;

/// Checks a whole declaration, and reports every mistake. Returns a policy only if there is no mistake.
pub(crate) fn check<'a>(
    declaration: &'a Declaration,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<Legal<'a>> {
    let before = errors.count();
    let mut remarks = Vec::new();

    let options =
        options::sort(&declaration.name, &declaration.options, declaration.is_garbled, errors);
    let origins = origins::check(&options, known, &mut remarks, errors);
    let methods = names::methods(&options, &mut remarks, errors);
    let request_headers = names::request_headers(&options, &mut remarks, errors);
    let exposed_headers = names::exposed_headers(&options, &mut remarks, errors);
    let max_age = max_age::check(&options, errors);
    let (relaxed, demands) = credentials::check(&options, origins.as_ref(), errors);
    let anyone_else = anyone_else::check(&options, origins.as_ref(), &mut remarks, errors);

    let is_clean = errors.count() == before && !declaration.is_garbled;
    origins.filter(|_| is_clean).map(|origins| Legal {
        origins: origins.into_legal(),
        demands,
        methods,
        request_headers,
        exposed_headers,
        credentials: relaxed.credentials == Some(true),
        max_age,
        insecure_origins: relaxed.insecure_origins == Some(true),
        public_suffix_subdomains: relaxed.public_suffix_subdomains == Some(true),
        anyone_else,
        remarks,
    })
}
