//! Measures what a policy costs a server: `cargo bench -p cors-policy-benches --no-default-features`, and with origins from
//! configuration `cargo bench -p cors-policy-benches`.
//!
//! One run measures everything, and the contestants of a comparison take turns, so that a busy machine slows all of
//! them equally. The tables show the time that a middleware **adds** to the same service without it.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `turns` | contestants that take turns, and the median time of each |
//! | `table` | the printed tables |
//! | `policies` | the same policy for each middleware |
//! | `floor` | the headers, written by hand |
//! | `request` | requests and the handlers that answer them |
//! | `tower`, `hyper`, `actix`, `poem`, `rocket`, `salvo`, `warp` | the cases of each framework |
//! | `hostile` | requests and responses that try to be expensive |
//! | `configured` | compares origins from configuration with the same origins in source |
//! | `configuring` | how long it takes to configure them |
//! | `observed` | listeners, shadows and guards |
//! | `lookup` | the lookup of an origin in a set |

mod actix;
#[cfg(feature = "configured")]
mod configured;
#[cfg(feature = "configured")]
mod configuring;
mod floor;
mod hostile;
mod hyper;
mod lookup;
mod observed;
mod poem;
mod policies;
mod request;
mod rocket;
mod salvo;
mod table;
mod tower;
mod turns;
mod warp;

use std::time::Duration;

use criterion::Criterion;

fn main() {
    // Cargo passes `--bench`, and the arguments after `--`, for example the name of a table.
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(SAMPLES)
        .nresamples(RESAMPLES)
        .warm_up_time(WARM_UP)
        .measurement_time(MEASUREMENT)
        .configure_from_args();
    #[cfg_attr(
        not(feature = "configured"),
        expect(unused_mut, reason = "the other tables are added to it")
    )]
    let mut tables = vec![
        tower::cases(&mut criterion),
        tower::sizes(&mut criterion),
        tower::repeated(&mut criterion),
        hyper::cases(&mut criterion),
        actix::cases(&mut criterion),
        rocket::cases(&mut criterion),
        poem::cases(&mut criterion),
        salvo::cases(&mut criterion),
        warp::cases(&mut criterion),
        hostile::cases(&mut criterion),
        observed::listeners(&mut criterion),
        observed::guard(&mut criterion),
        lookup::sizes(&mut criterion),
    ];
    #[cfg(feature = "configured")]
    tables.extend([
        configured::tower(&mut criterion),
        configured::actix(&mut criterion),
        configuring::sizes(&mut criterion),
    ]);
    criterion.final_summary();
    for table in tables {
        println!("\n{table}");
    }
}

const SAMPLES: usize = 20;
// Criterion's intervals are not printed, so they need not be exact.
const RESAMPLES: usize = 1_000;
const WARM_UP: Duration = Duration::from_millis(100);
const MEASUREMENT: Duration = Duration::from_secs(1);
