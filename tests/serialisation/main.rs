//! The grammar of origins against the `url` crate, which parses URLs as browsers do. A policy can list the origins that
//! a browser sends. If a browser would send another text than the one in the policy, the text is refused, and the
//! message proposes what the browser sends.

mod legal;
mod oracle;
mod punycode;
mod slips;

use cors_policy_core::Problem;
use cors_policy_core::origin::{Host, Origin, Port};
use cors_policy_core::problem::Flaw;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// More cases, if `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: default.cases.max(4_000), ..default }
}

proptest! {
    #![proptest_config(config())]

    /// Labels that `punycode` explains are an exception.
    #[test]
    fn an_accepted_origin_is_its_own_serialisation(
        text in prop_oneof![legal::origins(), slips::near_misses(), slips::rubbish()],
    ) {
        if is_exact_origin_of_the_web(&text) {
            if let Some(serialised) = oracle::serialise(&text) {
                prop_assert_eq!(serialised, text);
            } else {
                let plain = punycode::without_encoded_labels(&text);
                prop_assert_ne!(&plain, &text, "no browser reads this");
                prop_assert_eq!(oracle::serialise(&plain), Some(plain), "{:?}", text);
            }
        }
    }

    /// A policy can list every origin that a browser sends, except origins that no server can have.
    #[test]
    fn what_a_browser_sends_is_accepted_or_no_server_has_it(
        text in prop_oneof![legal::origins(), slips::near_misses(), slips::rubbish()],
    ) {
        let sent = oracle::serialise(&text);
        if let Some(sent) = sent.filter(|sent| oracle::serialise(sent).as_ref() == Some(sent)) {
            match Origin::parse(&sent) {
                Err(Problem::Origin { flaw, .. }) => prop_assert!(is_no_host_of_dns(&flaw), "{sent}: {flaw:?}"),
                result => prop_assert!(result.is_ok(), "{sent}: {result:?}"),
            }
        }
    }

    #[test]
    fn a_legal_origin_is_accepted(text in legal::origins()) {
        prop_assert!(Origin::parse(&text).is_ok(), "{}", text);
    }

    /// There are three cases without a proposal: a browser would send an origin that no policy can list
    /// ([`is_no_host_of_dns`]), [`oracle::is_beyond_repair`] returns true, or the string contains several origins.
    #[test]
    fn what_is_serialised_otherwise_is_refused_with_what_was_meant(
        text in prop_oneof![8 => slips::near_misses(), 1 => slips::rubbish()],
    ) {
        let Some(serialised) = oracle::serialise(&text).filter(|serialised| *serialised != text) else {
            return Ok(());
        };
        let problem = Origin::parse(&text).expect_err(&text);
        let sentence = problem.to_string();
        let first = sentence.lines().next().unwrap_or_default();
        prop_assert!(first.contains("; ") && !first.ends_with('.'), "{:?}: {}", text, sentence);
        let Problem::Origin { meant, flaw, .. } = problem else {
            panic!("{text:?}: {sentence}");
        };
        let plain = oracle::plain(&text);
        let may_be_left_alone = flaw == Flaw::Several || oracle::is_beyond_repair(&plain);
        if let Some(origin) = oracle::serialise(&plain) && (meant.is_some() || !may_be_left_alone) {
            let expected = Origin::parse(&origin).is_ok().then_some(origin);
            prop_assert_eq!(&meant, &expected, "{:?} is serialised as {:?}", text, serialised);
        }
        if let Some(meant) = meant {
            prop_assert!(sentence.contains(&format!("write `{meant}`")), "{}", sentence);
            prop_assert!(Origin::parse(&meant).is_ok(), "{}", meant);
        }
    }
}

/// Whether this flaw explains why an origin that a browser could send is refused: DNS has no such host, or nothing can
/// listen on the port. A star belongs to a pattern, and `;` and `|` separate two origins.
fn is_no_host_of_dns(flaw: &Flaw) -> bool {
    matches!(
        flaw,
        Flaw::Several
            | Flaw::LabelEmpty
            | Flaw::LabelLong { .. }
            | Flaw::HostLong { .. }
            | Flaw::HostByte { .. }
            | Flaw::PortZero
            | Flaw::StarHost
            | Flaw::StarPlace
            | Flaw::StarAddress
    )
}

/// Whether the core accepts `text` as a single origin that a page on the web can have.
fn is_exact_origin_of_the_web(text: &str) -> bool {
    Origin::parse(text).is_ok_and(|origin| {
        matches!(origin.scheme(), "http" | "https")
            && !matches!(origin.host(), Host::SubdomainsOf(_))
            && origin.port() != Port::Any
    })
}

#[test]
fn most_near_misses_are_what_a_browser_would_serialise_otherwise() {
    let mut runner = TestRunner::deterministic();
    let texts = (0..1_000)
        .map(|_| slips::near_misses().new_tree(&mut runner).expect("there is one").current());
    let (mut mended, mut others) = (0, 0);
    for text in texts.filter(|text| oracle::serialise(text).is_some_and(|other| other != *text)) {
        match Origin::parse(&text) {
            Err(Problem::Origin { meant: Some(_), .. }) => mended += 1,
            _ => others += 1,
        }
    }
    assert!(mended > 400 && others > 20, "{mended} are mended, and {others} are not");
}
