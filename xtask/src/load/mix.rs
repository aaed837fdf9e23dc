//! The requests and their expected answers. The policies and the handler are in `tests/servers/load`.

/// A request as it is sent, and the answers that are right: the status, CORS headers and `Vary` lines, sorted.
pub(super) struct Exchange {
    pub(super) request: String,
    pub(super) answer: Vec<String>,
    /// What is right as well, if the origins are changing.
    pub(super) or: Option<Vec<String>>,
}

/// One request of the mix, to a server whose origins do not change or are [changing](Origins::Changing).
pub(super) fn exchange(origins: Origins, number: u64) -> Exchange {
    match origins {
        // Two kinds of tenants come and go, one request in three is theirs.
        Origins::Changing if number.is_multiple_of(3) => tenant(number / 3),
        Origins::Changing => declared(number / 3 * 2 + number % 3 - 1),
        Origins::Declared => declared(number),
    }
}

/// Which policy the server has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origins {
    Declared,
    Changing,
}

impl Origins {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Changing => "changing",
        }
    }
}

/// A request of a tenant that is allowed half of the time: it gets the whole answer, or none of it.
fn tenant(number: u64) -> Exchange {
    let tenant = if number.is_multiple_of(2) { "blue" } else { "green" };
    let origin = match number % 5 {
        0 => format!("https://{tenant}.example"),
        _ => format!("https://{tenant}-{}.example", number % 100),
    };
    if (number / 2).is_multiple_of(2) {
        let request = plain("/", &origin);
        Exchange { request, answer: allowed(200, &origin), or: Some(refused(200)) }
    } else {
        let (request, refused) = (preflight(&origin), lines(403, &["vary: Origin"]));
        Exchange { request, answer: answered(&origin), or: Some(refused) }
    }
}

/// A request whose answer is always the same. Each request from a preview has another origin.
fn declared(number: u64) -> Exchange {
    let app = "https://app.example.com".to_owned();
    let preview = format!("https://pr-{number}.preview.example.com");
    let evil = format!("https://app.example.com.evil-{number}.example");
    let (request, answer) = match number % 9 {
        0 => (plain("/", &app), allowed(200, &app)),
        1 => (plain("/", &preview), allowed(200, &preview)),
        2 => (plain("/nowhere", &app), allowed(404, &app)),
        3 => (plain("/", &evil), refused(200)),
        4 => (plain("/nowhere", &evil), refused(404)),
        5 => (request("GET", "/", ""), refused(200)),
        6 => (preflight(&app), answered(&app)),
        7 => (preflight(&preview), answered(&preview)),
        _ => (preflight(&evil), lines(403, &["vary: Origin"])),
    };
    Exchange { request, answer, or: None }
}

fn preflight(origin: &str) -> String {
    let asked =
        "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type";
    request("OPTIONS", "/", &format!("Origin: {origin}\r\n{asked}\r\n"))
}

fn plain(path: &str, origin: &str) -> String {
    request("GET", path, &format!("Origin: {origin}\r\n"))
}

fn request(method: &str, path: &str, headers: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nHost: test\r\n{headers}\r\n")
}

fn allowed(status: u16, origin: &str) -> Vec<String> {
    let origin = format!("access-control-allow-origin: {origin}");
    let credentials = "access-control-allow-credentials: true";
    let exposed = "access-control-expose-headers: ETag";
    lines(status, &[credentials, &origin, exposed, "vary: Accept", "vary: Origin"])
}

fn refused(status: u16) -> Vec<String> {
    lines(status, &["vary: Accept", "vary: Origin"])
}

fn answered(origin: &str) -> Vec<String> {
    let credentials = "access-control-allow-credentials: true";
    let headers = "access-control-allow-headers: Content-Type";
    let methods = "access-control-allow-methods: PUT";
    let origin = format!("access-control-allow-origin: {origin}");
    let age = "access-control-max-age: 3600";
    lines(204, &[credentials, headers, methods, &origin, age, "vary: Origin"])
}

fn lines(status: u16, headers: &[&str]) -> Vec<String> {
    let headers = headers.iter().map(|&line| line.to_owned());
    [status.to_string()].into_iter().chain(headers).collect()
}
