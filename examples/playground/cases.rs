//! The matrix: each call of `fetch`, each WebSocket and each form, and the answer of the handler if the request reaches it.

use crate::policies::{GUARDED, INTERNAL, OPEN, PARTNERS, PUBLIC, Part, SESSION, TENANTS, TOKENS};
use crate::sites::Site;

/// One call of `fetch`, one WebSocket, or one form.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) site: Site,
    pub(crate) part: &'static Part,
    /// The path after the path of the part.
    pub(crate) path: &'static str,
    pub(crate) method: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: bool,
    pub(crate) mode: Mode,
    /// The number of calls. The second call shows what the browser has cached.
    pub(crate) times: usize,
    /// The status of the handler's answer.
    pub(crate) status: u16,
}

/// [Request mode](https://fetch.spec.whatwg.org/#concept-request-mode)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Cors,
    NoCors,
    /// A script opens a WebSocket.
    WebSocket,
    /// A script posts a form into a frame.
    Navigate,
}

/// The call `fetch(url)`, without options.
const PLAIN: Case = Case {
    id: "",
    name: "",
    site: Site::App,
    part: &PUBLIC,
    path: "/tea",
    method: "GET",
    headers: &[],
    body: None,
    credentials: false,
    mode: Mode::Cors,
    times: 1,
    status: 200,
};

/// `new WebSocket(url)`
const SOCKET: Case =
    Case { part: &GUARDED, path: "/chat", mode: Mode::WebSocket, status: 101, ..PLAIN };

/// `form.submit()`
const FORM: Case = Case {
    part: &GUARDED,
    path: "/order",
    method: "POST",
    body: Some("tea=2"),
    mode: Mode::Navigate,
    ..PLAIN
};

const JSON: (&str, &str) = ("Content-Type", "application/json");

