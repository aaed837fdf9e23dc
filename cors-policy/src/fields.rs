//! What is written to a response, in which order, whatever the type of its header map.

use std::mem;

use crate::engine::{Examined, Kind};
use crate::origins::{Entry, FEW};
use crate::policy::Policy;

/// The header map of a server.
pub(crate) trait Fields {
    /// Its header values.
    type Value: Value;

    /// Removes every CORS response header, whoever set it.
    fn strip(&mut self);

    /// Sets a header in place of all lines that it has.
    fn set(&mut self, field: Field, value: Self::Value) -> Result<(), Full>;

    /// Adds a line `Vary: Origin`, unless a line that is there names `Origin`, or the only one is `*`.
    fn vary_by_origin(&mut self) -> Result<(), Full>;
}

/// A header value.
pub(crate) trait Value: AsRef<[u8]> + Clone {
    const STAR: Self;
    const TRUE: Self;

    /// A value of visible ASCII, as all those of a policy are.
    fn of(text: &'static str) -> Self;
}

/// The headers of a CORS response: [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses).
#[derive(Clone, Copy)]
pub(crate) enum Field {
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    MaxAge,
    ExposeHeaders,
}

/// A header map takes no more names.
#[derive(Debug)]
pub(crate) struct Full;

/// The header values that exist once for each policy.
#[derive(Clone, Debug)]
pub(crate) struct Answers<V> {
    /// The origins at the places that [`Few`](crate::origins::Few) gave them.
    pub(crate) few: Option<[V; FEW]>,
    pub(crate) allow_methods: Option<V>,
    pub(crate) allow_headers: Option<V>,
    pub(crate) expose_headers: Option<V>,
    pub(crate) max_age: Option<V>,
}

/// A policy and its values, about to be written.
pub(crate) struct Writer<'a, F: Fields> {
    pub(crate) policy: &'a Policy,
    pub(crate) answers: &'a Answers<F::Value>,
    pub(crate) fields: &'a mut F,
}

impl<F: Fields> Writer<'_, F> {
    /// Writes what was found out about a request.
    ///
    /// Whatever is written, nobody else's CORS headers stay, and `Vary` comes first: where it does not fit, nothing is
    /// allowed.
    pub(crate) fn write(mut self, examined: &mut Examined<F::Value>) {
        self.fields.strip();
        let vary = if self.policy.varies() { self.fields.vary_by_origin() } else { Ok(()) };
        if vary.and_then(|()| self.cors_headers(examined)).is_err() {
            self.fields.strip();
        }
    }

    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses)
    #[inline]
    fn cors_headers(&mut self, examined: &mut Examined<F::Value>) -> Result<(), Full> {
        match (examined.kind, examined.denial) {
            (_, Some(_)) => Ok(()),
            // A public resource says so always, since a cache may give the response to a request with `Origin`, and
            // others say `Vary` for the same reason: <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>.
            (Kind::NotCors, None) if !self.policy.is_public() => Ok(()),
            (Kind::NotCors | Kind::Actual, None) => {
                self.allow(examined)?;
                self.set(Field::ExposeHeaders, self.answers.expose_headers.as_ref())
            }
            (Kind::Preflight, None) => {
                self.allow(examined)?;
                self.set(Field::AllowMethods, self.answers.allow_methods.as_ref())?;
                self.set(Field::AllowHeaders, self.answers.allow_headers.as_ref())?;
                self.set(Field::MaxAge, self.answers.max_age.as_ref())
            }
        }
    }

    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin> and
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    #[inline]
    fn allow(&mut self, examined: &mut Examined<F::Value>) -> Result<(), Full> {
        let origin = match examined.entry {
            Some(entry) => self.answers.origin(entry),
            None => mem::replace(&mut examined.given, F::Value::STAR),
        };
        self.fields.set(Field::AllowOrigin, origin)?;
        if self.policy.credentials() {
            self.fields.set(Field::AllowCredentials, F::Value::TRUE)?;
        }
        Ok(())
    }

    /// Sets a header, if the policy has a value for it.
    #[inline]
    fn set(&mut self, field: Field, value: Option<&F::Value>) -> Result<(), Full> {
        match value {
            Some(value) => self.fields.set(field, value.clone()),
            None => Ok(()),
        }
    }
}

impl<V: Value> Answers<V> {
    /// What `Access-Control-Allow-Origin` says to this entry.
    #[inline]
    fn origin(&self, entry: Entry) -> V {
        let value = self.few.as_ref().and_then(|few| few.get(entry.place));
        value.map_or_else(|| V::of(entry.text), V::clone)
    }
}

/// Whether a name begins as those of all CORS response headers do.
#[inline]
pub(crate) fn may_be_cors(name: &str) -> bool {
    name.starts_with("access-control-")
}

/// Whether a line of `Vary` has the member `Origin`, in any case, or the only line is `*`, which names all headers.
///
/// A `*` in a list means the same: [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
/// *Deliberate*: it does not replace `Origin`, because some caches know `*` only as the whole value. Behind `Accept, *`
/// nginx would keep one answer for all origins. Two lines are such a list too: Varnish joins them before it looks for
/// `*`, and so may any proxy.
#[inline]
pub(crate) fn varies_by_origin<'a>(mut lines: impl Iterator<Item = &'a [u8]>) -> bool {
    let Some(first) = lines.next() else { return false };
    match lines.next() {
        None => names_origin(first) || first.trim_ascii() == b"*",
        Some(second) => names_origin(first) || names_origin(second) || lines.any(names_origin),
    }
}

fn names_origin(line: &[u8]) -> bool {
    let mut members = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    members.any(|member| member.eq_ignore_ascii_case(b"origin"))
}

/// All CORS response headers, and the one of the abandoned Private Network Access: what a handler must not set.
///
/// Texts, because the two versions of `http` have names of different types. They are looked up only where a handler has
/// set something like them.
pub(crate) const CORS_HEADERS: [&str; 7] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "access-control-allow-private-network",
];
