//! What a policy costs a server: `cargo bench -p cors-policy-benches`.
//!
//! Everything is measured in one run, and what is compared is measured in turns, so that a busy machine slows all of it
//! alike. What is printed is what a middleware **adds** to the same service without it.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `turns` | contestants that take turns, and the median of what each took |
//! | `table` | what is printed |
//! | `policies` | the same policy for each middleware |
//! | `floor` | the headers, written by hand |
//! | `request` | requests and the handlers that answer them |
//! | `tower`, `hyper`, `actix` | the cases of each framework |
//! | `hostile` | requests and responses that are meant to be expensive |
//! | `lookup` | an origin among others |

mod actix;
mod floor;
mod hostile;
mod hyper;
mod lookup;
mod policies;
mod request;
mod table;
mod tower;
mod turns;

use std::time::Duration;

use criterion::Criterion;

fn main() {
    // Cargo passes `--bench`, and what is given behind `--`: the name of a table, say.
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(SAMPLES)
        .nresamples(RESAMPLES)
        .warm_up_time(WARM_UP)
        .measurement_time(MEASUREMENT)
        .configure_from_args();
    let tables = [
        tower::cases(&mut criterion),
        tower::sizes(&mut criterion),
        hyper::cases(&mut criterion),
        actix::cases(&mut criterion),
        hostile::cases(&mut criterion),
        lookup::sizes(&mut criterion),
    ];
    criterion.final_summary();
    for table in tables {
        println!("\n{table}");
    }
}

const SAMPLES: usize = 20;
// Its intervals are not what is printed, so they need not be exact.
const RESAMPLES: usize = 1_000;
const WARM_UP: Duration = Duration::from_millis(100);
const MEASUREMENT: Duration = Duration::from_secs(1);
