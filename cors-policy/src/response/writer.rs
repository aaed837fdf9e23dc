//! Writes the headers of a decision to a response, in an order that is safe if the header map becomes full.

use std::mem;

use http::header::{HeaderName, ORIGIN};

use super::headers::{CorsHeader, HeaderMapFull, ResponseHeaders};
use super::vary::ASKED;
use crate::engine::{Asked, Kind, Lines, Reader, Verdict};
use crate::origins::OriginRule;
use crate::policy::{HeaderValues, Policy, StaticValue};

/// Writes the decisions of a policy to a header map.
pub(crate) struct Writer<'a, H: ResponseHeaders> {
    pub(crate) policy: &'a Policy,
    pub(crate) values: &'a HeaderValues<H::Value>,
    pub(crate) headers: &'a mut H,
}

impl<H: ResponseHeaders> Writer<'_, H> {
    /// Writes the headers for a request. `origin` is its `Origin`, if the answer repeats it.
    ///
    /// It always removes the CORS headers of others. It writes `Vary` first: if `Vary` does not fit into the map,
    /// nothing is allowed.
    pub(crate) fn write(self, verdict: Verdict, origin: &mut Option<H::Value>) {
        _ = self.try_write(verdict, origin);
    }

    /// Writes the headers of the answer to a preflight that repeats what it asks for.
    ///
    /// `Vary` names what was asked for too. RFC 9110 lets no cache keep the answer to `OPTIONS`, but some can be
    /// configured to. Without these names, they would give a page the answer for the headers of another page:
    /// [RFC 9110, section 9.3.7](https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7).
    pub(crate) fn write_repeating(
        self,
        verdict: Verdict,
        origin: &mut Option<H::Value>,
        asked: &mut Asked<H::Value>,
    ) {
        let Self { policy, values, headers } = self;
        headers.strip();
        let vary = if headers.has_vary() {
            vary_by(headers, [ORIGIN].iter().chain(&ASKED))
        } else {
            headers.vary_by_asked()
        };
        let result = vary
            .and_then(|()| Writer { policy, values, headers }.try_write(verdict, origin))
            .and_then(|()| repeat(headers, asked));
        if result.is_err() {
            headers.strip();
        }
    }

    /// Lets `write` write the headers, if the policy was selected by the request headers with these names.
    ///
    /// A cache must know them, because another request may select another policy. If they do not fit, nothing is allowed.
    #[cfg(any(
        feature = "actix-web",
        feature = "hyper",
        feature = "poem",
        feature = "rocket",
        feature = "salvo",
        feature = "tower"
    ))]
    pub(crate) fn write_selected(self, names: &[HeaderName], write: impl FnOnce(Self)) {
        self.headers.strip();
        let varies_by_origin = self.policy.varies() && !names.contains(&ORIGIN);
        let names = names.iter().chain(varies_by_origin.then_some(&ORIGIN));
        if vary_by(self.headers, names).is_ok() {
            write(self);
        }
    }

    fn try_write(
        mut self,
        verdict: Verdict,
        origin: &mut Option<H::Value>,
    ) -> Result<(), HeaderMapFull> {
        self.headers.strip();
        let vary = if self.policy.varies() { self.headers.vary_by_origin() } else { Ok(()) };
        let result = vary.and_then(|()| self.cors_headers(verdict, origin));
        if result.is_err() {
            self.headers.strip();
        }
        result
    }

    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses)
    #[inline]
    fn cors_headers(
        &mut self,
        verdict: Verdict,
        origin: &mut Option<H::Value>,
    ) -> Result<(), HeaderMapFull> {
        match verdict.kind {
            // A public resource always has the header, because a cache may give the response to a request with
            // `Origin`. Other policies have `Vary` for the same reason:
            // <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>.
            Kind::NotCors if !self.policy.is_public() => return Ok(()),
            Kind::NotCors | Kind::Actual | Kind::Preflight => {}
        }
        if let Reader::Nobody(_) = verdict.reader {
            return Ok(());
        }
        self.allow(verdict.reader, origin)?;
        match verdict.kind {
            Kind::NotCors | Kind::Actual => {
                self.set(CorsHeader::ExposeHeaders, self.values.expose_headers.as_ref())
            }
            Kind::Preflight => {
                self.set(CorsHeader::AllowMethods, self.values.allow_methods.as_ref())?;
                self.set(CorsHeader::AllowHeaders, self.values.allow_headers.as_ref())?;
                self.set(CorsHeader::MaxAge, self.values.max_age.as_ref())
            }
        }
    }

    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin> and
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    #[inline]
    fn allow(
        &mut self,
        reader: Reader,
        origin: &mut Option<H::Value>,
    ) -> Result<(), HeaderMapFull> {
        let value = match (reader, self.policy.checked().origins) {
            (Reader::Anybody, _) => Some(H::Value::STAR),
            (Reader::Entry(entry), OriginRule::Listed(sets)) => {
                Some(self.values.origin(sets, entry))
            }
            (Reader::Request, _) => origin.take(),
            // Nothing is allowed. An entry is always one of a list.
            (Reader::Nobody(_), _) | (Reader::Entry(_), OriginRule::Any | OriginRule::None) => None,
        };
        let Some(value) = value else { return Ok(()) };
        self.headers.set(CorsHeader::AllowOrigin, value)?;
        if self.policy.credentials() {
            self.headers.set(CorsHeader::AllowCredentials, H::Value::TRUE)?;
        }
        Ok(())
    }

    /// Sets a header, if the policy has a value for it.
    #[inline]
    fn set(&mut self, header: CorsHeader, value: Option<&H::Value>) -> Result<(), HeaderMapFull> {
        match value {
            Some(value) => self.headers.set(header, value.clone()),
            None => Ok(()),
        }
    }
}

/// Adds the names that `Vary` lacks, on one line because nginx 1.22 reads only the last line.
fn vary_by<'a, H: ResponseHeaders>(
    headers: &mut H,
    names: impl Iterator<Item = &'a HeaderName>,
) -> Result<(), HeaderMapFull> {
    let missing = names.filter(|name| !headers.varies_by(name)).map(HeaderName::as_str);
    let line = missing.collect::<Vec<_>>().join(", ");
    if line.is_empty() { Ok(()) } else { headers.add_vary(line) }
}

/// <https://fetch.spec.whatwg.org/#http-access-control-allow-methods> and
/// <https://fetch.spec.whatwg.org/#http-access-control-allow-headers>
fn repeat<H: ResponseHeaders>(
    headers: &mut H,
    asked: &mut Asked<H::Value>,
) -> Result<(), HeaderMapFull> {
    if let Some(method) = asked.method.take() {
        headers.set(CorsHeader::AllowMethods, method)?;
    }
    match mem::replace(&mut asked.headers, Lines::None) {
        Lines::None => Ok(()),
        Lines::One(line) => headers.set(CorsHeader::AllowHeaders, line),
        Lines::Several(lines) => {
            let mut lines = lines.into_vec().into_iter();
            lines.try_for_each(|line| headers.append(CorsHeader::AllowHeaders, line))
        }
    }
}
