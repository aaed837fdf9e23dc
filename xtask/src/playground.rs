//! The page of the example `playground`, with its API behind a gateway. The programs are those of the tests of gateways.

use std::env;

use crate::Outcome;
use crate::command::Command;
use crate::{built, gateways};

/// Gets the programs, and starts the gateway, the API and the page, until somebody ends them. The second argument is the gateway.
pub(crate) fn run() -> Outcome {
    let gateway = env::args().nth(2).ok_or("write the name of a gateway after `playground`")?;
    let build = "build --quiet --locked --workspace --all-features --example playground";
    let program = built::program(&build.split(' ').collect::<Vec<_>>())?;
    let playground = Command::new([gateways::variables()?, vec![program, gateway]].concat());
    println!("$ {playground}");
    playground.run()?;
    Ok(())
}
