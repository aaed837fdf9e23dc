//! Preflights, from allowed and from refused origins.

use super::shared::{API_ANSWERS_APP, APP, EVIL, NOT_CALLED, PUBLIC_ANSWERS, REFUSED_PREFLIGHT};
use crate::policies::{API, BARE, CLOSED, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [allowed(), refused()].concat()
}

fn allowed() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight with PUT from an allowed origin",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with a method that is not listed gets the same answer",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PURGE"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with headers that are not listed gets the same answer",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: x-evil,x-more",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with several lines of requested headers",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: content-type",
                "Access-Control-Request-Headers:  authorization ,,, x",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with several requested methods",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Method: PUT",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with an empty requested method is a preflight",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: "],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight that asks for private network access gets none",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Private-Network: true",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight from a subdomain that a pattern covers",
            policy: &API,
            request: &[
                "OPTIONS",
                "Origin: https://pr-7.eu.preview.example.com",
                "Access-Control-Request-Method: PUT",
            ],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://pr-7.eu.preview.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: DELETE, GET, PUT",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Max-Age: 7200",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight where only origins are declared",
            policy: &BARE,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: GET"],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight from localhost without a port",
            policy: &API,
            request: &["OPTIONS", "Origin: http://localhost", "Access-Control-Request-Method: GET"],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: http://localhost",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: DELETE, GET, PUT",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Max-Age: 7200",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight with cookies and a token, which no browser sends",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: PUT",
                "Cookie: session=1",
                "Authorization: Bearer 1",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight to a public resource",
            policy: &PUBLIC,
            request: &["OPTIONS", EVIL, "Access-Control-Request-Method: PATCH"],
            handler: NOT_CALLED,
            answer: PUBLIC_ANSWERS,
        },
        Scenario {
            name: "preflight to a public resource from an opaque origin",
            policy: &PUBLIC,
            request: &["OPTIONS", "Origin: null", "Access-Control-Request-Method: PATCH"],
            handler: NOT_CALLED,
            answer: PUBLIC_ANSWERS,
        },
    ]
}

fn refused() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight with PURGE from a refused origin",
            policy: &API,
            request: &["OPTIONS", EVIL, "Access-Control-Request-Method: PURGE"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight from an opaque origin",
            policy: &API,
            request: &["OPTIONS", "Origin: null", "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight with two origin lines",
            policy: &API,
            request: &["OPTIONS", APP, EVIL, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight with an empty origin",
            policy: &API,
            request: &["OPTIONS", "Origin: ", "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight from the bare domain of a pattern",
            policy: &API,
            request: &[
                "OPTIONS",
                "Origin: https://preview.example.com",
                "Access-Control-Request-Method: PUT",
            ],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight to a closed resource",
            policy: &CLOSED,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: &["403"],
        },
    ]
}
