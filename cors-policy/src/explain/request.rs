//! What a script passes to `fetch`.

/// A request of a page: what a script passes to `fetch`.
///
/// All values are text, and any text is allowed: if no browser sends it, the explanation says so.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::explain::{PageRequest, Verdict};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], credentials: true };
/// }
///
/// let request = PageRequest::new("https://app.example.com").credentials();
/// assert_eq!(request.explain(&API).verdict(), Verdict::Readable);
/// let request = PageRequest::new("http://app.example.com").credentials();
/// assert_eq!(request.explain(&API).verdict(), Verdict::Unreadable);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is explained"]
pub struct PageRequest {
    pub(super) origin: String,
    pub(super) method: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) has_credentials: bool,
    pub(super) is_no_cors: bool,
    pub(super) server: Option<String>,
}

impl PageRequest {
    /// A `GET` of a page of this origin, without credentials. Write the origin as the browser sends it, and `null` for a
    /// sandboxed frame or a local file.
    pub fn new(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            method: "GET".to_owned(),
            headers: Vec::new(),
            has_credentials: false,
            is_no_cors: false,
            server: None,
        }
    }

    /// Sets the method. As in a script, `put` is sent as `PUT`, but `patch` is sent as it is:
    /// [normalize](https://fetch.spec.whatwg.org/#concept-method-normalize).
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = method.into();
        self
    }

    /// Adds a header that the script sets. A body has a `Content-Type` too: add it here.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends the request with credentials, like `credentials: "include"` in a script.
    pub const fn credentials(mut self) -> Self {
        self.has_credentials = true;
        self
    }

    /// Sends the request with `mode: "no-cors"`. The script then cannot read the response.
    pub const fn no_cors(mut self) -> Self {
        self.is_no_cors = true;
        self
    }

    /// Sets the origin of the server. CORS does not apply if the page has the same. By default the page has another one.
    pub fn server(mut self, origin: impl Into<String>) -> Self {
        self.server = Some(origin.into());
        self
    }

    /// The header as the script writes it.
    pub(super) fn written(&self, name: &str) -> Option<&(String, String)> {
        self.headers.iter().find(|header| header.0.eq_ignore_ascii_case(name))
    }
}
