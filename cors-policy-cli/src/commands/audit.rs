//! `audit`

use std::fs;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use cors_policy_core::configured;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use indicatif::{ProgressBar, ProgressStyle};
use url::Url;

use crate::audit::{self, Audit as Audited, Client, Limits, Question, Severity};
use crate::policies::Policies;
use crate::report;
use crate::terminal::{NOTE, Outcome, Result, note, print, width};

/// Send what browsers and attackers send to a live server, and report what is wrong in its answers
///
/// Only GET and OPTIONS requests are sent, and redirects are not followed to another server. Exit status: 0 if nothing was
/// found, 1 if there are findings, 2 if the server does not answer.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Audit {
    /// The URL. It should answer GET requests
    #[arg(value_parser = url)]
    url: Url,
    /// An origin that the server should allow. Write the option several times for several origins
    #[arg(long = "origin", value_name = "ORIGIN", value_parser = origin)]
    origins: Vec<String>,
    /// A method that these origins should be allowed to send
    #[arg(long = "method", value_name = "METHOD")]
    methods: Vec<Method>,
    /// A request header that these origins should be allowed to send
    #[arg(long = "request-header", value_name = "NAME")]
    request_headers: Vec<HeaderName>,
    /// These origins should be allowed to send cookies
    #[arg(long)]
    credentials: bool,
    /// The policy that the server should have. It adds its origins, methods and headers, and every difference is a finding
    #[arg(long, value_name = "POLICY")]
    policy: Option<String>,
    /// A header with which requests are sent, but no preflights: a cookie or a token of a test user. No report shows its value
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Send the methods of the policy or of `--method` too, and a method that does not exist. They may change data
    #[arg(long)]
    unsafe_methods: bool,
    #[command(flatten)]
    limits: LimitArguments,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
struct LimitArguments {
    /// How many requests are sent at most
    #[arg(long, value_name = "NUMBER", default_value_t = 400)]
    max_requests: usize,
    /// How many seconds the audit takes at most
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    max_time: u64,
    /// How many seconds one request takes at most
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// How many milliseconds to wait between two requests
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0)]
    delay: u64,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
struct Output {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print SARIF, for code hosts
    #[arg(long, conflicts_with = "json")]
    sarif: bool,
    /// Write a page that a browser shows
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Leave out findings of this rule
    #[arg(long = "ignore", value_name = "RULE", value_parser = PossibleValuesParser::new(audit::all_rules().map(|rule| rule.id)), hide_possible_values = true)]
    ignored: Vec<String>,
    /// The lowest severity with which the exit status is 1
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: Level,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Low,
    Medium,
    High,
    Critical,
}

impl Audit {
    pub(super) fn run(self, policies: &Policies) -> Result {
        let policy = self.policy.as_deref().map(|name| policies.find(name)).transpose()?;
        let is_known = policy.is_some() || !self.origins.is_empty();
        let question = Question {
            url: self.url,
            origins: self.origins,
            methods: self.methods,
            request_headers: self.request_headers,
            credentials: self.credentials.then_some(true),
            user_headers: self.headers.into_iter().collect::<HeaderMap>(),
            policy,
            unsafe_methods: self.unsafe_methods,
        };
        if !is_known {
            note(
                "note",
                NOTE,
                "no origin is known that the server should allow; pass `--origin` or `--policy` to check its answers to allowed pages",
            )?;
        }
        let bar = progress_bar();
        let show = |sent: usize, total: usize| {
            bar.set_length(total as u64);
            bar.set_position(sent as u64);
        };
        let limits = self.limits.limits();
        let mut client =
            Client::new(&limits).map_err(|error| format!("cannot send requests: {error}"))?;
        let audited = audit::run(question, &limits, |request| client.send(request), show);
        bar.finish_and_clear();
        self.output.write(&audited?)
    }
}

impl LimitArguments {
    const fn limits(&self) -> Limits {
        Limits {
            requests: self.max_requests,
            total: Duration::from_secs(self.max_time),
            request: Duration::from_secs(self.timeout),
            delay: Duration::from_millis(self.delay),
        }
    }
}

impl Output {
    fn write(&self, audit: &Audited) -> Result {
        let mut shown = audit.clone();
        let is_ignored = |id: &str| self.ignored.iter().any(|ignored| ignored == id);
        shown.rules.retain(|rule| !is_ignored(rule.id));
        shown.findings.retain(|finding| !is_ignored(finding.rule.id));
        if let Some(path) = &self.html {
            fs::write(path, report::html(&shown))
                .map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
        }
        if self.json {
            print(&report::json(&shown)?)?;
        } else if self.sarif {
            print(&report::sarif(&shown)?)?;
        } else {
            print(&report::people(&shown, width()))?;
        }
        let is_bad = |severity: Severity| severity >= self.fail_on.severity();
        let fails = shown.findings.iter().any(|finding| is_bad(finding.severity));
        Ok(if fails { Outcome::Findings } else { Outcome::Fine })
    }
}

impl Level {
    const fn severity(self) -> Severity {
        match self {
            Self::Low => Severity::Low,
            Self::Medium => Severity::Medium,
            Self::High => Severity::High,
            Self::Critical => Severity::Critical,
        }
    }
}

/// A bar on a terminal, and nothing anywhere else.
fn progress_bar() -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} requests, {elapsed}");
    let bar = ProgressBar::new(0);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn url(text: &str) -> std::result::Result<Url, String> {
    let url = Url::parse(text)
        .map_err(|error| format!("{error}; write `https://api.example.com/path`"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("only `http://` and `https://` can be audited".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the URL has a user name; pass `--header 'Authorization: …'`".to_owned());
    }
    Ok(url)
}

fn origin(text: &str) -> std::result::Result<String, String> {
    if text.contains('*') {
        return Err("write an origin that the pattern matches".to_owned());
    }
    configured::parse(text).map(|origin| origin.to_string()).map_err(|problem| problem.to_string())
}

fn header(text: &str) -> std::result::Result<(HeaderName, HeaderValue), String> {
    let (name, value) = text.split_once(':').ok_or("a header has a colon after its name")?;
    let name = name.trim().parse().map_err(|_| "the name of the header is not a token")?;
    let value =
        value.trim().parse().map_err(|_| "the value of the header has a control character")?;
    Ok((name, value))
}

const EXAMPLES: &str = "\
Examples:
  cors-policy audit http://127.0.0.1:3000/users --origin https://app.example.com
  cors-policy audit https://api.example.com/users --policy API --html report.html
  cors-policy audit https://api.example.com/users --origin https://app.example.com --credentials --method PUT --header 'Cookie: session=test'";
