//! The requests and their expected answers. The policy and the handler are in `tests/servers/load`.

/// A request as it is sent, and the expected status, CORS headers and `Vary` lines of its answer, sorted.
pub(super) struct Exchange {
    pub(super) request: String,
    pub(super) answer: Vec<String>,
}

/// One request of the mix. Each request from a preview has another origin.
pub(super) fn exchange(number: u64) -> Exchange {
    let app = "https://app.example.com".to_owned();
    let preview = format!("https://pr-{number}.preview.example.com");
    let evil = format!("https://app.example.com.evil-{number}.example");
    let preflight = |origin: &str| {
        let asked =
            "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type";
        request("OPTIONS", "/", &format!("Origin: {origin}\r\n{asked}\r\n"))
    };
    let plain = |path, origin: &str| request("GET", path, &format!("Origin: {origin}\r\n"));
    match number % 9 {
        0 => Exchange { request: plain("/", &app), answer: allowed(200, &app) },
        1 => Exchange { request: plain("/", &preview), answer: allowed(200, &preview) },
        2 => Exchange { request: plain("/nowhere", &app), answer: allowed(404, &app) },
        3 => Exchange { request: plain("/", &evil), answer: refused(200) },
        4 => Exchange { request: plain("/nowhere", &evil), answer: refused(404) },
        5 => Exchange { request: request("GET", "/", ""), answer: refused(200) },
        6 => Exchange { request: preflight(&app), answer: answered(&app) },
        7 => Exchange { request: preflight(&preview), answer: answered(&preview) },
        _ => Exchange { request: preflight(&evil), answer: lines(403, &["vary: Origin"]) },
    }
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
