//! Everything that the table runs on.

use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};

/// A server, or a part of one, that can run a scenario.
pub(crate) trait Subject {
    /// Where the policies of this subject have their origins from.
    fn origins(&self) -> OriginsFrom;

    /// Puts the scenario's policy in front of its handler, sends the scenario's request, and returns the answer.
    fn answer(&self, scenario: &Scenario) -> Answer;

    /// What the server makes of a scenario before the policy sees it, if the table does not say it: a scenario with another call
    /// and another answer.
    fn instead(&self, _: &Scenario) -> Option<Scenario> {
        None
    }

    /// Whether the lines of a scenario reach the subject exactly as they are written, as with HTTP/1 over a socket.
    fn reads_lines(&self) -> bool {
        false
    }
}
