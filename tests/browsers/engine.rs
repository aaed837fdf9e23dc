//! The engines: which programs each needs, and how it is configured to use the network of the tests.

use std::env;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::io::{BufRead, BufReader};
use std::iter;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::case::Page;
use crate::cases::extensions::MOZ_EXTENSION;
use crate::webdriver::{self, Session};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKitGtk,
}

/// A running browser. It ends when this is dropped.
pub(crate) struct Browser {
    pub(crate) session: Session,
    /// A virtual screen, if the browser needs one.
    _screen: Option<Screen>,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKitGtk];

    /// What must be installed because a program is missing.
    pub(crate) fn missing(self) -> Vec<&'static str> {
        let needs: &[(bool, &str)] = match self {
            Self::Chromium => &[
                (program(CHROMIUM).is_some(), "chromium"),
                (program(&["chromedriver"]).is_some(), "chromium-driver"),
            ],
            Self::Firefox => &[
                (program(FIREFOX).is_some(), "firefox-esr"),
                (program(&["geckodriver"]).is_some(), "geckodriver"),
            ],
            Self::WebKitGtk => &[
                (
                    program(&["WebKitWebDriver"]).is_some() && mini_browser().is_some(),
                    "webkit2gtk-driver",
                ),
                (program(&["Xvfb"]).is_some(), "xvfb"),
            ],
        };
        needs.iter().filter(|(is_there, _)| !is_there).map(|(_, name)| *name).collect()
    }

    /// Whether the engine has such a page. Each kind of extension exists in one engine. Google Chrome refuses extensions
    /// from a command line.
    pub(crate) fn has(self, page: Page) -> bool {
        match (self, page) {
            (Self::Firefox, Page::Extension(origin)) => origin == MOZ_EXTENSION,
            (Self::Chromium, Page::Extension(origin)) => {
                origin != MOZ_EXTENSION && program(&["chromium"]).is_some()
            }
            (Self::WebKitGtk, Page::Extension(_)) => false,
            _ => true,
        }
    }

    /// Starts the browser. If there is a `network`, every host is reached through it, and the browser has an extension.
    pub(crate) fn start(self, network: Option<SocketAddr>) -> webdriver::Result<Browser> {
        let missing = || format!("{self} is not installed");
        let (driver, capabilities, screen) = match self {
            Self::Chromium => {
                let binary = program(CHROMIUM).ok_or_else(missing)?;
                (Command::new("chromedriver"), chromium(&binary, network), None)
            }
            Self::Firefox => {
                let binary = program(FIREFOX).ok_or_else(missing)?;
                (Command::new("geckodriver"), firefox(&binary, network), None)
            }
            Self::WebKitGtk => {
                let binary = mini_browser().ok_or_else(missing)?;
                let screen = Screen::start()?;
                let mut driver = Command::new("WebKitWebDriver");
                driver.env("DISPLAY", &screen.name);
                (driver, webkit(&binary, network), Some(screen))
            }
        };
        let session = Session::start(driver, &capabilities)?;
        if self == Self::Firefox && network.is_some() {
            session.install(&extension())?;
        }
        Ok(Browser { session, _screen: screen })
    }
}

impl Display for Engine {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKitGtk => "WebKitGTK",
        })
    }
}

fn chromium(binary: &Path, network: Option<SocketAddr>) -> Value {
    let proxy = network.map(|network| format!("--proxy-server=socks5://{network}"));
    let mut flags = vec![
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    if let Some(proxy) = &proxy {
        // Use the proxy for hosts on this machine too.
        flags.extend(["--proxy-bypass-list=<-loopback>", proxy]);
    }
    let extension = format!("--load-extension={}", extension().display());
    if network.is_some() {
        // Newer versions ignore `--load-extension` without this.
        flags.extend([&extension, "--disable-features=DisableLoadExtensionCommandLineSwitch"]);
    }
    // Without a `user-data-dir`, the driver creates a new one and removes it at the end.
    json!({ "acceptInsecureCerts": true, "goog:chromeOptions": { "binary": binary, "args": flags } })
}

fn firefox(binary: &Path, network: Option<SocketAddr>) -> Value {
    // The host of the extension, which is random otherwise.
    let host = MOZ_EXTENSION.strip_prefix("moz-extension://");
    let preferences = json!({
        "network.proxy.socks_remote_dns": true,
        "network.proxy.socks5_remote_dns": true,
        // Use the proxy for hosts on this machine too.
        "network.proxy.allow_hijacking_localhost": true,
        "extensions.webextensions.uuids": json!({ "page@example.test": host }).to_string(),
    });
    json!({
        "acceptInsecureCerts": true,
        "proxy": network.map_or_else(|| json!({ "proxyType": "direct" }), socks),
        "moz:firefoxOptions": { "binary": binary, "args": ["-headless"], "prefs": preferences },
    })
}

fn webkit(binary: &Path, network: Option<SocketAddr>) -> Value {
    let proxy = network.map(|network| format!("--proxy=socks5://{network}"));
    let arguments = iter::once("--automation".to_owned()).chain(proxy).collect::<Value>();
    json!({
        "acceptInsecureCerts": true,
        "webkitgtk:browserOptions": { "binary": binary, "args": arguments },
    })
}

fn socks(network: SocketAddr) -> Value {
    json!({ "proxyType": "manual", "socksProxy": network.to_string(), "socksVersion": 5 })
}

/// The folder of the extension.
fn extension() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("extension")
}

/// A virtual screen.
struct Screen {
    process: Child,
    name: String,
}

impl Screen {
    fn start() -> webdriver::Result<Self> {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run `Xvfb`: {error}"))?;
        let mut name = String::new();
        if let Some(output) = process.stdout.take() {
            let _ = BufReader::new(output).read_line(&mut name);
        }
        Ok(Self { process, name: format!(":{}", name.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first of these programs that is installed.
fn program(names: &[&str]) -> Option<PathBuf> {
    let paths = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&paths).collect::<Vec<_>>();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// The browser of WebKitGTK, which is not in `PATH`: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let list = |folder: &Path| {
        fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect::<Vec<_>>()
    };
    let folders = list(Path::new("/usr/lib")).into_iter().flat_map(|folder| list(&folder));
    folders.map(|folder| folder.join("MiniBrowser")).find(|path| path.is_file())
}

const CHROMIUM: &[&str] = &["chromium", "google-chrome"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];
