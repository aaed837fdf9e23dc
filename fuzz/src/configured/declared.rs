//! The same list in source: what the macro says about it, and how the policy answers.

use cors_policy::{Configured, Policy};
use cors_policy_syntax::cors_policy;
use http::{HeaderMap, HeaderValue, Method};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::templates::Template;
use crate::dsl::expansion::{self, Expansion, Value};

/// Whether the macro accepts each entry of a list.
pub(super) struct Verdicts {
    is_accepted: Vec<bool>,
}

impl Verdicts {
    /// Declares a policy for each entry. A lone `*` is `any` in source.
    pub(super) fn of(template: &Template, entries: &[&str]) -> Self {
        if template.may_be_any && entries == ["*"] {
            return Self { is_accepted: vec![true] };
        }
        let is_accepted = |entry: &&str| mistakes(&declare(template, &[entry])).is_empty();
        Self { is_accepted: entries.iter().map(is_accepted).collect() }
    }

    /// The positions of the other entries, from 1.
    pub(super) fn mistakes(&self) -> Vec<usize> {
        let refused = self.is_accepted.iter().enumerate().filter(|(_, is_accepted)| !**is_accepted);
        refused.map(|(index, _)| index + 1).collect()
    }
}

/// Compares a policy with the same list in source. `entries` are those of the template and of the configuration, each
/// once.
pub(super) fn compare(
    template: &Template,
    entries: &[&str],
    configured: &Configured,
    origins: &[String],
) {
    // In source, an entry that another one covers is a mistake.
    let is_covered =
        |entry: &&&str| entries.iter().any(|other| crate::origins::covers(other, entry));
    let needed = entries.iter().filter(|entry| !is_covered(entry)).copied().collect::<Vec<_>>();
    if needed.is_empty() {
        return;
    }
    let expansion = declare(template, &needed);
    assert_eq!(mistakes(&expansion), [""; 0], "{needed:?}");
    // The macro refuses a relaxation that no entry needs, and there is no policy then.
    let [Value::Policy(policy)] = &expansion.values[..] else { return };
    for origin in origins {
        assert_eq!(policy.allows(origin), configured.allows(origin), "{origin:?} of {entries:?}");
    }
    if needed.len() == entries.len() {
        assert_eq!(policy.to_string(), configured.to_string());
        assert_eq!(policy.origins(), configured.origins());
    }
}

/// A request and a preflight must get the same headers.
pub(super) fn compare_answers(
    policy: &'static Policy,
    configured: &Configured,
    origin: &'static str,
) {
    let mut headers = HeaderMap::new();
    headers.insert("origin", HeaderValue::from_static(origin));
    for method in [Method::GET, Method::OPTIONS] {
        if method == Method::OPTIONS {
            headers.insert("access-control-request-method", HeaderValue::from_static("PUT"));
        }
        let (declared, configured) =
            (policy.decide(&method, &headers), configured.decide(&method, &headers));
        assert_eq!(declared.denial(), configured.denial());
        let (mut expected, mut found) = (HeaderMap::new(), HeaderMap::new());
        declared.apply(&mut expected);
        configured.apply(&mut found);
        assert_eq!(expected, found);
    }
}

fn declare(template: &Template, entries: &[&str]) -> Expansion {
    let entries = entries.iter().map(|entry| Literal::string(entry));
    let options = template.options.parse::<TokenStream>().expect("the options are tokens");
    expansion::read(cors_policy(quote!(static P = { origins: [#(#entries),*], #options };)))
}

/// What the macro reports. A relaxation that no entry needs is legal at run time.
fn mistakes(expansion: &Expansion) -> Vec<&str> {
    let messages = expansion.messages.iter().map(String::as_str);
    messages.filter(|message| !message.starts_with("unnecessary: ")).collect()
}
