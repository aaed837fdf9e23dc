//! The header map of the `http` crate, version 1: that of tower, hyper, axum and tonic.

use http::header::{self, HeaderMap, HeaderName, HeaderValue, MaxSizeReached};

use super::headers::{CORS_HEADERS, CorsHeader, HeaderMapFull, ResponseHeaders, may_be_cors};
use super::vary::{ORIGIN_AND_ASKED, varies_by, varies_by_origin};
use super::writer::Writer;
use crate::policy::Policy;

impl ResponseHeaders for HeaderMap {
    type Value = HeaderValue;

    #[inline]
    fn strip(&mut self) {
        // Comparing the few names in the map is cheaper than looking up seven names that are not in it.
        if self.keys().any(|name| may_be_cors(name.as_str())) {
            for name in CORS_HEADERS {
                self.remove(name);
            }
        }
    }

    #[inline]
    fn set(&mut self, header: CorsHeader, value: HeaderValue) -> Result<(), HeaderMapFull> {
        self.try_insert(name_of(header), value)?;
        Ok(())
    }

    fn append(&mut self, header: CorsHeader, value: HeaderValue) -> Result<(), HeaderMapFull> {
        self.try_append(name_of(header), value)?;
        Ok(())
    }

    #[inline]
    fn vary_by_origin(&mut self) -> Result<(), HeaderMapFull> {
        // Most responses have no `Vary`. With few names, comparing each one is cheaper than a hash.
        let says_it = self.keys().any(|name| name == header::VARY)
            && varies_by_origin(self.get_all(header::VARY).iter().map(HeaderValue::as_bytes));
        if !says_it {
            self.try_append(header::VARY, VARY_ORIGIN)?;
        }
        Ok(())
    }

    fn has_vary(&self) -> bool {
        self.contains_key(header::VARY)
    }

    fn vary_by_asked(&mut self) -> Result<(), HeaderMapFull> {
        self.try_append(header::VARY, VARY_ASKED)?;
        Ok(())
    }

    fn varies_by(&self, name: &HeaderName) -> bool {
        let lines = self.get_all(header::VARY).iter().map(HeaderValue::as_bytes);
        varies_by(lines, name.as_str().as_bytes())
    }

    fn add_vary(&mut self, names: String) -> Result<(), HeaderMapFull> {
        // Names are legal in a value, so the first error does not occur.
        let line = HeaderValue::try_from(names).map_err(|_| HeaderMapFull)?;
        self.try_append(header::VARY, line)?;
        Ok(())
    }
}

impl<'a> Writer<'a, HeaderMap> {
    /// A writer with the header values of the policy.
    #[inline]
    pub(crate) const fn new(policy: &'a Policy, headers: &'a mut HeaderMap) -> Self {
        Self { policy, values: policy.values(), headers }
    }
}

#[inline]
fn name_of(header: CorsHeader) -> HeaderName {
    match header {
        CorsHeader::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        CorsHeader::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        CorsHeader::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        CorsHeader::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        CorsHeader::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
        CorsHeader::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
    }
}

impl From<MaxSizeReached> for HeaderMapFull {
    fn from(_: MaxSizeReached) -> Self {
        Self
    }
}

const VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
const VARY_ASKED: HeaderValue = HeaderValue::from_static(ORIGIN_AND_ASKED);

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{ResponseHeaders, Writer};
    use crate::engine::{Kind, Reader, Verdict};
    use crate::origins::OriginRule;
    use crate::policy::{CheckedPolicy, Policy};

    /// The lines of `Vary` after `Origin` was merged into `lines`.
    fn merged(lines: &[&str]) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::VARY, line.parse().unwrap());
        }
        headers.vary_by_origin().unwrap();
        headers.get_all(header::VARY).iter().map(|line| line.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn origin_is_added_to_vary_once() {
        assert_eq!(merged(&[]), ["Origin"]);
        assert_eq!(merged(&["Accept"]), ["Accept", "Origin"]);
        assert_eq!(
            merged(&["Accept", "accept-encoding, ORIGIN"]),
            ["Accept", "accept-encoding, ORIGIN"]
        );
        assert_eq!(merged(&["Accept,origin\t,X"]), ["Accept,origin\t,X"]);
        assert_eq!(merged(&["Origin-Agent", "X-Origin"]), ["Origin-Agent", "X-Origin", "Origin"]);
        assert_eq!(merged(&["", ",,"]), ["", ",,", "Origin"]);
        assert_eq!(merged(&["*"]), ["*"]);
        assert_eq!(merged(&[" *\t"]), [" *\t"]);
    }

    #[test]
    fn a_star_in_a_list_does_not_replace_origin() {
        for line in ["Accept, *", "*, Accept", "*,", ",*", "*, *", "* *", "**", "\"*\""] {
            assert_eq!(merged(&[line]), [line, "Origin"]);
        }
        assert_eq!(merged(&["Accept, *", "*,"]), ["Accept, *", "*,", "Origin"]);
        assert_eq!(merged(&["*, origin"]), ["*, origin"]);
    }

    /// Several lines are a list too: a proxy that joins the lines of the first case makes `Accept, *`.
    #[test]
    fn a_star_among_lines_does_not_replace_origin() {
        for lines in [["Accept", "*"], ["*", "Accept"], ["*", "*"], ["", "*"], ["Accept, *", "*"]] {
            assert_eq!(merged(&lines), [lines[0], lines[1], "Origin"]);
        }
        assert_eq!(merged(&["*", "Accept", "*"]), ["*", "Accept", "*", "Origin"]);
        assert_eq!(merged(&["*", "origin"]), ["*", "origin"]);
        assert_eq!(merged(&["Origin", "*"]), ["Origin", "*"]);
        assert_eq!(merged(&["*", "Accept", "origin"]), ["*", "Accept", "origin"]);
    }

    #[test]
    fn other_headers_survive() {
        let value = HeaderValue::from_static("x");
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, value.clone());
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, value.clone());
        headers.insert(header::ACCESS_CONTROL_REQUEST_METHOD, value.clone());
        headers.insert("access-control-allow-private-network", value);
        headers.strip();
        let names = headers.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names, ["etag", "access-control-request-method"]);
    }

    static PUBLIC: Policy = Policy::PUBLIC;

    /// Writes that the origin may read the response.
    fn allow(policy: &Policy, fields: &mut HeaderMap) {
        let verdict = Verdict { kind: Kind::Actual, reader: Reader::Request };
        let mut origin = Some(HeaderValue::from_static("https://app.example.com"));
        Writer::new(policy, fields).write(verdict, &mut origin);
    }

    /// A map with room for exactly `room` more names.
    fn almost_full(room: usize) -> HeaderMap {
        let mut fields = HeaderMap::new();
        let name = |n: usize| format!("x-{n}").parse::<HeaderName>().unwrap();
        let fits = (0..)
            .take_while(|&n| fields.try_insert(name(n), HeaderValue::from_static("x")).is_ok());
        let count = fits.count();
        for n in 0..room {
            fields.remove(name(count - 1 - n));
        }
        fields
    }

    #[test]
    fn what_does_not_fit_as_a_whole_is_not_written() {
        static LISTED: Policy = Policy::new(CheckedPolicy {
            origins: OriginRule::Listed(&[]),
            credentials: true,
            ..CheckedPolicy::CLOSED
        });
        for (room, vary) in [(0, false), (1, true), (2, true)] {
            let mut fields = almost_full(room);
            allow(&LISTED, &mut fields);
            assert_eq!(fields.contains_key(header::VARY), vary, "{room}");
            assert!(!fields.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{room}");
            assert!(!fields.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS), "{room}");
        }
        let mut fields = almost_full(3);
        allow(&LISTED, &mut fields);
        assert!(fields.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }

    #[test]
    fn a_full_map_refuses() {
        let mut fields = HeaderMap::new();
        let name = |n: usize| format!("x-{n}").parse::<HeaderName>().unwrap();
        let fits = (0..)
            .take_while(|&n| fields.try_insert(name(n), HeaderValue::from_static("x")).is_ok());
        let count = fits.count();
        let verdict = Verdict { kind: Kind::NotCors, reader: Reader::Anybody };
        Writer::new(&PUBLIC, &mut fields).write(verdict, &mut None);
        assert_eq!(fields.len(), count);
    }
}
