//! What a refusal says: what is wrong, and what solves it.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::{header, method};

use super::intrusion::Intrusion;
use super::nearest::Difference;
use super::page::Page;
use super::reason::RefusalReason;
use super::refusal::Refusal;
use crate::reference::PolicyRef;

/// Prints one sentence about what is wrong, and one about what solves it.
impl Display for Refusal<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (origin, policy) = (self.origin(), self.policy.named());
        match self.intrusion {
            None => {}
            Some(Intrusion::WebSocket) => f.write_str("a WebSocket was refused: ")?,
            Some(Intrusion::UnsafeMethod) => write!(f, "`{}` was refused: ", self.method())?,
        }
        match self.reason {
            RefusalReason::Closed => self.closed(f),
            RefusalReason::CrossSite => write!(
                f,
                "`Sec-Fetch-Site` says that a page of another origin sends it, and there is no `Origin` that is in {policy}."
            ),
            RefusalReason::SeveralOrigins => write!(
                f,
                "the request has several `Origin` headers, so {policy} refuses it. No browser sends that: look for a proxy \
                 that adds one."
            ),
            RefusalReason::Opaque => write!(
                f,
                "`null` is not in {policy}, and no policy can list it. The page is a local file, or in a sandboxed frame: \
                 serve it from a server, like `http://localhost:3000`."
            ),
            RefusalReason::Malformed => write!(
                f,
                "`{origin}` is not an origin, so {policy} refuses it. No browser sends that: another program did."
            ),
            RefusalReason::NotListed => self.not_listed(f),
            RefusalReason::MethodNotListed => self.method_not_listed(f),
            RefusalReason::HeaderNotListed => self.header_not_listed(f),
            RefusalReason::NotAToken => write!(
                f,
                "a page of `{origin}` asks for a method or a header that is not a token, so the answer of {policy} does not \
                 repeat it. No browser asks for that: another program did."
            ),
            RefusalReason::SeveralMethods => write!(
                f,
                "the request has several `Access-Control-Request-Method` headers, so the answer of {policy} does not repeat \
                 them. No browser sends that: look for a proxy that adds one."
            ),
            RefusalReason::TooManyNames => self.too_much(f, "more than 64 headers"),
            RefusalReason::TooLong if self.is_repeated() => {
                self.too_much(f, "more than 4 KiB of text")
            }
            RefusalReason::TooLong => self.too_much(f, "more than 8 KiB of text"),
        }
    }
}

