//! The proxy: what it does with a request, an answer of the upstream, and an error.

use std::net::SocketAddr;

use async_trait::async_trait;
use bytes::Bytes;
use cors_policy::guard::{OriginGuard, PublicPolicy};
use cors_policy::{Decision, PolicyRef, RequestView};
use pingora_core::protocols::http::ServerSession;
use pingora_core::upstreams::peer::HttpPeer;
use pingora_core::{Error, ErrorSource, ErrorType, Result};
use pingora_http::{RequestHeader, ResponseHeader};
use pingora_proxy::{FailToProxy, ProxyHttp, Session};

/// A proxy in front of one upstream, with one policy.
pub(crate) struct Gateway {
    policy: PolicyRef,
    guard: OriginGuard,
    upstream: SocketAddr,
}

impl Gateway {
    /// Refusals are written to the standard error stream.
    pub(crate) fn new(
        policy: impl Into<PolicyRef>,
        upstream: SocketAddr,
    ) -> Result<Self, PublicPolicy> {
        let policy = policy.into();
        let guard = OriginGuard::new(&policy)?.on_refused(|refusal| eprintln!("{refusal}"));
        Ok(Self { policy, guard, upstream })
    }

    /// Decides about a request, before anything else looks at it.
    fn decide(&self, request: &RequestHeader) -> Step {
        let view = RequestView::from(request.as_ref());
        match self.policy.decide(&request.method, &request.headers) {
            Decision::Preflight(preflight) => {
                self.log(&view);
                let (parts, ()) = preflight.into_response(()).into_parts();
                Step::Answer(parts.into())
            }
            // The guard is inside of the policy: its answers have CORS headers too.
            decision if self.guard.check(&view).is_err() => Step::Refuse(decision),
            decision => {
                self.log(&view);
                Step::Forward(decision)
            }
        }
    }

    fn log(&self, request: &RequestView<'_>) {
        if let Some(refusal) = self.policy.refusal(request) {
            eprintln!("{refusal}");
        }
    }
}

/// What happens to a request.
enum Step {
    /// It is a preflight, and this is the answer.
    Answer(ResponseHeader),
    /// A page of another site sends what only our pages may send.
    Refuse(Decision),
    /// It goes to the upstream.
    Forward(Decision),
}

#[async_trait]
impl ProxyHttp for Gateway {
    /// The decision, made once: the policy could be replaced while the upstream answers.
    type CTX = Option<Decision>;

    fn new_ctx(&self) -> Self::CTX {
        None
    }

    /// Pingora calls this before it looks for an upstream. `true` means that the request is answered.
    async fn request_filter(&self, session: &mut Session, ctx: &mut Self::CTX) -> Result<bool> {
        match self.decide(session.req_header()) {
            Step::Answer(mut answer) => {
                if answer.status != 204 {
                    answer.insert_header("content-length", "0")?;
                }
                session.write_response_header(Box::new(answer), true).await?;
                Ok(true)
            }
            Step::Refuse(decision) => {
                fail(session, 403, &decision).await?;
                Ok(true)
            }
            Step::Forward(decision) => {
                *ctx = Some(decision);
                Ok(false)
            }
        }
    }

    async fn upstream_peer(&self, _: &mut Session, _: &mut Self::CTX) -> Result<Box<HttpPeer>> {
        Ok(Box::new(HttpPeer::new(self.upstream, false, String::new())))
    }

    /// Pingora calls this for each answer of the upstream and of its cache, whatever the status is, after every other filter.
    async fn response_filter(
        &self,
        _: &mut Session,
        response: &mut ResponseHeader,
        ctx: &mut Self::CTX,
    ) -> Result<()> {
        match ctx {
            Some(decision) => apply(decision, response),
            None => Ok(()),
        }
    }

    /// Pingora calls this if there is no answer: the upstream is dead, or breaks off. `response_filter` is not called then.
    async fn fail_to_proxy(
        &self,
        session: &mut Session,
        error: &Error,
        ctx: &mut Self::CTX,
    ) -> FailToProxy {
        // Pingora can fail before it calls `request_filter`.
        let decision = ctx.take().unwrap_or_else(|| {
            let request = session.req_header();
            self.policy.decide(&request.method, &request.headers)
        });
        let status = status_of(error);
        if status != 0 {
            // If this fails, the browser is gone.
            let _ = fail(session, status, &decision).await;
        }
        FailToProxy { error_code: status, can_reuse_downstream: false }
    }
}

/// Answers with a status and without a body, unless an answer has begun.
async fn fail(session: &mut Session, status: u16, decision: &Decision) -> Result<()> {
    let mut answer = ServerSession::generate_error(status);
    apply(decision, &mut answer)?;
    session.as_downstream_mut().write_error_response(answer, Bytes::new()).await
}

/// Writes the CORS headers and `Vary`. All other headers remain as they are.
///
/// Pingora's headers have the spelling of each name too, so they change only by its own functions.
fn apply(decision: &Decision, response: &mut ResponseHeader) -> Result<()> {
    let mut headers = response.headers.clone();
    decision.clone().apply(&mut headers);
    let names = response.headers.keys().chain(headers.keys());
    let is_changed =
        |name: &_| !response.headers.get_all(name).iter().eq(headers.get_all(name).iter());
    let changed = names.filter(|name| is_changed(*name)).cloned().collect::<Vec<_>>();
    for name in changed {
        response.remove_header(&name);
        for value in headers.get_all(&name) {
            response.append_header(name.clone(), value.clone())?;
        }
    }
    Ok(())
}

/// The status for an error, as Pingora itself chooses it. 0: the connection to the browser is gone.
fn status_of(error: &Error) -> u16 {
    match (error.etype(), error.esource()) {
        (ErrorType::HTTPStatus(status), _) => *status,
        (_, ErrorSource::Upstream) => 502,
        (
            ErrorType::WriteError | ErrorType::ReadError | ErrorType::ConnectionClosed,
            ErrorSource::Downstream,
        ) => 0,
        (_, ErrorSource::Downstream) => 400,
        (_, ErrorSource::Internal | ErrorSource::Unset) => 500,
    }
}
