//! `tower::Cors` around a service function, called in memory.

use std::convert::Infallible;

use cors_policy::tower::CorsLayer;
use http::Request;
use tokio::runtime::Runtime;
use tower::{Layer, ServiceExt, service_fn};

use crate::messages::{pairs_of, request, response};
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;

pub(crate) struct Tower {
    origins: OriginsFrom,
    runtime: Runtime,
}

impl Tower {
    pub(crate) fn new(origins: OriginsFrom) -> Self {
        Self { origins, runtime: Runtime::new().expect("a runtime") }
    }
}

impl Subject for Tower {
    fn origins(&self) -> OriginsFrom {
        self.origins
    }

    fn answer(&self, scenario: &Scenario) -> Answer {
        let handler =
            service_fn(|_: Request<()>| async { Ok::<_, Infallible>(response::<()>(scenario)) });
        let service = CorsLayer::new(scenario.policy.with(self.origins)).layer(handler);
        let Ok(response) = self.runtime.block_on(service.oneshot(request(scenario)));
        Answer { status: response.status().as_u16(), headers: pairs_of(response.headers()) }
    }
}
