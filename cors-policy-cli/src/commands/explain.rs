//! `explain`

use clap::Args;
use cors_policy::explain::{Explanation, PageRequest, Step, StepKind, Verdict};
use serde::Serialize;

use crate::policies::Policies;
use crate::terminal::{ERROR, GOOD, NOTE, Outcome, Result, STRONG, print, print_json};

/// Explain, step by step, what a browser does with the request of a page
///
/// Exit status: 0 if the script can read the response, 1 if not.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The name of a policy, or the path of a file with its text. `-` is the standard input
    policy: String,
    /// The origin of the page, as browsers send it. `null` for a sandboxed frame or a local file
    #[arg(long)]
    origin: String,
    /// The method
    #[arg(long, default_value = "GET")]
    method: String,
    /// A header that the script sets. Write the option several times for several headers
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// Send cookies, as a script with `credentials: "include"`
    #[arg(long)]
    credentials: bool,
    /// Send the request as a script with `mode: "no-cors"`
    #[arg(long)]
    no_cors: bool,
    /// The origin of the server. By default the page has another one
    #[arg(long, value_name = "ORIGIN")]
    server: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Explain {
    pub(super) fn run(&self, policies: &Policies) -> Result {
        let policy = policies.find(&self.policy)?;
        let explanation = self.request().explain(&policy);
        if self.json {
            print_json(&WrittenExplanation::of(&explanation))?;
        } else {
            print(&coloured(&explanation))?;
        }
        let is_readable = explanation.verdict() == Verdict::Readable;
        Ok(if is_readable { Outcome::Fine } else { Outcome::Findings })
    }

    fn request(&self) -> PageRequest {
        let mut request = PageRequest::new(&self.origin).method(&self.method);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if self.credentials {
            request = request.credentials();
        }
        if self.no_cors {
            request = request.no_cors();
        }
        match &self.server {
            Some(server) => request.server(server),
            None => request,
        }
    }
}

/// Reads `NAME: VALUE`, as curl does.
fn header(text: &str) -> std::result::Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("a header has a colon after its name")?;
    if name.trim().is_empty() {
        return Err("a header has a name before its colon");
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// The explanation as it prints itself, with colours.
fn coloured(explanation: &Explanation) -> String {
    let plain = explanation.to_string();
    let lines = plain.lines().collect::<Vec<_>>();
    let [title, steps @ .., verdict] = lines.as_slice() else { return plain };
    let colour = |(line, step): (&&str, &Step)| {
        let style = match step.kind() {
            StepKind::Passes => GOOD,
            StepKind::Stops => ERROR,
            _ => NOTE,
        };
        let (label, text) = line.split_at(line.len() - step.text().len());
        format!("{style}{label}{style:#}{text}\n")
    };
    let steps = steps.iter().zip(explanation.steps()).map(colour).collect::<String>();
    format!("{STRONG}{title}{STRONG:#}\n{steps}{STRONG}{verdict}{STRONG:#}\n")
}

#[derive(Serialize)]
struct WrittenExplanation<'a> {
    /// `readable`, `opaque`, `unreadable`, `not-sent` or `impossible`.
    verdict: &'static str,
    sends_preflight: bool,
    steps: Vec<WrittenStep<'a>>,
}

#[derive(Serialize)]
struct WrittenStep<'a> {
    /// `note`, `ok` or `stop`.
    kind: &'static str,
    text: &'a str,
    /// The clause of Fetch.
    link: String,
}

impl<'a> WrittenExplanation<'a> {
    fn of(explanation: &'a Explanation) -> Self {
        let steps = explanation.steps().iter().map(|step| WrittenStep {
            kind: step.kind().as_str(),
            text: step.text(),
            link: step.link(),
        });
        Self {
            verdict: explanation.verdict().as_str(),
            sends_preflight: explanation.sends_preflight(),
            steps: steps.collect(),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  cors-policy explain API --origin https://app.example.com --method PUT
  cors-policy explain API --origin null --header 'Content-Type: application/json' --credentials";
