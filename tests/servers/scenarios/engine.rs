//! The engine alone: `decide`, and a decision applied to the handler's response.

use cors_policy::Decision;

use crate::messages::{pairs_of, request, response};
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;

pub(crate) struct Engine {
    pub(crate) origins: OriginsFrom,
}

impl Subject for Engine {
    fn origins(&self) -> OriginsFrom {
        self.origins
    }

    fn answer(&self, scenario: &Scenario) -> Answer {
        let request = request(scenario);
        let policy = scenario.policy.with(self.origins);
        let response = match policy.decide(request.method(), request.headers()) {
            Decision::Preflight(preflight) => preflight.into_response(()),
            decision => {
                let mut response = response(scenario);
                decision.apply(response.headers_mut());
                response
            }
        };
        Answer { status: response.status().as_u16(), headers: pairs_of(response.headers()) }
    }
}
