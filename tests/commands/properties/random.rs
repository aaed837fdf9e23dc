//! Random legal policies, and pages that they could mean.

use std::env;
use std::hash::{BuildHasher, RandomState};

use cors_policy::__private::{CheckedPolicy, Names, OriginRule, TwoTiers};
use cors_policy::Policy;

use crate::compile;

/// A policy as the macro would make it, without any text.
pub(crate) fn policy(random: &mut Random) -> &'static Policy {
    let credentials = random.below(2) == 0;
    let entries = entries(random, credentials);
    let origins = match random.below(8) {
        0 if !credentials => OriginRule::Any,
        1 => OriginRule::None,
        _ => OriginRule::Listed(vec![compile::set(&entries)].leak()),
    };
    let is_listed = matches!(origins, OriginRule::Listed(_));
    let has = |dangerous: &[&str]| {
        credentials && is_listed && entries.iter().any(|entry| dangerous.contains(entry))
    };
    let listed = CheckedPolicy {
        origins,
        credentials,
        insecure_origins: has(&INSECURE),
        public_suffix_subdomains: has(&["https://*.github.io"]),
        ..grant(random, credentials)
    };
    let listed = listed.named("POLICY");
    if is_listed && random.below(3) == 0 {
        let anyone_else = leak(grant(random, false).for_anyone_else());
        leak(TwoTiers { listed, anyone_else }.policy())
    } else {
        leak(listed.policy())
    }
}

/// At least one entry, and none that another one covers.
fn entries(random: &mut Random, credentials: bool) -> Vec<&'static str> {
    loop {
        let mut entries = Vec::new();
        for group in GROUPS {
            if random.below(2) == 0 {
                entries.push(random.one(group));
            }
        }
        entries.retain(|entry| !(credentials && entry.ends_with("://*")));
        if !entries.is_empty() {
            return entries;
        }
    }
}

fn grant(random: &mut Random, credentials: bool) -> CheckedPolicy {
    let max_age = random.one(&[None, Some((0, "0")), Some((90, "90")), Some((86_400, "86400"))]);
    let methods = names(random, &METHODS, |_| vec!["*"]);
    let request_headers = names(random, &HEADERS, |random| {
        // With credentials, `any` covers `Authorization` too, so both are a mistake.
        if !credentials && random.below(2) == 0 { vec!["*", "Authorization"] } else { vec!["*"] }
    });
    let exposed_headers =
        names(
            random,
            &EXPOSED,
            |random| {
                if credentials { vec![random.one(&EXPOSED)] } else { vec!["*"] }
            },
        );
    CheckedPolicy { methods, request_headers, exposed_headers, max_age, ..CheckedPolicy::CLOSED }
}

fn names(
    random: &mut Random,
    pool: &[&'static str],
    any: impl Fn(&mut Random) -> Vec<&'static str>,
) -> Names {
    let list = match random.below(5) {
        0 => any(random),
        1 => Vec::new(),
        _ => pool.iter().copied().filter(|_| random.below(3) == 0).collect(),
    };
    let value = list.join(", ").leak();
    Names { list: list.leak(), value }
}

/// Origins of pages: of each entry of the policies and near them, and of strangers.
pub(crate) fn origins(policies: &[&Policy]) -> Vec<String> {
    let mut origins = vec!["https://stranger.example".to_owned(), "null".to_owned()];
    for entry in policies.iter().flat_map(|policy| policy.origins().entries()) {
        let entry = entry.to_string();
        for labels in ["fresh", "x", "y.x", "fresh.x"] {
            for port in ["", ":8443", ":3000", ":54321"] {
                let origin = match entry.strip_suffix("://*") {
                    Some(scheme) => format!("{scheme}://{labels}"),
                    None => entry.replace("://*.", &format!("://{labels}.")).replace(":*", port),
                };
                origins.push(origin);
            }
        }
    }
    origins.sort_unstable();
    origins.dedup();
    origins
}

/// In each group, any entry is legal with any entry of another group.
const GROUPS: [&[&str]; 8] = [
    &[
        "https://x.a.example",
        "https://*.a.example",
        "https://*.x.a.example",
        "https://y.x.a.example",
        "https://*.a.example:*",
        "https://x.a.example:*",
        "https://*.a.example:8443",
        "https://*.x.a.example:*",
    ],
    &["https://b.example", "https://b.example:*", "https://b.example:8443"],
    &["https://b.example.", "https://*.b.example."],
    &["http://localhost:*", "http://localhost", "http://localhost:3000"],
    &["http://127.0.0.1:3000", "http://127.0.0.1:*", "http://[::1]:*"],
    &["tauri://*", "tauri://localhost", "tauri://localhost:*", "tauri://x.localhost"],
    &["https://*.github.io", "https://x.github.io", "https://*.x.github.io"],
    &INSECURE,
];
const INSECURE: [&str; 2] = ["http://insecure.example", "http://*.insecure.example"];

/// Sorted, as in a checked policy.
pub(crate) const METHODS: [&str; 6] = ["A$B", "DELETE", "GET", "M-SEARCH", "PATCH", "PUT"];
pub(crate) const HEADERS: [&str; 5] =
    ["Accept", "Authorization", "Content-Type", "X-'quoted'", "X-Tenant"];
pub(crate) const EXPOSED: [&str; 4] = ["Authorization", "ETag", "Link", "X-Total"];

/// A small generator of random numbers, which repeats a run from its seed: <https://en.wikipedia.org/wiki/Xorshift>.
pub(crate) struct Random(u64);

impl Random {
    /// `SEED=…` repeats a run.
    pub(crate) fn new(name: &str) -> Self {
        let seed = env::var("SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(()));
        println!("{name}: SEED={seed}");
        Self(seed | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end as u64).expect("it is below `end`")
    }

    fn one<T: Copy>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())]
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
