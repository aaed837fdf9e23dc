//! Measures the lookup of an origin in a set: the same keys in every data structure.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::hint::black_box;
use std::time::Instant;

use cors_policy::Policy;
use criterion::Criterion;

use crate::policies::{
    EXACT_1, EXACT_2, EXACT_3, EXACT_4, EXACT_6, EXACT_8, EXACT_12, EXACT_16, EXACT_100,
    EXACT_1000, EXACT_10000, PHF_1, PHF_2, PHF_3, PHF_4, PHF_6, PHF_8, PHF_12, PHF_16, PHF_100,
    PHF_1000, PHF_10000, origin,
};
use crate::table::{OURS, Table};
use crate::turns::{Contestant, Measured, WARM_UP, measure};

/// For each number of keys: a hit, a miss with another length, and a miss that differs in one byte.
pub(crate) fn sizes(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_whole("One look into a set of origins");
    for (size, policy, phf) in SIZES {
        let keys = (0..size).map(origin).collect::<Vec<_>>();
        let questions = keys.iter().step_by(size.div_ceil(QUESTIONS)).cloned().collect::<Vec<_>>();
        let near = questions.iter().map(|origin| origin.replacen("example", "exbmple", 1));
        let other = questions.iter().map(|origin| format!("{origin}.example.net"));
        for (kind, questions) in
            [("hit", questions.clone()), ("near miss", near.collect()), ("miss", other.collect())]
        {
            let name = format!("{size}, {kind}");
            let row = contest(criterion, &name, policy, phf, &keys, &questions);
            table.push(name, row);
        }
    }
    table
}

fn contest(
    criterion: &mut Criterion,
    name: &str,
    policy: &'static Policy,
    phf: &'static phf::Set<&str>,
    keys: &[String],
    questions: &[String],
) -> Option<Vec<Measured>> {
    let scan = keys.iter().map(String::as_str).collect::<Vec<_>>();
    let sip = scan.iter().copied().collect::<HashSet<&str>>();
    let fold = set_with(&scan, foldhash::fast::RandomState::default());
    let contestants = vec![
        contestant(OURS, questions, |text| policy.allows(text)),
        contestant("`phf`", questions, |text| phf.contains(text)),
        contestant("scan", questions, |text| scan.contains(&text)),
        contestant("`HashSet`, SipHash", questions, |text| sip.contains(text)),
        contestant("`HashSet`, foldhash", questions, |text| fold.contains(text)),
    ];
    measure(criterion, "lookup", name, contestants)
}

fn set_with<'a, S: BuildHasher>(keys: &[&'a str], hasher: S) -> HashSet<&'a str, S> {
    let mut set = HashSet::with_hasher(hasher);
    set.extend(keys);
    set
}

/// Looks up one key after the other.
fn contestant<'a>(
    name: &'static str,
    questions: &'a [String],
    ask: impl Fn(&str) -> bool + 'a,
) -> Contestant<'a> {
    let mut questions = questions.iter().map(String::as_str).cycle();
    Contestant::new(name, move |times| {
        for question in questions.by_ref().take(WARM_UP) {
            black_box(ask(black_box(question)));
        }
        let turn = questions.by_ref().take(times).collect::<Vec<_>>();
        let start = Instant::now();
        for question in turn {
            black_box(ask(black_box(question)));
        }
        start.elapsed()
    })
}

static SIZES: [(usize, &Policy, &phf::Set<&str>); 11] = [
    (1, &EXACT_1, &PHF_1),
    (2, &EXACT_2, &PHF_2),
    (3, &EXACT_3, &PHF_3),
    (4, &EXACT_4, &PHF_4),
    (6, &EXACT_6, &PHF_6),
    (8, &EXACT_8, &PHF_8),
    (12, &EXACT_12, &PHF_12),
    (16, &EXACT_16, &PHF_16),
    (100, &EXACT_100, &PHF_100),
    (1_000, &EXACT_1000, &PHF_1000),
    (10_000, &EXACT_10000, &PHF_10000),
];

/// The number of different keys to look up: enough that no branch predictor learns the answers.
const QUESTIONS: usize = 1_000;
