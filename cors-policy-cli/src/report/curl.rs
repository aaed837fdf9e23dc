//! A request as a curl command for any POSIX shell.

use http::{HeaderName, HeaderValue, Method};

use super::quoted::quoted;
use super::secret::is_secret;
use super::shown::address;
use crate::audit::{Protocol, Request};

/// A curl command that sends a request again, and prints the response with its headers.
///
/// curl adds `User-Agent` and `Accept` if the request has none. The command reads each sensitive value from a variable of
/// the shell with the name of the header: `$AUTHORIZATION`.
#[derive(Debug)]
pub(crate) struct Curl(Vec<String>);

impl Curl {
    pub(crate) fn of(request: &Request) -> Self {
        let Request { protocol, method, url, headers } = request;
        let url = address(url);
        let mut parts = vec!["curl".to_owned()];
        parts.extend(options(*protocol, method, &url));
        parts.extend(headers.iter().map(|(name, value)| format!("-H {}", header(name, value))));
        parts.push(quoted(url.as_bytes()));
        Self(parts)
    }

    /// The command in one line.
    pub(crate) fn line(&self) -> String {
        self.0.join(" ")
    }

    /// The command in lines of this width, if no argument is longer. Each line but the last ends with `\`.
    pub(crate) fn lines(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::<String>::new();
        for part in &self.0 {
            match lines.last_mut() {
                // A blank and the `\`.
                Some(line) if line.len() + part.len() + 3 <= width => {
                    *line = format!("{line} {part}");
                }
                Some(line) => {
                    line.push_str(" \\");
                    lines.push(format!("  {part}"));
                }
                None => lines.push(part.clone()),
            }
        }
        lines
    }
}

fn options(protocol: Protocol, method: &Method, url: &str) -> Vec<String> {
    let mut options = Vec::new();
    match *method {
        Method::GET => options.push("-i".to_owned()),
        // With `-X HEAD` curl waits for a body.
        Method::HEAD => options.push("--head".to_owned()),
        _ => {
            options.extend(["-i".to_owned(), format!("-X {}", quoted(method.as_str().as_bytes()))]);
        }
    }
    let is_secure = url.starts_with("https:");
    match (protocol, is_secure) {
        // What curl speaks without TLS.
        (Protocol::Http1, false) => {}
        (Protocol::Http1, true) => options.push("--http1.1".to_owned()),
        (Protocol::Http2, true) => options.push("--http2".to_owned()),
        (Protocol::Http2, false) => options.push("--http2-prior-knowledge".to_owned()),
    }
    if url.contains("/.") {
        options.push("--path-as-is".to_owned());
    }
    if url.contains(['[', ']', '{', '}']) {
        options.push("--globoff".to_owned());
    }
    options
}

/// The argument of `-H`.
fn header(name: &HeaderName, value: &HeaderValue) -> String {
    if is_secret(name, value) {
        return format!("\"{}: ${}\"", double_quoted(name), variable(name));
    }
    let (name, value) = (name.as_str().as_bytes(), value.as_bytes());
    // With `:` and nothing behind it, curl removes the header.
    let is_empty = value.iter().all(|byte| matches!(byte, b' ' | b'\t'));
    let argument = if is_empty { [name, b";"].concat() } else { [name, b": ", value].concat() };
    quoted(&argument)
}

/// A header name inside of `"…"`. Most of its marks need no `\` there.
fn double_quoted(name: &HeaderName) -> String {
    let mut text = String::new();
    for character in name.as_str().chars() {
        match character {
            '$' | '`' => text.extend(['\\', character]),
            // An interactive shell replaces `!` inside of `"…"`, even behind a `\`.
            '!' => text.push_str("\"'!'\""),
            _ => text.push(character),
        }
    }
    text
}

/// The name of a shell variable: `AUTHORIZATION`, `X_API_KEY`.
fn variable(name: &HeaderName) -> String {
    let upper = |character: char| {
        if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' }
    };
    let variable = name.as_str().chars().map(upper).collect::<String>();
    if variable.starts_with(|first: char| first.is_ascii_digit()) || OF_SHELLS.contains(&&*variable)
    {
        format!("HEADER_{variable}")
    } else {
        variable
    }
}