impl Refusal<'_> {
    fn closed(&self, f: &mut Formatter<'_>) -> Result {
        let origin = self.origin();
        match self.policy.name() {
            Some(_) => write!(
                f,
                "`{origin}` is not in {}, which allows no origin (`origins: none`). If the page is yours, list its origin.",
                self.policy.named()
            ),
            None => write!(
                f,
                "no policy was selected for the request of `{origin}`, so nothing is allowed. If the page is yours, select \
                 a policy for this host and path."
            ),
        }
    }

    fn not_listed(&self, f: &mut Formatter<'_>) -> Result {
        let (origin, policy, list) = (self.origin(), self.policy.named(), List(&self.policy));
        write!(f, "`{origin}` is not in {policy}")?;
        let Some(nearest) = self.nearest() else {
            return write!(f, ". If the page is yours, add `{origin}` to {list}.");
        };
        let (entry, difference) = (nearest.entry(), nearest.difference());
        write!(f, ", but `{entry}` is: {difference}. ")?;
        let is_loopback = Page::parse(&origin).is_some_and(Page::is_loopback);
        match difference {
            Difference::Scheme if entry.starts_with("https:") => {
                write!(f, "Open the page at `{entry}`.")
            }
            Difference::Port if is_loopback => {
                let any = Page::parse(&origin).map(|page| Page { port: ":*", ..page }.text());
                let any = any.unwrap_or_default();
                write!(f, "Open the page on that port, or add `{any}` to {list}.")
            }
            Difference::Scheme | Difference::Port => {
                write!(f, "If the page is yours, add `{origin}` to {list}.")
            }
            Difference::Case => {
                f.write_str("Browsers send origins in lower case: another program sent this one.")
            }
            Difference::SubdomainMissing if entry.contains('*') => write!(
                f,
                "A pattern does not cover the domain itself: if the page is yours, add `{origin}` to {list}."
            ),
            Difference::Loopback | Difference::FinalDot | Difference::SubdomainMissing => {
                write!(f, "Open the page at `{entry}`, or add `{origin}` to {list}.")
            }
            Difference::SubdomainAdded => write!(
                f,
                "An entry covers no subdomains: if the page is yours, add `{origin}` to {list}."
            ),
            Difference::Letter => write!(
                f,
                "If `{entry}` is a spelling mistake, correct it. If not, this is the page of somebody else."
            ),
        }
    }

    fn method_not_listed(&self, f: &mut Formatter<'_>) -> Result {
        let (origin, policy) = (self.origin(), self.policy.named());
        let asked = self.asked().unwrap_or_default();
        write!(
            f,
            "`{asked}` is not in `methods` of {policy}, so the browser does not send it for a page of `{origin}`. "
        )?;
        match self.nearest() {
            Some(nearest) => write!(
                f,
                "Methods are compared byte for byte: write `{}` in the script.",
                nearest.entry()
            ),
            None if method::check(&asked).is_err() => {
                f.write_str("No script can send it: another program asked for it.")
            }
            None => write!(f, "Add `{asked}` to `methods`."),
        }
    }

    fn header_not_listed(&self, f: &mut Formatter<'_>) -> Result {
        let (origin, policy) = (self.origin(), self.policy.named());
        let asked = self.asked().unwrap_or_default();
        write!(
            f,
            "`{asked}` is not in `request_headers` of {policy}, so the browser does not send the request for a page of \
             `{origin}`. "
        )?;
        if asked.eq_ignore_ascii_case("authorization")
            && self.declared.request_headers().contains(&"*")
        {
            return f.write_str(
                "`any` does not cover `Authorization`: write `request_headers: [any, \"Authorization\"]`.",
            );
        }
        match self.nearest() {
            Some(nearest) => {
                let entry = nearest.entry();
                write!(f, "`{entry}` is: {}. Correct one of the two.", nearest.difference())
            }
            None if header::check_request(&asked).is_err() => {
                f.write_str("No script can send it: another program asked for it.")
            }
            None => write!(f, "Add `\"{asked}\"` to `request_headers`."),
        }
    }

    fn too_much(&self, f: &mut Formatter<'_>, what: &str) -> Result {
        let (origin, policy) = (self.origin(), self.policy.named());
        write!(f, "the preflight of a page of `{origin}` asks for {what}, ")?;
        if self.is_repeated() {
            write!(
                f,
                "so the answer of {policy} does not repeat it, and the browser does not send the request. Send less."
            )
        } else {
            write!(
                f,
                "so it was not compared with {policy}. The browser compares all of it: send less."
            )
        }
    }

    /// Whether the answer would repeat what the preflight asks for.
    fn is_repeated(&self) -> bool {
        self.declared.repeated().is_some_and(|repeated| repeated.headers)
    }
}

impl PolicyRef {
    /// The name and the place of the policy, in a sentence.
    pub(crate) fn named(&self) -> impl Display {
        Named(self)
    }
}

struct Named<'a>(&'a PolicyRef);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.0.name(), self.0.location()) {
            (Some(name), Some(location)) => write!(f, "`{name}` ({location})"),
            _ => f.write_str("the policy"),
        }
    }
}

/// Where the origins of a policy are written.
struct List<'a>(&'a PolicyRef);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.0.is_configured() { "the configured origins" } else { "`origins`" })
    }
}
