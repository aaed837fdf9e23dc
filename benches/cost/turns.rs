//! Contestants that take turns, and the median of what each took.

use std::cell::RefCell;
use std::time::Duration;

use criterion::Criterion;

/// Something that takes time, under a name.
pub(crate) struct Contestant<'a> {
    pub(crate) name: &'static str,
    /// Does it so many times, and tells how long that took, without the preparations.
    pub(crate) run: Box<dyn FnMut(usize) -> Duration + 'a>,
}

impl<'a> Contestant<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut(usize) -> Duration + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// Measures the contestants, and returns how many nanoseconds each took: the median of all its turns, of which there are
/// thousands. A turn is short, so that few of them are interrupted. Nothing is returned if the arguments of the command
/// leave this case out.
///
/// Criterion chooses how many. It sees the sum of all contestants, since it is they together that are measured.
pub(crate) fn measure(
    criterion: &mut Criterion,
    group: &str,
    case: &str,
    contestants: Vec<Contestant<'_>>,
) -> Option<Vec<Measured>> {
    let turns = RefCell::new(vec![Vec::new(); contestants.len()]);
    let contestants = RefCell::new(contestants);
    criterion.benchmark_group(group).bench_function(case, |bencher| {
        // Criterion calls this twice, and the first time is to warm up.
        turns.borrow_mut().iter_mut().for_each(Vec::clear);
        bencher.iter_custom(|rounds| {
            let (mut contestants, mut turns) = (contestants.borrow_mut(), turns.borrow_mut());
            let mut sum = Duration::ZERO;
            for _ in 0..rounds {
                for (contestant, turns) in contestants.iter_mut().zip(&mut *turns) {
                    let time = (contestant.run)(TURN.into());
                    turns.push(time);
                    sum += time;
                }
            }
            sum
        });
    });
    let contestants = contestants.into_inner();
    let measured = contestants.iter().zip(turns.into_inner()).map(|(contestant, turns)| {
        Some(Measured { name: contestant.name, nanoseconds: median(turns)? / f64::from(TURN) })
    });
    measured.collect()
}

/// What a contestant took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    pub(crate) nanoseconds: f64,
}

fn median(mut turns: Vec<Duration>) -> Option<f64> {
    turns.sort_unstable();
    turns.get(turns.len() / 2).map(|turn| turn.as_secs_f64() * 1e9)
}

// Few enough that the requests of a turn, which are made before the clock runs, stay in the cache.
const TURN: u16 = 64;

/// How often a contestant does it in each turn before the clock runs, since another one was here before it.
pub(crate) const WARM_UP: usize = 16;
