//! What a guard lets a page do, to which CORS does not apply: the table of `cors_policy::guard`, for the pages here.

use cors_policy::explain::StepKind;

use crate::cases::{Case, Mode};
use crate::expected::{Clause, Expected, Outcome};
use crate::sites::API;

/// The expected result of a WebSocket or a form.
pub(crate) fn expected(case: &Case) -> Expected {
    let origin = case.site.origin();
    let passed = passes(case.part.policy.allows(origin), origin == API);
    let (is_socket, status) = (case.mode == Mode::WebSocket, case.status);
    let outcome = match passed {
        Err(_) => Outcome::Refused { status: 403 },
        Ok(_) if is_socket => Outcome::Opened { status },
        Ok(_) => Outcome::Posted { status },
    };
    let handled = usize::from(passed.is_ok());
    let decides = match passed {
        Ok(why) => clause(StepKind::Passes, format!("`{origin}` {why}"), RULES),
        Err(why) => clause(StepKind::Stops, format!("`{origin}` {why}"), RULES),
    };
    let why = vec![arrives(is_socket), asks(is_socket), decides, end(&outcome)];
    Expected { outcome, preflights: 0, handled, why }
}

/// Whether the guard lets the page pass, and the sentence that says so.
fn passes(is_listed: bool, is_own: bool) -> Result<&'static str, &'static str> {
    match (is_listed, is_own) {
        (true, _) => Ok("is listed, so the guard lets the request pass."),
        (_, true) => Ok(
            "is the origin of the API itself: the browser sends `Sec-Fetch-Site: same-origin`, or the guard compares \
             `Origin` with `Host`, or with what it was told if a gateway sends another `Host`. The request passes.",
        ),
        (false, false) => Err(
            "is not listed, and not the origin of the API itself. The guard answers 403, and no handler runs.",
        ),
    }
}

/// The first clause: why the request arrives at all.
fn arrives(is_socket: bool) -> Clause {
    if is_socket {
        let text = "A page of any origin may open a WebSocket: browsers send no preflight, do not apply CORS to the answer, \
                    and send the cookies of the API.";
        clause(StepKind::Note, text, "https://www.rfc-editor.org/rfc/rfc6455#section-10.2")
    } else {
        let text = "A page of any origin may post a form: browsers send no preflight. Cookies go with it unless `SameSite` \
                    prevents it.";
        clause(StepKind::Note, text, FORMS)
    }
}

/// The second clause: why the guard does not let every such request pass.
fn asks(is_socket: bool) -> Clause {
    let text = if is_socket {
        "`GET` without `Upgrade` passes the guard. This `GET` has `Upgrade`, so the guard looks at the origin."
    } else {
        "`GET`, `HEAD` and `OPTIONS` pass the guard. `POST` may change state, so the guard looks at the origin."
    };
    clause(StepKind::Note, text, RULES)
}

/// The last clause: what the script gets.
fn end(outcome: &Outcome) -> Clause {
    let (text, link) = match outcome {
        Outcome::Opened { .. } => ("The script sends and receives messages.", SOCKETS),
        Outcome::Posted { .. } => ("The frame shows the answer.", FORMS),
        _ => (
            "The script does not get the reason, but the listener of the guard does: see the refusals at the end of this \
             page.",
            RULES,
        ),
    };
    clause(StepKind::Note, text, link)
}

fn clause(kind: StepKind, text: impl Into<String>, link: &str) -> Clause {
    Clause { kind, text: text.into(), link: link.to_owned() }
}

/// The header that tells the server which page sends a request.
const RULES: &str = "https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header";
const SOCKETS: &str = "https://websockets.spec.whatwg.org/#feedback-from-the-protocol";
const FORMS: &str = "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm";
