//! Which entries are dangerous with credentials.

#[cfg(feature = "public-suffix")]
use super::above_suffixes::ABOVE_SUFFIXES;
use super::entry::Origin;
use super::host::Host;
use crate::problem::{CredentialsProblem, beginning};

impl Origin {
    /// Whether an attacker on the network can act as this origin: its scheme is `http`, and it is not on this machine.
    ///
    /// `localhost` and the names below it are this machine
    /// ([RFC 6761, section 6.3](https://www.rfc-editor.org/rfc/rfc6761#section-6.3)), with a final dot too ([Secure
    /// Contexts, section 3.1](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)), and so are
    /// 127.0.0.0/8 and `[::1]`.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        self.scheme == "http" && !self.is_loopback()
    }

    /// Whether the host is this machine, or all that the pattern covers is.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match &self.host {
            Host::Domain(domain) | Host::SubdomainsOf(domain) => is_localhost(domain),
            // The host names an application or an extension.
            Host::Any => false,
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        }
    }

    /// Why the origin must not have credentials, if [it is insecure](Self::is_insecure).
    #[must_use]
    pub fn insecure_problem(&self) -> Option<CredentialsProblem> {
        self.is_insecure().then(|| CredentialsProblem::Insecure { text: self.to_string() })
    }

    /// Why the pattern must not have credentials, if it covers the names below [a public suffix](Self::public_suffix).
    #[must_use]
    pub fn public_suffix_problem(&self) -> Option<CredentialsProblem> {
        let suffix = self.public_suffix()?;
        // A scheme may have any length.
        let text = beginning(&self.to_string());
        Some(match suffix {
            PublicSuffix::Listed(suffix) => {
                CredentialsProblem::PublicSuffix { text, suffix: suffix.to_owned() }
            }
            PublicSuffix::Unlisted(suffix) => {
                CredentialsProblem::UnlistedSuffix { text, suffix: suffix.to_owned() }
            }
            PublicSuffix::Below(suffix) => {
                CredentialsProblem::SuffixBelow { text, suffix: suffix.to_owned() }
            }
        })
    }

    /// Why the pattern must not have credentials, if it covers any host of its scheme.
    #[must_use]
    pub fn any_host_problem(&self) -> Option<CredentialsProblem> {
        // A scheme may have any length.
        let text = || beginning(&self.to_string());
        (self.host == Host::Any).then(|| CredentialsProblem::AnyHost { text: text() })
    }

    /// The public suffix whose subdomains this pattern covers, if any. Anyone can register such a subdomain.
    ///
    /// This is the algorithm of the [Public Suffix List](https://github.com/publicsuffix/list/wiki/Format), so a domain
    /// of one label that is not on the list (`internal`) is a public suffix too. Because `*.` matches several labels,
    /// suffixes further below count too: `*.amazonaws.com` covers the names below `s3.amazonaws.com`. Without the
    /// feature `public-suffix` there is no list, and the result is always `None`.
    #[must_use]
    pub fn public_suffix(&self) -> Option<PublicSuffix<'_>> {
        match &self.host {
            Host::SubdomainsOf(domain) if !is_localhost(domain) => find_suffix(undotted(domain)),
            _ => None,
        }
    }
}

