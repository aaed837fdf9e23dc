//! Writes the headers of a decision to a response, in an order that is safe if the header map becomes full.

use std::mem;

#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use http::header::{HeaderName, ORIGIN};

use super::headers::{CorsHeader, HeaderMapFull, ResponseHeaders};
use crate::engine::{Examined, Kind};
use crate::policy::{HeaderValues, Policy, StaticValue};

/// Writes the decisions of a policy to a header map.
pub(crate) struct Writer<'a, H: ResponseHeaders> {
    pub(crate) policy: &'a Policy,
    pub(crate) values: &'a HeaderValues<H::Value>,
    pub(crate) headers: &'a mut H,
}

impl<H: ResponseHeaders> Writer<'_, H> {
    /// Writes the headers for the request that was examined.
    ///
    /// It always removes the CORS headers of others. It writes `Vary` first: if `Vary` does not fit into the map,
    /// nothing is allowed.
    pub(crate) fn write(mut self, examined: &mut Examined<H::Value>) {
        self.headers.strip();
        let vary = if self.policy.varies() { self.headers.vary_by_origin() } else { Ok(()) };
        if vary.and_then(|()| self.cors_headers(examined)).is_err() {
            self.headers.strip();
        }
    }

    /// Writes the same if the policy was selected by the request headers with these names.
    ///
    /// A cache must know them, because another request may select another policy. If they do not fit, nothing is allowed.
    /// They are on one line of `Vary`, together with `Origin`, because nginx 1.22 reads only the last line.
    #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
    pub(crate) fn write_selected(self, examined: &mut Examined<H::Value>, names: &[HeaderName]) {
        self.headers.strip();
        let varies_by_origin = self.policy.varies() && !names.contains(&ORIGIN);
        let names = names.iter().chain(varies_by_origin.then_some(&ORIGIN));
        let missing = names.filter(|name| !self.headers.varies_by(name));
        let line = missing.map(HeaderName::as_str).collect::<Vec<_>>().join(", ");
        if line.is_empty() || self.headers.add_vary(line).is_ok() {
            self.write(examined);
        }
    }

    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses)
    #[inline]
    fn cors_headers(&mut self, examined: &mut Examined<H::Value>) -> Result<(), HeaderMapFull> {
        match (examined.kind, examined.denial) {
            (_, Some(_)) => Ok(()),
            // A public resource always has the header, because a cache may give the response to a request with
            // `Origin`. Other policies have `Vary` for the same reason:
            // <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>.
            (Kind::NotCors, None) if !self.policy.is_public() => Ok(()),
            (Kind::NotCors | Kind::Actual, None) => {
                self.allow(examined)?;
                self.set(CorsHeader::ExposeHeaders, self.values.expose_headers.as_ref())
            }
            (Kind::Preflight, None) => {
                self.allow(examined)?;
                self.set(CorsHeader::AllowMethods, self.values.allow_methods.as_ref())?;
                self.set(CorsHeader::AllowHeaders, self.values.allow_headers.as_ref())?;
                self.set(CorsHeader::MaxAge, self.values.max_age.as_ref())
            }
        }
    }

    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin> and
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    #[inline]
    fn allow(&mut self, examined: &mut Examined<H::Value>) -> Result<(), HeaderMapFull> {
        let origin = match examined.entry {
            Some(entry) => self.values.origin(entry),
            None => mem::replace(&mut examined.allow_origin, H::Value::STAR),
        };
        self.headers.set(CorsHeader::AllowOrigin, origin)?;
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
