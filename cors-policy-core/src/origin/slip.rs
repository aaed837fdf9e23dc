//! Which legal origins are probably mistakes.

use std::collections::HashSet;

use super::entry::Origin;
use super::host::Host;
use super::scheme;
use crate::problem::Remark;

/// The warnings for legal entries that are probably mistakes, in the order of the list.
#[must_use]
pub fn remarks(origins: &[&Origin]) -> Vec<(usize, Remark)> {
    let is_dotted = origins.iter().any(|origin| origin.undotted().is_some());
    let list = if is_dotted { origins.iter().copied().collect() } else { HashSet::new() };
    let remark = |origin: &Origin| final_dot(origin, &list).or_else(|| hyphen(origin));
    origins
        .iter()
        .enumerate()
        .filter_map(|(index, origin)| Some((index, remark(origin)?)))
        .collect()
}

/// A dot at the end of a host usually comes from a sentence or a zone file. An author who also lists the origin without
/// the dot knows that these are two origins.
fn final_dot(origin: &Origin, list: &HashSet<&Origin>) -> Option<Remark> {
    let undotted = origin.undotted()?;
    let is_allowed =
        list.contains(&undotted) || undotted.wider().any(|wider| list.contains(&wider));
    (!is_allowed)
        .then(|| Remark::FinalDot { text: origin.to_string(), undotted: undotted.to_string() })
}

/// A hyphen at the edge of a label is certainly a mistake in a name that must be registered: the registries of the
/// Internet follow [RFC 5891, section 4.2.3.1](https://www.rfc-editor.org/rfc/rfc5891#section-4.2.3.1). The owner
/// of a domain can have such names below it (`foo-.github.io`), and so can a private network.
fn hyphen(origin: &Origin) -> Option<Remark> {
    let domain = match origin.host() {
        Host::Domain(domain) | Host::SubdomainsOf(domain)
            if scheme::is_web(origin.scheme()) && domain.split('.').any(has_hyphen_at_edge) =>
        {
            registered(domain)?
        }
        _ => return None,
    };
    has_hyphen_at_edge(domain.split('.').next()?).then(|| Remark::UnregistrableHyphen {
        text: origin.to_string(),
        domain: domain.to_owned(),
    })
}

fn has_hyphen_at_edge(label: &str) -> bool {
    label.starts_with('-') || label.ends_with('-')
}

/// The part of `domain` that is registered with a registry of the Internet, if the list has that registry.
#[cfg(feature = "public-suffix")]
fn registered(domain: &str) -> Option<&str> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let is_registry = psl::suffix(domain.as_bytes())?.typ() == Some(psl::Type::Icann);
    psl::domain_str(domain).filter(|_| is_registry)
}

#[cfg(not(feature = "public-suffix"))]
fn registered(_: &str) -> Option<&str> {
    None
}

impl Origin {
    /// The origin without the dot at the end of its host, if it has one.
    fn undotted(&self) -> Option<Self> {
        let without_dot = |domain: &str| {
            domain.strip_suffix('.').filter(|domain| !domain.is_empty()).map(str::to_owned)
        };
        let host = match &self.host {
            Host::Domain(domain) => Host::Domain(without_dot(domain)?),
            Host::SubdomainsOf(domain) => Host::SubdomainsOf(without_dot(domain)?),
            Host::Any | Host::Ipv4(_) | Host::Ipv6(_) => return None,
        };
        Some(Self { scheme: self.scheme.clone(), host, port: self.port })
    }
}

#[cfg(test)]
mod tests {
    use super::remarks;
    use crate::origin::Origin;
    use crate::problem::Remark;

    fn remarks_on(list: &[&str]) -> Vec<(usize, Remark)> {
        let origins = list.iter().map(|text| Origin::parse(text).expect(text)).collect::<Vec<_>>();
        remarks(&origins.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_final_dot_without_its_neighbour() {
        for (text, undotted) in [
            ("https://app.example.com.", "https://app.example.com"),
            ("http://example.com.:3999", "http://example.com:3999"),
            ("https://localhost.", "https://localhost"),
            ("https://*.example.com.:*", "https://*.example.com:*"),
            ("app://localhost.", "app://localhost"),
        ] {
            let remark = Remark::FinalDot { text: text.to_owned(), undotted: undotted.to_owned() };
            assert_eq!(remarks_on(&["https://a.example", text]), [(1, remark)], "{text}");
        }
    }

    #[test]
    fn a_final_dot_beside_its_neighbour_is_meant() {
        for list in [
            ["https://app.example.com.", "https://app.example.com"],
            ["https://app.example.com.", "https://*.example.com"],
            ["http://localhost.:3000", "http://localhost:*"],
            ["https://*.example.com.", "https://*.example.com"],
            ["app://.", "app://-"],
        ] {
            assert_eq!(remarks_on(&list), [], "{list:?}");
        }
        let others = ["https://app.example.com.", "https://app.example.com:8443"];
        assert_eq!(remarks_on(&others).len(), 1);
    }

    #[test]
    fn hyphens_that_somebody_may_have() {
        for text in [
            "https://foo-.github.io",
            "https://-foo.example",
            "https://-app.example.com",
            "https://app-.my-site.co.uk",
            "http://printer-",
            "app://-",
            "app://-.com",
        ] {
            assert_eq!(remarks_on(&[text]), [], "{text}");
        }
    }

    #[test]
    #[cfg(feature = "public-suffix")]
    fn hyphens_that_no_registry_gives_out() {
        for (text, domain) in [
            ("https://example-.com", "example-.com"),
            ("https://app.-example.com:8443", "-example.com"),
            ("https://*.example-.co.uk", "example-.co.uk"),
        ] {
            let remark =
                Remark::UnregistrableHyphen { text: text.to_owned(), domain: domain.to_owned() };
            assert_eq!(remarks_on(&[text]), [(0, remark)], "{text}");
        }
    }
}
