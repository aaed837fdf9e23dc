//! A client of [WebDriver](https://www.w3.org/TR/webdriver2/), with only the commands that open pages and run scripts
//! in them.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The result of a command, or a sentence about what failed.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A browser with one window, and its driver. Both end when this is dropped.
pub(crate) struct Session {
    driver: Driver,
    id: String,
    version: String,
}

impl Session {
    /// Starts a driver, with its port in `--port=`, and a browser with these capabilities.
    pub(crate) fn start(mut driver: Command, capabilities: &Value) -> Result<Self> {
        let driver = Driver::start(&mut driver)?;
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = driver.send("POST", "/session", &wanted)?;
        let id = session["sessionId"].as_str().ok_or("a session has no id")?.to_owned();
        let version = session["capabilities"]["browserVersion"].as_str();
        let session = Self { driver, id, version: version.unwrap_or_default().to_owned() };
        session.post("timeouts", &json!({ "script": 120_000, "pageLoad": 60_000 }))?;
        Ok(session)
    }

    /// The version of the browser.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Opens a page, and waits until it is loaded.
    pub(crate) fn open(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Switches to the first frame of the page.
    pub(crate) fn enter_frame(&self) -> Result<()> {
        self.post("frame", &json!({ "id": 0 })).map(drop)
    }

    /// Installs the extension in this folder until the browser ends. Only Firefox has this command.
    pub(crate) fn install(&self, folder: &Path) -> Result<()> {
        self.post("moz/addon/install", &json!({ "path": folder, "temporary": true })).map(drop)
    }

    /// Waits until a window shows a page of this origin, and switches to it.
    pub(crate) fn enter_window(&self, origin: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            for window in self.get("window/handles")?.as_array().into_iter().flatten() {
                self.post("window", &json!({ "handle": window }))?;
                if self.get("url")?.as_str().is_some_and(|url| url.starts_with(origin)) {
                    return Ok(());
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err(format!("no window shows {origin}").into())
    }

    /// Runs the body of a function. Its last argument is a callback, which the script calls with the result.
    pub(crate) fn run(&self, script: &str, argument: &Value) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": [argument] }))
    }

    fn get(&self, command: &str) -> Result<Value> {
        self.driver.send("GET", &format!("/session/{}/{command}", self.id), &Value::Null)
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value> {
        self.driver.send("POST", &format!("/session/{}/{command}", self.id), body)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // This ends the browser. If it fails, the driver has ended already, and nothing is left to do.
        let _ = self.driver.send("DELETE", &format!("/session/{}", self.id), &Value::Null);
    }
}

/// The process of a driver.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    fn start(command: &mut Command) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        drop(listener);
        let process = command
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let driver = Self { process, port };
        let start = Instant::now();
        while let Err(error) = driver.send("GET", "/status", &Value::Null) {
            if start.elapsed() > PATIENCE {
                return Err(format!("the driver does not answer: {error}").into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// Sends one request on a connection of its own, and returns the `value` of the answer.
    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let answer = self.exchange(method, path, body)?;
        let mut answer = serde_json::from_slice::<Value>(&answer)?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{path}: {error}: {}", value["message"]).into()),
            None => Ok(value),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> io::Result<Vec<u8>> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (port, length) = (self.port, body.len());
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(150)))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost:{port}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all((head + &body).as_bytes())?;
        let mut stream = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while line != "\r\n" {
            line.clear();
            if stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const PATIENCE: Duration = Duration::from_secs(20);