/// A domain below which anyone can register a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicSuffix<'a> {
    /// The list names it, or all names directly below it.
    Listed(&'a str),
    /// It is a single label that is not on the list.
    Unlisted(&'a str),
    /// The list names this domain, further below.
    Below(&'a str),
}

/// Whether the list that [`Origin::public_suffix`] uses is compiled in.
pub const HAS_PUBLIC_SUFFIX_LIST: bool = cfg!(feature = "public-suffix");

fn is_localhost(domain: &str) -> bool {
    undotted(domain)
        .strip_suffix("localhost")
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The name without its final dot. Both names are the same in DNS.
fn undotted(domain: &str) -> &str {
    domain.strip_suffix('.').unwrap_or(domain)
}

#[cfg(feature = "public-suffix")]
fn find_suffix(domain: &str) -> Option<PublicSuffix<'_>> {
    let is_suffix = |name: &str| psl::suffix_str(name) == Some(name);
    let is_known = psl::suffix(domain.as_bytes()).is_some_and(|suffix| suffix.is_known());
    // `*.ck` is on the list: each name below `ck` is a suffix. No registry gives out the label `any--label`, so no
    // exception to a rule (`!www.ck`) matches it.
    if is_suffix(&format!("any--label.{domain}")) {
        Some(PublicSuffix::Listed(domain))
    } else if is_suffix(domain) {
        Some(if is_known { PublicSuffix::Listed(domain) } else { PublicSuffix::Unlisted(domain) })
    } else {
        let index = ABOVE_SUFFIXES.binary_search_by_key(&domain, |&(above, _)| above).ok()?;
        Some(PublicSuffix::Below(ABOVE_SUFFIXES[index].1))
    }
}

#[cfg(not(feature = "public-suffix"))]
fn find_suffix(_: &str) -> Option<PublicSuffix<'_>> {
    None
}

#[cfg(test)]
mod tests {
    use crate::origin::Origin;

    #[test]
    fn plain_http_is_secure_on_this_machine_only() {
        for text in [
            "https://example.com",
            "http://localhost",
            "http://localhost:*",
            "http://app.localhost:3000",
            "http://*.localhost",
            "http://localhost.",
            "http://localhost.:3000",
            "http://app.localhost.:*",
            "http://*.localhost.",
            "http://127.0.0.1",
            "http://127.8.9.1:*",
            "http://[::1]:3000",
            "tauri://localhost",
        ] {
            assert!(!Origin::parse(text).unwrap().is_insecure(), "{text}");
        }
        for text in [
            "http://example.com",
            "http://notlocalhost",
            "http://localhost.example.com",
            "http://localhost.example.com.",
            "http://example.com.",
            "http://-localhost",
            "http://localhost-",
            "http://128.0.0.1",
            "http://[::2]",
            "http://[::ffff:7f00:1]",
            "http://*.example.com",
        ] {
            assert!(Origin::parse(text).unwrap().is_insecure(), "{text}");
        }
    }
}

#[cfg(all(test, feature = "public-suffix"))]
mod suffix_tests {
    use crate::origin::above_suffixes::ABOVE_SUFFIXES;
    use crate::origin::{Origin, PublicSuffix};

    #[test]
    fn what_lies_above_a_public_suffix_covers_it() {
        for text in [
            "https://*.amazonaws.com",
            "https://*.windows.net",
            "https://*.core.windows.net",
            // `våler.østfold.no` and `herøy.møre-og-romsdal.no` are on the list.
            "https://*.xn--stfold-9xa.no",
            "https://*.xn--mre-og-romsdal-qqb.no",
        ] {
            let origin = Origin::parse(text).unwrap();
            assert!(matches!(origin.public_suffix(), Some(PublicSuffix::Below(_))), "{text}");
        }
    }

    #[test]
    fn the_table_of_domains_above_suffixes_agrees_with_the_list() {
        assert!(ABOVE_SUFFIXES.is_sorted());
        for (domain, suffix) in ABOVE_SUFFIXES {
            assert!(suffix.ends_with(&format!(".{domain}")), "{suffix} is not below {domain}");
            let suffix = suffix.replace('*', "any--label");
            assert_eq!(
                psl::suffix_str(&suffix),
                Some(suffix.as_str()),
                "update the table: {domain}"
            );
            assert_ne!(psl::suffix_str(domain), Some(domain), "update the table: {domain}");
        }
    }

    #[test]
    fn public_suffixes_are_what_the_list_says() {
        for (text, suffix) in [
            ("https://*.com", "com"),
            ("https://*.co.uk", "co.uk"),
            ("https://*.github.io", "github.io"),
            ("https://*.vercel.app", "vercel.app"),
            ("https://*.vercel.app:8443", "vercel.app"),
            // `*.ck` and `*.compute.amazonaws.com` are on the list: each name below is a suffix.
            ("https://*.ck", "ck"),
            ("https://*.kawasaki.jp", "kawasaki.jp"),
            // A final dot changes nothing about who owns a name.
            ("https://*.com.", "com"),
            ("https://*.github.io.", "github.io"),
            ("https://*.github.io.:8443", "github.io"),
            ("https://*.kawasaki.jp.", "kawasaki.jp"),
            ("https://*.compute.amazonaws.com", "compute.amazonaws.com"),
        ] {
            let expected = Some(PublicSuffix::Listed(suffix));
            assert_eq!(Origin::parse(text).unwrap().public_suffix(), expected, "{text}");
        }
        let internal = Origin::parse("https://*.internal").unwrap();
        assert_eq!(internal.public_suffix(), Some(PublicSuffix::Unlisted("internal")));
        let dotted = Origin::parse("https://*.internal.").unwrap();
        assert_eq!(dotted.public_suffix(), Some(PublicSuffix::Unlisted("internal")));
        let above = Origin::parse("https://*.amazonaws.com.").unwrap();
        assert!(matches!(above.public_suffix(), Some(PublicSuffix::Below(_))));
        for text in [
            "https://*.example.com",
            "https://*.example.co.uk",
            "https://*.me.github.io",
            "https://github.io",
            "http://*.localhost",
            "http://*.localhost.",
            "https://*.example.com.",
            // `!city.kawasaki.jp` is on the list.
            "https://*.city.kawasaki.jp",
        ] {
            assert_eq!(Origin::parse(text).unwrap().public_suffix(), None, "{text}");
        }
    }
}
