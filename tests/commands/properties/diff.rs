//! `diff` reports a grant if and only if a page can do something that it could not do before.
//!
//! The slow and obvious way is to explain the requests of many pages with both policies.

use cors_policy::explain::{PageRequest, Verdict};
use cors_policy::{Policy, PolicyRef};
use cors_policy_cli::__private::{Change, Kind, Pages, Permission, diff};

use crate::random::{self, EXPOSED, HEADERS, METHODS, Random};

#[test]
fn what_pages_gain_and_lose_is_reported_and_nothing_else() {
    let mut random = Random::new("diff");
    let (mut grants, mut without) = (0, 0);
    for _ in 0..80 {
        let old = random::policy(&mut random);
        // Small changes are more like those of people.
        let new =
            if random.below(2) == 0 { random::policy(&mut random) } else { near(&mut random, old) };
        let changes = diff(&old.into(), &new.into());
        let [gains, losses] = gains_and_losses(old, new);
        assert_reported(Kind::Grant, &gains, &changes, [old, new]);
        assert_reported(Kind::Revocation, &losses, &changes, [old, new]);
        if gains.is_empty() {
            without += 1;
        } else {
            grants += 1;
        }
        let ends = [old, new].map(ToString::to_string);
        assert_eq!(changes.is_empty(), ends[0] == ends[1], "{changes:#?}\n{old}\n{new}");
    }
    assert!(grants > 20 && without > 3, "{grants} pairs with grants, {without} without");
}

/// A page can do this with one of the policies only.
#[derive(Debug)]
struct Gain {
    origin: String,
    /// Which of the two policies list the origin.
    listed: [bool; 2],
    permission: Permission,
    has_credentials: bool,
}

/// What a page can do with `new` and not with `old`, and the reverse.
fn gains_and_losses(old: &'static Policy, new: &'static Policy) -> [Vec<Gain>; 2] {
    let (mut gains, mut losses) = (Vec::new(), Vec::new());
    for origin in random::origins(&[old, new]) {
        let listed = [old, new].map(|policy| is_listed(policy, &origin));
        for Attempt { permission, request, header, has_credentials } in attempts(&origin) {
            let can = [old, new].map(|policy| {
                let explanation = request.explain(policy);
                let is_readable = explanation.verdict() == Verdict::Readable;
                is_readable && header.is_none_or(|header| explanation.is_readable(header))
            });
            let gain = Gain { origin: origin.clone(), listed, permission, has_credentials };
            match can {
                [false, true] => gains.push(gain),
                [true, false] => losses.push(gain),
                _ => {}
            }
        }
    }
    [gains, losses]
}

/// One thing that a page can try.
#[derive(Clone)]
struct Attempt {
    permission: Permission,
    request: PageRequest,
    /// The header of the response that the page reads.
    header: Option<&'static str>,
    has_credentials: bool,
}

/// Each thing alone, with and without credentials.
fn attempts(origin: &str) -> Vec<Attempt> {
    let page = || PageRequest::new(origin);
    let mut attempts = vec![(Permission::Read, page(), None)];
    for method in METHODS.iter().copied().chain(["FRESH"]) {
        attempts.push((Permission::Method(Some(method.to_owned())), page().method(method), None));
    }
    for header in HEADERS.iter().copied().chain(["X-Fresh"]) {
        let permission = Permission::RequestHeader(Some(header.to_owned()));
        // A value that needs a preflight, for the headers that can also be sent without one.
        let value = if header == "Content-Type" { "application/json" } else { "\"(){}" };
        attempts.push((permission, page().header(header, value), None));
    }
    for header in EXPOSED.iter().copied().chain(["X-Fresh"]) {
        attempts.push((Permission::ExposedHeader(Some(header.to_owned())), page(), Some(header)));
    }
    let both = attempts.into_iter().flat_map(|(permission, request, header)| {
        let alone = Attempt { permission, request, header, has_credentials: false };
        let mut with = Attempt { has_credentials: true, ..alone.clone() };
        with.request = with.request.credentials();
        if with.permission == Permission::Read {
            with.permission = Permission::Credentials;
        }
        [alone, with]
    });
    both.collect()
}

