//! What the table is run on.

use crate::scenario::{Answer, Scenario};

/// A server, or a part of one, that can play a scenario.
pub(crate) trait Subject {
    /// Puts the scenario's policy in front of its handler, sends its request, and tells what comes out.
    fn answer(&self, scenario: &Scenario) -> Answer;

    /// Whether the lines of a scenario reach it as they are written: HTTP/1 over a socket.
    fn reads_lines(&self) -> bool {
        false
    }
}
