//! The rules about `credentials`: what conflicts with it, and the two options that relax these rules.

use cors_policy_core::option::OptionName;
use cors_policy_core::origin::HAS_PUBLIC_SUFFIX_LIST;
use cors_policy_core::problem::CredentialsProblem;
use quote::ToTokens;

use super::legal::{Demand, Demands};
use super::options::{Options, wrong_value};
use super::origins::{CheckedOrigin, CheckedOrigins};
use crate::declare::{Block, Item, List, Value};
use crate::errors::Errors;

/// The values of `credentials` and of the two relaxations. `None` means that a value could not be read; that is
/// reported.
#[derive(Clone, Copy)]
pub(super) struct Relaxed {
    pub(super) credentials: Option<bool>,
    pub(super) insecure_origins: Option<bool>,
    pub(super) public_suffix_subdomains: Option<bool>,
}

/// Checks `credentials` and the relaxations. `origins` are the entries that are legal on their own.
pub(super) fn check(
    options: &Options<'_>,
    origins: Option<&CheckedOrigins<'_>>,
    errors: &mut Errors,
) -> (Relaxed, Demands) {
    let relaxed = Relaxed {
        credentials: boolean(options, OptionName::Credentials, errors),
        insecure_origins: boolean(options, OptionName::InsecureOrigins, errors),
        public_suffix_subdomains: boolean(options, OptionName::PublicSuffixSubdomains, errors),
    };
    let has_credentials = relaxed.credentials == Some(true);
    if has_credentials {
        check_any(options, origins, errors);
    }
    let list = match origins {
        Some(CheckedOrigins::Listed(list)) if has_credentials => Some(list),
        _ => None,
    };
    let listed = list.map_or(&[][..], |list| &list.origins);
    check_origins(listed, relaxed, errors);
    // An entry that could not be read may need a relaxation. So unnecessary relaxations are reported only if every
    // entry was read.
    let is_readable = match origins {
        Some(CheckedOrigins::Listed(list)) => list.is_whole,
        Some(CheckedOrigins::Any(_) | CheckedOrigins::ConfiguredOrAny(_)) => !has_credentials,
        Some(CheckedOrigins::None) => true,
        None => false,
    };
    let is_configured = list.is_some_and(|list| list.is_configured);
    let demands = demands(listed, is_configured, relaxed);
    let has_spreads = list.is_some_and(|list| !list.spreads.is_empty());
    if is_readable && relaxed.credentials.is_some() && !options.is_garbled && !has_spreads {
        check_relaxations(options, relaxed, demands, errors);
    }
    (relaxed, demands)
}

/// What the spread sets must contain and must not contain, as far as the rest of the policy shows.
///
/// Configured origins may need a relaxation, so no other entry has to need it.
fn demands(listed: &[CheckedOrigin<'_>], is_configured: bool, relaxed: Relaxed) -> Demands {
    let demand = |relaxation: Option<bool>, is_needed: bool| match (relaxed.credentials, relaxation)
    {
        (Some(true), Some(false)) => Demand::Forbidden,
        (_, Some(true)) if !is_needed => Demand::Required,
        _ => Demand::None,
    };
    let has_insecure = is_configured || listed.iter().any(|checked| checked.known.is_insecure);
    let has_suffixed =
        is_configured || listed.iter().any(|checked| checked.known.has_public_suffix);
    Demands {
        insecure: demand(relaxed.insecure_origins, has_insecure),
        public_suffix: demand(
            relaxed.public_suffix_subdomains,
            has_suffixed || !HAS_PUBLIC_SUFFIX_LIST,
        ),
        any_host: demand(Some(false), false),
    }
}

/// The value of an option that defaults to `false`. `None` if it could not be read.
fn boolean(options: &Options<'_>, option: OptionName, errors: &mut Errors) -> Option<bool> {
    let wrong = match options.value(option) {
        None => return (!options.is_misspelt(option)).then_some(false),
        Some(Value::Garbled) => return None,
        Some(Value::Word(word)) if word == "true" => return Some(true),
        Some(Value::Word(word)) if word == "false" => return Some(false),
        Some(Value::Word(word)) => word.to_token_stream(),
        Some(Value::List(list)) => list.tokens.clone(),
        Some(Value::Number(number)) => number.tokens.clone(),
        Some(Value::Other(tokens) | Value::Block(Block { tokens, .. })) => tokens.clone(),
    };
    errors.report(&wrong, &wrong_value(option, &wrong));
    None
}

/// `*` has no meaning together with credentials: [Fetch, CORS protocol and
/// credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials). `any` in `methods` and `request_headers`
/// sends what the preflight asks for. Then it covers `Authorization` too.
fn check_any(options: &Options<'_>, origins: Option<&CheckedOrigins<'_>>, errors: &mut Errors) {
    match origins {
        Some(CheckedOrigins::Any(word)) => errors.report(word, &CredentialsProblem::AnyOrigin),
        Some(CheckedOrigins::ConfiguredOrAny(word)) => {
            errors.report(word, &CredentialsProblem::ConfiguredOrAny);
        }
        _ => {}
    }
    match options.value(OptionName::ExposedHeaders) {
        Some(Value::Word(word)) if word == "any" => {
            errors.report(word, &CredentialsProblem::AnyExposedHeader);
        }
        _ => {}
    }
    match options.value(OptionName::RequestHeaders) {
        Some(Value::List(list)) if list.entries.iter().any(|entry| entry.is_word("any")) => {
            check_authorization(list, errors);
        }
        _ => {}
    }
}

/// Reports `Authorization` in a list with `any`, which covers it. The other names in that list are errors already.
fn check_authorization(list: &List, errors: &mut Errors) {
    let literals = list.entries.iter().filter_map(|entry| match &entry.item {
        Item::Text(literal) => Some(literal),
        _ => None,
    });
    for literal in literals {
        let text = literal.value();
        if text.eq_ignore_ascii_case("authorization") {
            errors.report(literal, &CredentialsProblem::CoveredByAny { text });
        }
    }
}

/// Reports each origin that is too dangerous.
fn check_origins(listed: &[CheckedOrigin<'_>], relaxed: Relaxed, errors: &mut Errors) {
    for CheckedOrigin { known, literal } in listed {
        let insecure = known.origin.insecure_problem();
        let insecure = insecure.filter(|_| relaxed.insecure_origins == Some(false));
        let suffix =
            known.has_public_suffix.then(|| known.origin.public_suffix_problem()).flatten();
        let suffix = suffix.filter(|_| relaxed.public_suffix_subdomains == Some(false));
        let any_host = known.origin.any_host_problem();
        for problem in insecure.into_iter().chain(suffix).chain(any_host) {
            errors.report(literal, &problem);
        }
    }
}

/// Reports each relaxation that no origin needs.
fn check_relaxations(
    options: &Options<'_>,
    relaxed: Relaxed,
    demands: Demands,
    errors: &mut Errors,
) {
    let has_credentials = relaxed.credentials == Some(true);
    if demands.insecure == Demand::Required {
        report_needless(options, OptionName::InsecureOrigins, has_credentials, errors);
    }
    if demands.public_suffix == Demand::Required {
        report_needless(options, OptionName::PublicSuffixSubdomains, has_credentials, errors);
    }
}

fn report_needless(
    options: &Options<'_>,
    option: OptionName,
    has_credentials: bool,
    errors: &mut Errors,
) {
    let problem = if has_credentials {
        CredentialsProblem::NeedlessRelaxation { option }
    } else {
        CredentialsProblem::RelaxationWithoutCredentials
    };
    if let Some(written) = options.written(option) {
        errors.report(&written.key, &problem);
    }
}