/// Whether a policy lists the origin, or has a pattern that matches it.
fn is_listed(policy: &'static Policy, origin: &str) -> bool {
    matches!(policy.origins(), cors_policy::Origins::Listed(_)) && policy.allows(origin)
}

/// The kind is reported if and only if there is a gain, and each gain is in a change about its pages.
fn assert_reported(kind: Kind, gains: &[Gain], changes: &[Change], policies: [&Policy; 2]) {
    let reported = changes.iter().filter(|change| change.kind == kind).collect::<Vec<_>>();
    let [old, new] = policies;
    assert_eq!(reported.is_empty(), gains.is_empty(), "{gains:?}\n{changes:#?}\n{old}\n{new}");
    for gain in gains {
        let is_told = reported.iter().any(|change| tells(change, gain));
        assert!(is_told, "{kind:?} {gain:?}\n{changes:#?}\n{old}\n{new}");
    }
    for change in reported {
        let is_true = gains.iter().any(|gain| tells(change, gain));
        assert!(is_true, "{change:?}\n{gains:?}\n{old}\n{new}");
    }
}

fn tells(change: &Change, gain: &Gain) -> bool {
    let [old, new] = gain.listed;
    let is_about_pages = match change.pages.as_ref().expect("it concerns pages") {
        Pages::Entered(entry) => !old && new && covers(&entry.text, &gain.origin),
        Pages::Left(entry) => old && !new && covers(&entry.text, &gain.origin),
        Pages::Both => old && new,
        Pages::Neither | Pages::Any => !old && !new,
    };
    let has = |permission: &Permission| change.permissions.contains(permission);
    is_about_pages
        && match &gain.permission {
            permission if has(permission) => true,
            // What can be done alone can be done with credentials too.
            _ if gain.has_credentials && has(&Permission::Credentials) => true,
            Permission::Method(Some(name)) => {
                has(&Permission::Method(None)) || has(&Permission::Read) && name == "GET"
            }
            Permission::RequestHeader(Some(name)) => {
                has(&Permission::RequestHeader(None)) && name != "Authorization"
            }
            Permission::ExposedHeader(_) => has(&Permission::ExposedHeader(None)),
            _ => false,
        }
}

/// A policy with this one entry decides.
fn covers(entry: &str, origin: &str) -> bool {
    let policy = cors_policy_cli::__private::parse(&format!("{{ origins: [{entry:?}] }}"), "", "");
    policy.expect("the entry is legal")[0].allows(origin)
}

/// A policy with some options of this one, and others of a random one.
fn near(random: &mut Random, policy: &'static Policy) -> &'static Policy {
    let other = random::policy(random).to_string();
    let own = policy.to_string();
    let options = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("    ")).map(str::to_owned);
        let mut options = Vec::<String>::new();
        for line in lines {
            let continues = line.starts_with("     ") || line == "    ]," || line == "    },";
            match options.last_mut() {
                Some(last) if continues => last.extend(["\n", &line]),
                _ => options.push(line),
            }
        }
        options
    };
    let key = |option: &str| option.split(':').next().unwrap_or_default().to_owned();
    for _ in 0..20 {
        let mut mixed = options(&own);
        for option in options(&other) {
            if random.below(3) == 0 {
                mixed.retain(|own| key(own) != key(&option));
                mixed.push(option);
            }
        }
        let text = format!("{{\n{}\n}}", mixed.join("\n"));
        // The mixture may be a mistake, for example `any` with credentials.
        if let Ok(policies) = cors_policy_cli::__private::parse(&text, "near", "near.policy") {
            return policies[0];
        }
    }
    policy
}

#[test]
fn a_configured_policy_is_compared_with_the_origins_of_the_moment() {
    cors_policy::cors_policy! {
        static TEMPLATE = { origins: configured, credentials: true };
    }
    let configured = TEMPLATE.configure(["https://a.example"]).expect("it is valid");
    let policy = || PolicyRef::from(configured.clone());
    let before = policy().origins();
    let closed = PolicyRef::from(&Policy::CLOSED);
    assert_eq!(diff(&closed, &policy()).len(), 1, "{before:?}");
    configured.reconfigure(["https://a.example", "https://b.example"]).expect("it is valid");
    assert_eq!(diff(&closed, &policy()).len(), 2);
}
