//! A report for a person at a terminal.

use anstyle::{AnsiColor, Style};

use super::curl::Curl;
use super::shown::{address, answer};
use super::summary::{answered, checked, counted, effort, not_checked, sorted, verdict};
use crate::audit::{Audit, Exchange, Finding, Severity};
use crate::terminal::{ERROR, GOOD, NOTE, STRONG, WARNING, printable};

/// The findings of an audit as text with colours. Texts wrap at this width. Commands and links stay whole.
pub(crate) fn people(audit: &Audit, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    for finding in sorted(audit) {
        page.finding(audit, finding);
    }
    page.summary(audit);
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn finding(&mut self, audit: &Audit, finding: &Finding) {
        let Finding { rule, severity, saw, exchanges } = finding;
        let label = style(*severity);
        self.wrapped(
            &format!("{label}{severity}{label:#}: {STRONG}{}{STRONG:#}", rule.title),
            "",
            "  ",
        );
        self.wrapped(&printable(saw), "  ", "  ");
        self.line("");
        if let Some(exchange) = exchanges.first().and_then(|index| audit.exchanges.get(*index)) {
            self.exchange(exchange);
        }
        if exchanges.len() > 1 {
            let others = counted(exchanges.len() - 1, "other request");
            let verb = if exchanges.len() == 2 { "shows" } else { "show" };
            self.part("also", &format!("{others} {verb} it"));
        }
        self.part("why", rule.why);
        self.part("remedy", rule.remedy);
        self.lines("standard", &[rule.link.to_owned()], Style::new());
        self.part("rule", rule.id);
        self.line("");
    }

    fn exchange(&mut self, exchange: &Exchange) {
        let command = Curl::of(&exchange.request).lines(self.width.saturating_sub(INDENT));
        self.lines("request", &command, AnsiColor::Cyan.on_default());
        let answer = answer(exchange);
        self.lines(
            if exchange.answer.is_ok() { "response" } else { "failure" },
            &answer,
            Style::new(),
        );
    }

    fn summary(&mut self, audit: &Audit) {
        if audit.findings.is_empty() {
            let style = if audit.stopped.is_none() && answered(audit) > 0 { GOOD } else { WARNING };
            self.line(&format!("{style}no findings{style:#}: {}", address(&audit.url)));
            self.line("checked:");
            for line in checked(audit) {
                self.wrapped(&line, "  - ", "    ");
            }
            self.line("not checked:");
            for sentence in not_checked(audit) {
                self.wrapped(sentence, "  - ", "    ");
            }
            self.line("");
        }
        if let Some(reason) = &audit.stopped {
            let reason = printable(reason);
            let text = format!("{WARNING}stopped{WARNING:#}: not all requests were sent: {reason}");
            self.wrapped(&text, "", "  ");
        }
        let summary = format!("{STRONG}{}{STRONG:#}; {}", verdict(audit), effort(audit));
        self.wrapped(&summary, "", "");
    }

    /// A text with a label in front, wrapped.
    fn part(&mut self, label: &str, text: &str) {
        let first = format!("  {NOTE}{label}{NOTE:#}{}", blanks(label));
        self.wrapped(text, &first, &" ".repeat(INDENT));
    }

    /// Lines that stay whole, with a label in front of the first one.
    fn lines(&mut self, label: &str, lines: &[String], style: Style) {
        let mut start = format!("  {NOTE}{label}{NOTE:#}{}", blanks(label));
        for line in lines {
            self.line(&format!("{start}{style}{line}{style:#}"));
            start = " ".repeat(INDENT);
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, others: &str) {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(others);
        let options =
            options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// What follows a label, so that all texts begin in one column.
fn blanks(label: &str) -> String {
    " ".repeat(INDENT.saturating_sub(2 + label.len()))
}

const fn style(severity: Severity) -> Style {
    match severity {
        Severity::Critical | Severity::High => ERROR,
        Severity::Medium => WARNING,
        Severity::Low => NOTE,
    }
}

const INDENT: usize = 12;

#[cfg(test)]
mod tests {
    use super::people;
    use crate::report::fixtures::{Fixture, SECRET};

    #[test]
    fn the_worst_finding_is_first_and_everything_is_aligned() {
        let text = plain(&people(&Fixture::several(), 100));
        let first = text.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
        assert_eq!(first, FIRST.trim_end());
        let severities =
            text.lines().filter_map(|line| line.split_once(": ")).map(|(word, _)| word);
        let severities =
            severities.filter(|word| ["critical", "high", "medium", "low"].contains(word));
        assert_eq!(severities.collect::<Vec<_>>(), ["critical", "high", "medium", "low"]);
        assert_eq!(
            text.lines().last(),
            Some("1 critical, 1 high, 1 medium, 1 low; 6 requests in 4.2 s, 1 without a response")
        );
    }

    #[test]
    fn a_narrow_terminal_gets_narrow_texts() {
        let text = plain(&people(&Fixture::several(), 60));
        for line in text.lines() {
            let is_whole = line.contains("http") || line.contains(" -H ") || line.contains(": ");
            assert!(line.chars().count() <= 60 || is_whole, "{line:?}");
        }
    }

    #[test]
    fn without_findings_it_says_what_was_checked() {
        let text = plain(&people(&Fixture::clean(), 100));
        assert_eq!(text, CLEAN);
    }

    #[test]
    fn only_answers_make_it_green() {
        let green = crate::terminal::GOOD.to_string();
        assert!(people(&Fixture::clean(), 100).starts_with(&green));
        assert!(!people(&Fixture::empty(), 100).contains(&green));
    }

    #[test]
    fn it_says_that_it_stopped() {
        let text = plain(&people(&Fixture::stopped(), 200));
        let line = "stopped: not all requests were sent: the limit of 6 requests; raise it with `--max-requests`\n";
        assert!(text.contains(line), "{text}");
    }

    #[test]
    fn a_failure_is_shown_instead_of_a_response() {
        let text = plain(&people(&Fixture::failures(), 100));
        assert!(text.contains("  failure   no connection: connection refused\n"), "{text}");
        assert!(text.ends_with("1 medium; 3 requests in 4.2 s, 3 without a response\n"), "{text}");
    }

    /// The escape sequences of the report itself are colours. Nothing of the server adds one.
    #[test]
    fn no_secret_and_no_raw_byte_of_the_server_is_in_the_report() {
        for (name, audit) in Fixture::all() {
            let text = plain(&people(&audit, 80));
            assert!(!text.contains(SECRET), "{name}");
            let bad = text.chars().find(|character| character.is_control() && *character != '\n');
            assert_eq!(bad, None, "{name}");
            assert!(!text.contains(['\u{202e}', '\u{200b}', '\u{2066}']), "{name}");
        }
    }

    /// Without colours. Other escape sequences stay.
    fn plain(text: &str) -> String {
        let mut pieces = text.split("\u{1b}[");
        let first = pieces.next().unwrap_or_default().to_owned();
        let rest = pieces.map(|piece| {
            let end = piece.find(|character: char| !character.is_ascii_digit() && character != ';');
            match end {
                Some(end) if piece[end..].starts_with('m') => piece[end + 1..].to_owned(),
                _ => format!("\u{1b}[{piece}"),
            }
        });
        [first].into_iter().chain(rest).collect()
    }

    const FIRST: &str = "\
critical: every origin may read the responses, with credentials
  The response to `Origin: https://evil.example` has `Access-Control-Allow-Origin:
  https://evil.example` and `Access-Control-Allow-Credentials: true`.

  request   curl -i --http2 -H 'origin: https://evil.example' -H \"authorization: $AUTHORIZATION\" \\
              https://api.example.com/users
  response  HTTP/2 200 OK
            access-control-allow-origin: https://evil.example
            access-control-allow-credentials: true
            content-type: application/json
  also      1 other request shows it
  why       The server copies `Origin` to `Access-Control-Allow-Origin`. A page of any site can send
            requests with the cookies of its visitor, and read the responses: it acts as the
            visitor.
  remedy    Compare `Origin` with a list of whole origins. Send `Access-Control-Allow-Credentials`
            only with an origin of the list.
  standard  https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
  rule      reflects-any-origin";

    const CLEAN: &str = "\
no findings: https://api.example.com/users
checked:
  - 4 rules
  - 6 requests, among them 2 preflights
  - 3 origins
  - methods: GET, OPTIONS
  - protocols: HTTP/1.1, HTTP/2
  - each answer was compared with the policy API
not checked:
  - No unsafe method was sent: no POST, PUT, PATCH or DELETE. Only preflights asked for them.
  - One URL was audited. Other paths of the same server can answer in another way.
  - CORS stops pages from reading responses. It does not stop requests: the audit does not replace a
    check of logins and permissions.

no findings; 6 requests in 4.2 s, 1 without a response
";
}