pub(crate) static CASES: &[Case] = &[
    Case { id: "public-get", name: "Read something public", ..PLAIN },
    Case {
        id: "public-get-other-host",
        name: "Read it from an origin that is listed nowhere",
        site: Site::OtherHost,
        ..PLAIN
    },
    Case {
        id: "public-get-null",
        name: "Read it from a sandboxed frame",
        site: Site::Sandbox,
        ..PLAIN
    },
    Case {
        id: "public-post-text",
        name: "Send what a form can send",
        method: "POST",
        headers: &[("Content-Type", "text/plain")],
        body: Some("green"),
        ..PLAIN
    },
    Case {
        id: "public-post-json",
        name: "Send JSON, which a form cannot",
        method: "POST",
        headers: &[JSON],
        body: Some("\"green\""),
        ..PLAIN
    },
    Case { id: "public-put", name: "Use a method that is not listed", method: "PUT", ..PLAIN },
    Case {
        id: "public-credentials",
        name: "Take cookies along to where nobody is logged in",
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "partners-get",
        name: "Read headers: exposed ones, and one that is not",
        part: &PARTNERS,
        path: "/orders",
        ..PLAIN
    },
    Case {
        id: "partners-get-other-port",
        name: "Read from another port of a listed host",
        site: Site::OtherPort,
        part: &PARTNERS,
        path: "/orders",
        ..PLAIN
    },
    Case {
        id: "partners-get-other-host",
        name: "Read from another name of a listed host",
        site: Site::OtherHost,
        part: &PARTNERS,
        path: "/orders",
        ..PLAIN
    },
    Case {
        id: "partners-get-null",
        name: "Read from a sandboxed frame of a listed page",
        site: Site::Sandbox,
        part: &PARTNERS,
        path: "/orders",
        ..PLAIN
    },
    Case {
        id: "partners-no-cors",
        name: "Avoid the question with the mode no-cors",
        site: Site::OtherPort,
        part: &PARTNERS,
        path: "/orders",
        mode: Mode::NoCors,
        ..PLAIN
    },
    Case {
        id: "partners-put",
        name: "Send a listed method with listed headers",
        part: &PARTNERS,
        path: "/orders/7",
        method: "PUT",
        headers: &[JSON, ("X-Request-Id", "1")],
        body: Some("{\"tea\":2}"),
        status: 201,
        ..PLAIN
    },
    Case {
        id: "partners-put-lower",
        name: "Write the method in lower case",
        part: &PARTNERS,
        path: "/orders/7",
        method: "put",
        status: 201,
        ..PLAIN
    },
    Case {
        id: "partners-put-twice",
        name: "Do it twice: the answer to the preflight is kept",
        part: &PARTNERS,
        path: "/orders/7",
        method: "PUT",
        times: 2,
        status: 201,
        ..PLAIN
    },
    Case {
        id: "partners-put-other-port",
        name: "Send it from an origin that is refused",
        site: Site::OtherPort,
        part: &PARTNERS,
        path: "/orders/7",
        method: "PUT",
        status: 201,
        ..PLAIN
    },
    Case {
        id: "partners-patch",
        name: "Send a method that is not listed",
        part: &PARTNERS,
        path: "/orders/7",
        method: "PATCH",
        status: 405,
        ..PLAIN
    },
    Case {
        id: "partners-header",
        name: "Send a header that is not listed",
        part: &PARTNERS,
        path: "/orders",
        headers: &[("X-Debug", "1")],
        ..PLAIN
    },
    Case {
        id: "partners-delete",
        name: "Send a listed method that no handler takes",
        part: &PARTNERS,
        path: "/orders/7",
        method: "DELETE",
        status: 405,
        ..PLAIN
    },
    Case {
        id: "partners-404",
        name: "Ask for what does not exist",
        part: &PARTNERS,
        path: "/nowhere",
        status: 404,
        ..PLAIN
    },
    Case {
        id: "partners-500",
        name: "Ask for what is broken",
        part: &PARTNERS,
        path: "/broken",
        status: 500,
        ..PLAIN
    },
    Case {
        id: "tenants-get",
        name: "Read from a subdomain",
        site: Site::Tenant,
        part: &TENANTS,
        path: "/menu",
        ..PLAIN
    },
    Case {
        id: "tenants-get-deep",
        name: "Read from two labels below, on another port",
        site: Site::Shop,
        part: &TENANTS,
        path: "/menu",
        ..PLAIN
    },
    Case {
        id: "tenants-get-bare",
        name: "Read from the bare domain",
        part: &TENANTS,
        path: "/menu",
        ..PLAIN
    },
    Case {
        id: "tenants-patch",
        name: "Send PATCH in upper case",
        site: Site::Tenant,
        part: &TENANTS,
        path: "/menu",
        method: "PATCH",
        ..PLAIN
    },
    Case {
        id: "tenants-patch-lower",
        name: "Send patch in lower case",
        site: Site::Tenant,
        part: &TENANTS,
        path: "/menu",
        method: "patch",
        status: 405,
        ..PLAIN
    },
    Case {
        id: "session-login",
        name: "Log in: a cookie comes back",
        part: &SESSION,
        path: "/login",
        method: "POST",
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "session-get",
        name: "Take the cookie along",
        part: &SESSION,
        path: "/me",
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "session-get-without",
        name: "Ask without it: the 401 can be read",
        part: &SESSION,
        path: "/me",
        status: 401,
        ..PLAIN
    },
    Case {
        id: "session-put-twice",
        name: "Write twice: the preflight is asked twice",
        part: &SESSION,
        path: "/me",
        method: "PUT",
        headers: &[JSON],
        body: Some("{\"tea\":2}"),
        credentials: true,
        times: 2,
        ..PLAIN
    },
    Case {
        id: "session-get-other-port",
        name: "Take the cookie along from another port",
        site: Site::OtherPort,
        part: &SESSION,
        path: "/me",
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "session-put-other-port",
        name: "Write with the cookie from another port",
        site: Site::OtherPort,
        part: &SESSION,
        path: "/me",
        method: "PUT",
        headers: &[JSON],
        body: Some("{\"tea\":2}"),
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "session-get-null",
        name: "Try it from a sandboxed frame",
        site: Site::Sandbox,
        part: &SESSION,
        path: "/me",
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "open-exposed",
        name: "Read all headers but Set-Cookie",
        site: Site::OtherPort,
        part: &OPEN,
        ..PLAIN
    },
    Case {
        id: "open-purge",
        name: "Send any method, and any header",
        site: Site::OtherHost,
        part: &OPEN,
        method: "PURGE",
        headers: &[("X-Debug", "1")],
        ..PLAIN
    },
    Case {
        id: "open-credentials",
        name: "Take cookies along",
        site: Site::OtherPort,
        part: &OPEN,
        credentials: true,
        ..PLAIN
    },
    Case {
        id: "tokens-get",
        name: "Send a token",
        site: Site::OtherHost,
        part: &TOKENS,
        headers: &[("Authorization", "Bearer 1"), ("X-Debug", "1")],
        ..PLAIN
    },
    Case { id: "internal-get", name: "Read what is for no page", part: &INTERNAL, ..PLAIN },
    Case { id: "guarded-socket", name: "Open a WebSocket", ..SOCKET },
    Case {
        id: "guarded-socket-own",
        name: "Open it from a page of the API itself",
        site: Site::Own,
        ..SOCKET
    },
    Case {
        id: "guarded-socket-other-port",
        name: "Open it from another port",
        site: Site::OtherPort,
        ..SOCKET
    },
    Case {
        id: "guarded-socket-null",
        name: "Open it from a sandboxed frame",
        site: Site::Sandbox,
        ..SOCKET
    },
    Case { id: "guarded-form", name: "Post a form", ..FORM },
    Case {
        id: "guarded-form-own",
        name: "Post it from a page of the API itself",
        site: Site::Own,
        ..FORM
    },
    Case {
        id: "guarded-form-other-port",
        name: "Post it from another port",
        site: Site::OtherPort,
        ..FORM
    },
    Case {
        id: "guarded-form-other-host",
        name: "Post it from another name of a listed host",
        site: Site::OtherHost,
        ..FORM
    },
];
