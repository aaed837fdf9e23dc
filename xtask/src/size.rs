//! How much policies add to the size of a program.

use crate::Outcome;
use crate::apps::{Cors, app};

/// Compares stripped axum applications, built for release.
pub(crate) fn run() -> Outcome {
    println!("| added to a stripped axum application | bytes |");
    println!("| --- | ---: |");
    for policies in [1, 20] {
        let plain = app(Cors::None, policies)?.size()?;
        for (name, cors) in CONTESTANTS {
            let size = app(cors, policies)?.size()?;
            println!("| {name}, policies: {policies} | {} |", size.saturating_sub(plain));
        }
    }
    Ok(())
}

const CONTESTANTS: [(&str, Cors); 4] = [
    ("`cors-policy`", Cors::Ours),
    ("`cors-policy`, feature `configured`", Cors::Configured { public_suffixes: false }),
    (
        "`cors-policy`, feature `public-suffix-at-run-time`",
        Cors::Configured { public_suffixes: true },
    ),
    ("`tower-http`", Cors::TowerHttp),
];