/// Variables that mean something to the shell or to curl already.
const OF_SHELLS: &[&str] = &[
    "ENV", "HOME", "HOST", "HOSTNAME", "IFS", "LANG", "MAIL", "OPTIND", "PATH", "PWD", "RANDOM",
    "SHELL", "TERM", "UID", "USER", "_",
];

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::path::PathBuf;
    use std::process::Command;
    use std::thread;

    use http::header::{AUTHORIZATION, ORIGIN};
    use http::{HeaderMap, HeaderName, HeaderValue, Method};

    use super::Curl;
    use crate::audit::{Protocol, Request};

    #[test]
    fn an_option_appears_only_if_the_request_needs_it() {
        let cases = [
            (request(Protocol::Http1, "GET", "http://a.example/x"), "curl -i http://a.example/x"),
            (
                request(Protocol::Http1, "GET", "https://a.example/x"),
                "curl -i --http1.1 https://a.example/x",
            ),
            (
                request(Protocol::Http2, "GET", "https://a.example/x"),
                "curl -i --http2 https://a.example/x",
            ),
            (
                request(Protocol::Http2, "OPTIONS", "http://a.example/x"),
                "curl -i -X OPTIONS --http2-prior-knowledge http://a.example/x",
            ),
            (
                request(Protocol::Http1, "HEAD", "http://a.example/x"),
                "curl --head http://a.example/x",
            ),
            (
                request(Protocol::Http1, "GET", "http://[::1]:3000/x?a=1&b=2"),
                "curl -i --globoff 'http://[::1]:3000/x?a=1&b=2'",
            ),
            (
                request(Protocol::Http1, "GET", "http://a.example/.well-known/x"),
                "curl -i --path-as-is http://a.example/.well-known/x",
            ),
        ];
        for (request, command) in cases {
            assert_eq!(Curl::of(&request).line(), command);
        }
    }

    #[test]
    fn secrets_and_fragments_are_not_shown() {
        let mut request = request(Protocol::Http1, "GET", "http://me:hunter2@a.example/x#top");
        for name in ["authorization", "x-api-key", "2fa", "path", "x-`id`-$a"] {
            request
                .headers
                .append(HeaderName::from_bytes(name.as_bytes()).unwrap(), secret("hunter2"));
        }
        assert_eq!(
            Curl::of(&request).line(),
            "curl -i -H \"authorization: $AUTHORIZATION\" -H \"x-api-key: $X_API_KEY\" -H \"2fa: $HEADER_2FA\" \
             -H \"path: $HEADER_PATH\" -H \"x-\\`id\\`-\\$a: $X__ID___A\" http://a.example/x"
        );
    }

    #[test]
    fn a_long_command_has_several_lines() {
        let mut request = request(Protocol::Http1, "OPTIONS", "http://a.example/x");
        request.headers.append(ORIGIN, HeaderValue::from_static("https://app.example.com"));
        request.headers.append("access-control-request-method", HeaderValue::from_static("PUT"));
        assert_eq!(
            Curl::of(&request).lines(60),
            [
                "curl -i -X OPTIONS -H 'origin: https://app.example.com' \\",
                "  -H 'access-control-request-method: PUT' \\",
                "  http://a.example/x",
            ]
        );
    }

    #[test]
    fn no_byte_of_a_value_comes_into_the_command_unquoted() {
        for byte in
            (0..=255).filter_map(|byte: u8| HeaderValue::from_bytes(&[b'a', byte, b'b']).ok())
        {
            let mut request = request(Protocol::Http1, "GET", "http://a.example/");
            request.headers.append(ORIGIN, byte);
            let line = Curl::of(&request).line();
            assert!(line.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{line:?}");
        }
    }

    /// Every shell that is installed passes the arguments on as they were.
    #[test]
    fn shells_read_back_what_was_quoted() {
        let folder = Folder::new("shells");
        folder.script("curl", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        for shell in ["sh", "dash", "bash", "zsh", "ksh", "mksh"] {
            if !is_there(shell) {
                assert_ne!(shell, "sh");
                continue;
            }
            for value in values() {
                let mut request = request(Protocol::Http1, "GET", "http://a.example/?a='b'&c=$(d)");
                request.headers.append(ORIGIN, value.clone());
                request.headers.append(AUTHORIZATION, secret("unused"));
                let printed = Command::new(shell)
                    .args(["-c", &Curl::of(&request).lines(50).join("\n")])
                    .env("PATH", folder.before_path())
                    .env("AUTHORIZATION", "Bearer `x` $y \"z\"")
                    .env("LC_ALL", "C")
                    .output()
                    .unwrap();
                let origin = if value.is_empty() {
                    b"origin;".to_vec()
                } else {
                    [b"origin: ", value.as_bytes()].concat()
                };
                let arguments: [&[u8]; 6] = [
                    b"-i",
                    b"-H",
                    &origin,
                    b"-H",
                    b"authorization: Bearer `x` $y \"z\"",
                    request.url.as_str().as_bytes(),
                ];
                let expected = arguments.map(|argument| [argument, b"\n"].concat()).concat();
                assert_eq!(
                    String::from_utf8_lossy(&printed.stdout),
                    String::from_utf8_lossy(&expected),
                    "{shell} {value:?} {}",
                    String::from_utf8_lossy(&printed.stderr)
                );
                assert_eq!(printed.stdout, expected);
            }
        }
    }

    /// The real curl sends what the request has.
    #[test]
    fn curl_sends_the_request() {
        if !is_there("curl") {
            eprintln!(
                "curl is not installed: `shells_read_back_what_was_quoted` has tested the arguments"
            );
            return;
        }
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/a[1-2]{{b,c}}?d=%20'e'", server.local_addr().unwrap());
        let requests = values().into_iter().map(|value| {
            let mut request = request(Protocol::Http1, "PURGE", &url);
            request.headers.append(ORIGIN, value);
            request.headers.append("x-a", HeaderValue::from_static("1"));
            request.headers.append("x-a", HeaderValue::from_static("2"));
            request.headers.append(AUTHORIZATION, secret("unused"));
            request
        });
        let requests = requests.collect::<Vec<_>>();
        let count = requests.len();
        let received = thread::spawn(move || {
            let answered = server.incoming().take(count).map(|connection| {
                let mut connection = connection.unwrap();
                let head = head(&mut connection);
                connection
                    .write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
                    .unwrap();
                head
            });
            answered.collect::<Vec<_>>()
        });
        for request in &requests {
            let printed = Command::new("sh")
                .args(["-c", &Curl::of(request).line()])
                .env("AUTHORIZATION", "Bearer 1")
                .env("no_proxy", "*")
                .output()
                .unwrap();
            assert!(printed.stdout.starts_with(b"HTTP/1.1 204"), "{printed:?}");
        }
        for (request, received) in requests.iter().zip(received.join().unwrap()) {
            let lines = received
                .split(|&byte| byte == b'\n')
                .map(<[u8]>::trim_ascii_end)
                .collect::<Vec<_>>();
            let path =
                format!("PURGE {}?{} HTTP/1.1", request.url.path(), request.url.query().unwrap());
            assert_eq!(String::from_utf8_lossy(lines[0]), path);
            let origin = [b"origin: ", request.headers[ORIGIN].as_bytes()].concat();
            for line in [origin.trim_ascii_end(), b"x-a: 1", b"x-a: 2", b"authorization: Bearer 1"]
            {
                assert!(
                    lines.contains(&line),
                    "{:?} is not in {:?}",
                    line.escape_ascii().to_string(),
                    received.escape_ascii().to_string()
                );
            }
        }
    }

    /// Values that shells, `printf` and curl read in their own way.
    fn values() -> Vec<HeaderValue> {
        let texts: &[&[u8]] = &[
            b"https://app.example.com",
            b"null",
            b"",
            b"it's; rm -rf ~ & echo `id` $(id) ${HOME} $HOME",
            b"\"a\" \\\\ \\n %s %n %% !! !$ ^a^b #c *? [a-z] {a,b} ~ <x >y | z",
            b"'; touch /tmp/pwned; '",
            b"a\tb",
            b"\xff\xfe\x80'\"$(id)`id`\\%s!!",
            "https://ex\u{202e}ample.com/\u{1f600}\u{e9}-".as_bytes(),
            b"@/etc/passwd",
            b"-o /tmp/x",
            b"a\\",
            b"\xc3\\",
            b"\xc3%41",
        ];
        texts.iter().map(|text| HeaderValue::from_bytes(text).unwrap()).collect()
    }

    fn request(protocol: Protocol, method: &str, url: &str) -> Request {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        Request { protocol, method, url: url.parse().unwrap(), headers: HeaderMap::new() }
    }

    fn secret(text: &'static str) -> HeaderValue {
        let mut value = HeaderValue::from_static(text);
        value.set_sensitive(true);
        value
    }

    fn is_there(program: &str) -> bool {
        let path = std::env::var_os("PATH").unwrap();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    }

    fn head(connection: &mut impl Read) -> Vec<u8> {
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte).unwrap() == 1 {
            head.push(byte[0]);
        }
        head
    }

    /// A folder with programs, which disappears with this value.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("cors-policy-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn script(&self, name: &str, text: &str) {
            let path = self.0.join(name);
            fs::write(&path, text).unwrap();
            let made = Command::new("chmod").arg("+x").arg(&path).status().unwrap();
            assert!(made.success());
        }

        /// The search path with this folder in front.
        fn before_path(&self) -> std::ffi::OsString {
            let path = std::env::var_os("PATH").unwrap();
            let folders = [self.0.clone()].into_iter().chain(std::env::split_paths(&path));
            std::env::join_paths(folders).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
