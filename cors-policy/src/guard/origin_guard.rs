//! `OriginGuard`: a policy that guards requests.

use super::error::PublicPolicy;
use crate::observe::{Listeners, Refusal};
use crate::reference::{IntoPolicyRef, PolicyRef};
use crate::request::RequestView;
use crate::selection::Selection;

/// Refuses WebSocket handshakes and requests that may change state, if they come from a page whose origin is neither the
/// server's own nor listed by the policy. The answer is 403, and the handler does not run.
///
/// It is a layer for tower and axum, a middleware for actix-web and poem, a hoop for salvo, and a fairing for Rocket.
/// [`around`](Self::around) puts it in front of a hyper service. A clone is cheap.
///
/// For Rocket, attach it after the fairings that change the method of requests. A fairing that is attached after the guard sees
/// a refused request as `OPTIONS`, because a fairing cannot answer: a route that the guard mounts does.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::guard::OriginGuard;
/// # #[cfg(feature = "tower")]
/// # {
/// use cors_policy::tower::CorsLayer;
/// use http::{Request, Response, StatusCode};
/// use tower::{ServiceBuilder, ServiceExt};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], credentials: true };
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let service = ServiceBuilder::new()
///     .layer(CorsLayer::new(&API))
///     .layer(OriginGuard::new(&API)?)
///     .service_fn(|_: Request<()>| async { Ok::<_, std::io::Error>(Response::new(())) });
///
/// // A form on another site.
/// let request = Request::post("/transfer")
///     .header("Origin", "https://evil.example")
///     .header("Sec-Fetch-Site", "cross-site")
///     .body(())?;
/// assert_eq!(service.oneshot(request).await?.status(), StatusCode::FORBIDDEN);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a guard does nothing until a service is behind it"]
pub struct OriginGuard {
    pub(super) selection: Selection,
    pub(super) listeners: Listeners,
}

impl OriginGuard {
    /// Makes a guard of this policy: a `&'static Policy`, a `Configured`, or a [`PolicyRef`].
    ///
    /// Only the origins of the policy matter here. With `origins: none`, only the server's own pages pass. With
    /// `anyone_else`, only the listed origins pass.
    ///
    /// # Errors
    ///
    /// The policy allows every origin. A configured policy that is `*` only later does not allow any page but the server's
    /// own from then on.
    pub fn new(policy: impl IntoPolicyRef) -> Result<Self, PublicPolicy> {
        let policy: PolicyRef = policy.into_policy_ref();
        if policy.is_public() {
            return Err(PublicPolicy::of(&policy));
        }
        Ok(Self { selection: Selection::Fixed(policy), listeners: Listeners::default() })
    }

    /// Makes a guard that selects a policy for each request: by its host, its path, a header or an extension.
    ///
    /// If there is none, or if it allows every origin, only the server's own pages pass.
    pub fn select<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        Self { selection: Selection::selected(select), listeners: Listeners::default() }
    }

    /// Tells the server's own origin, as browsers know it: `https://app.example.com`.
    ///
    /// Without this, it is the host and the port in the request, with `http://` or `https://`. That is wrong behind a proxy
    /// that sends another `Host`. Read a header of the proxy only if the proxy always overwrites it.
    ///
    /// If the function returns `None`, no origin is the own one. `Sec-Fetch-Site: same-origin` then does not help a request
    /// whose `Origin` is another one. This stops pages that reach the server by DNS rebinding, whose name the browser takes
    /// for that of the server. It also stops a form on a page of your own with `Referrer-Policy: no-referrer`, which has the
    /// `Origin` `null`.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::Policy;
    /// use cors_policy::guard::OriginGuard;
    ///
    /// let guard = OriginGuard::new(&Policy::CLOSED)?
    ///     .own_origin(|request| Some(format!("https://{}", request.header("X-Forwarded-Host")?)));
    /// # _ = guard;
    /// # Ok::<_, cors_policy::guard::PublicPolicy>(())
    /// ```
    pub fn own_origin(
        mut self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.listeners.know_own_origin(find);
        self
    }

    /// Calls `listener` for each request that the guard refuses: for the log and the metrics of the server. No answer changes.
    ///
    /// The [`Refusal`] has an [`intrusion`](Refusal::intrusion), so a listener that a CORS layer has too can tell them apart.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::Policy;
    /// use cors_policy::guard::OriginGuard;
    ///
    /// let guard = OriginGuard::new(&Policy::CLOSED)?.on_refused(|refusal| eprintln!("{refusal}"));
    /// # _ = guard;
    /// # Ok::<_, cors_policy::guard::PublicPolicy>(())
    /// ```
    pub fn on_refused(mut self, listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static) -> Self {
        self.listeners.listen(listener);
        self
    }
}
