//! The table, one file for each topic.
//!
//! | file | its rows |
//! | --- | --- |
//! | `not_cors` | requests without `Origin` |
//! | `preflight` | preflights |
//! | `repeated` | preflights to policies that allow any method or any header together with credentials |
//! | `two_tiers` | policies with `anyone_else` |
//! | `actual` | all other requests with `Origin` |
//! | `origins` | which origins match |
//! | `strip` | handlers that set CORS headers of their own |
//! | `vary` | handlers that set `Vary` |
//! | `hostile` | requests and handlers that send too much, or arbitrary bytes |
//! | `http1` | scenarios that only HTTP/1 over a socket can send |

mod actual;
mod hostile;
mod http1;
mod not_cors;
mod origins;
mod preflight;
mod repeated;
mod shared;
mod strip;
mod two_tiers;
mod vary;

use crate::scenario::Scenario;

/// The scenarios that every subject can run.
pub(crate) fn scenarios() -> Vec<Scenario> {
    [
        not_cors::rows(),
        preflight::rows(),
        repeated::rows(),
        two_tiers::rows(),
        actual::rows(),
        origins::rows(),
        strip::rows(),
        vary::rows(),
        hostile::rows(),
    ]
    .concat()
}

/// The scenarios that only a subject that reads lines can run.
pub(crate) fn lines_of_http1() -> Vec<Scenario> {
    http1::rows()
}

/// Every scenario.
pub(crate) fn all() -> Vec<Scenario> {
    [scenarios(), lines_of_http1()].concat()
}
