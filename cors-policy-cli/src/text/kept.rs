//! Makes a policy of a checked text.

use cors_policy::__private::{
    CheckedPolicy, CheckedSet, ExactSet, Names, OriginRule, OriginSet, Policy, SubdomainSet,
    Subdomains, TwoTiers,
};
use cors_policy_core::perfect::Layout;
use cors_policy_core::set;
use cors_policy_syntax::text::{GrantText, OriginsText, PolicyText, SetText};

/// Makes the policy, as the expansion of the macro would. `name` is its name if it has none, and `file` is where the text
/// is from.
///
/// The policy is kept for the life of the process, because a policy is static data. A command line ends soon.
pub(super) fn keep(text: &PolicyText, name: &str, file: &str) -> &'static Policy {
    let name = text.name.as_deref().unwrap_or(name);
    let line = u32::try_from(text.line).unwrap_or(u32::MAX);
    let checked = CheckedPolicy {
        origins: origins(&text.origins),
        credentials: text.credentials,
        insecure_origins: text.insecure_origins,
        public_suffix_subdomains: text.public_suffix_subdomains,
        ..grant(&text.grant)
    };
    let listed = checked.named_at(leak(name), leak(file), line);
    Box::leak(Box::new(match &text.anyone_else {
        None => listed.policy(),
        Some(anyone_else) => {
            let anyone_else = Box::leak(Box::new(grant(anyone_else).for_anyone_else()));
            TwoTiers { listed, anyone_else }.policy()
        }
    }))
}

/// A closed policy with these options.
fn grant(text: &GrantText) -> CheckedPolicy {
    CheckedPolicy {
        methods: names(&text.methods),
        request_headers: names(&text.request_headers),
        exposed_headers: names(&text.exposed_headers),
        max_age: text.max_age.map(|seconds| (seconds, leak(&seconds.to_string()))),
        ..CheckedPolicy::CLOSED
    }
}

fn names(names: &[String]) -> Names {
    let list = names.iter().map(|name| leak(name)).collect::<Vec<_>>().leak();
    Names { list, value: leak(&names.join(", ")) }
}

fn origins(text: &OriginsText) -> OriginRule {
    match text {
        OriginsText::Any => OriginRule::Any,
        OriginsText::None => OriginRule::None,
        OriginsText::Listed(text) => {
            let set: &'static OriginSet = Box::leak(Box::new(set(text)));
            OriginRule::Listed(vec![set].leak())
        }
    }
}

fn set(SetText { set, insecure, public_suffix }: &SetText) -> OriginSet {
    let text = |text: &Option<String>| text.as_deref().map(leak);
    CheckedSet {
        exact: exact(&set.exact),
        any_port: exact(&set.any_port),
        subdomains: subdomains(&set.subdomains),
        subdomains_any_port: subdomains(&set.subdomains_any_port),
        any_host: exact(&set.any_host),
        insecure: text(insecure),
        public_suffix: text(public_suffix),
        ..CheckedSet::EMPTY
    }
    .set()
}

fn exact(set: &set::ExactSet) -> ExactSet {
    if set.texts.is_empty() {
        return ExactSet::EMPTY;
    }
    // A free slot contains an empty text.
    let slot = |slot: &Option<usize>| slot.map_or("", |key| leak(&set.texts[key]));
    ExactSet {
        lengths: set.lengths,
        seed: set.layout.seed,
        pilots: pilots(&set.layout),
        slots: set.layout.slots.iter().map(slot).collect::<Vec<_>>().leak(),
    }
}

fn subdomains(set: &set::SubdomainSet) -> SubdomainSet {
    if set.patterns.is_empty() {
        return SubdomainSet::EMPTY;
    }
    let slot = |slot: &Option<usize>| match slot.map(|key| &set.patterns[key]) {
        None => Subdomains { scheme: "", suffix: "" },
        Some(set::Subdomains { scheme, suffix }) => {
            Subdomains { scheme: leak(scheme), suffix: leak(suffix) }
        }
    };
    SubdomainSet {
        longest: set.longest,
        seed: set.layout.seed,
        pilots: pilots(&set.layout),
        slots: set.layout.slots.iter().map(slot).collect::<Vec<_>>().leak(),
        suffix_lengths: set.suffix_lengths.clone().leak(),
    }
}

fn pilots(layout: &Layout) -> &'static [u16] {
    layout.pilots.clone().leak()
}

fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}
