//! Measures contestants that take turns, and computes the median time of each.

use std::cell::RefCell;
use std::time::Duration;

use criterion::{Criterion, SamplingMode};

/// Code to measure, with a name.
pub(crate) struct Contestant<'a> {
    pub(crate) name: &'static str,
    /// Runs the code this many times, and returns the time, without the preparations.
    pub(crate) run: Box<dyn FnMut(usize) -> Duration + 'a>,
}

impl<'a> Contestant<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut(usize) -> Duration + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// Measures the contestants, and returns the time of each in nanoseconds: the median of thousands of turns. A turn is
/// short, so that few turns are interrupted. It returns `None` if the arguments of the command leave this case out.
///
/// Criterion chooses the number of turns. It gets the total time of all contestants.
pub(crate) fn measure(
    criterion: &mut Criterion,
    group: &str,
    case: &str,
    contestants: Vec<Contestant<'_>>,
) -> Option<Vec<Measured>> {
    measure_turns_of(TURN, criterion, group, case, contestants)
}

#[cfg(feature = "configured")]
/// Measures code that takes up to seconds: it runs once in a turn, and there are few turns.
pub(crate) fn measure_slow(
    criterion: &mut Criterion,
    group: &str,
    case: &str,
    contestants: Vec<Contestant<'_>>,
) -> Option<Vec<Measured>> {
    measure_turns_of(1, criterion, group, case, contestants)
}

fn measure_turns_of(
    length: u16,
    criterion: &mut Criterion,
    group: &str,
    case: &str,
    contestants: Vec<Contestant<'_>>,
) -> Option<Vec<Measured>> {
    let turns = RefCell::new(vec![Vec::new(); contestants.len()]);
    let contestants = RefCell::new(contestants);
    let mut group = criterion.benchmark_group(group);
    if length == 1 {
        group.sample_size(FEW_SAMPLES).sampling_mode(SamplingMode::Flat);
    }
    group.bench_function(case, |bencher| {
        // Criterion calls this twice. The first call is only to warm up.
        turns.borrow_mut().iter_mut().for_each(Vec::clear);
        bencher.iter_custom(|rounds| {
            let (mut contestants, mut turns) = (contestants.borrow_mut(), turns.borrow_mut());
            let mut sum = Duration::ZERO;
            for _ in 0..rounds {
                for (contestant, turns) in contestants.iter_mut().zip(&mut *turns) {
                    let time = (contestant.run)(length.into());
                    turns.push(time);
                    sum += time;
                }
            }
            sum
        });
    });
    let contestants = contestants.into_inner();
    let measured = contestants.iter().zip(turns.into_inner()).map(|(contestant, turns)| {
        Some(Measured { name: contestant.name, nanoseconds: median(turns)? / f64::from(length) })
    });
    measured.collect()
}

/// The time of a contestant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    pub(crate) nanoseconds: f64,
}

fn median(mut turns: Vec<Duration>) -> Option<f64> {
    turns.sort_unstable();
    turns.get(turns.len() / 2).map(|turn| turn.as_secs_f64() * 1e9)
}

// The runs in a turn: so few that the requests, which are made before the clock starts, stay in the cache.
const TURN: u16 = 64;

// The fewest that Criterion takes.
const FEW_SAMPLES: usize = 10;

/// How often a contestant runs in each turn before the clock starts, because another contestant ran before it.
pub(crate) const WARM_UP: usize = 16;
