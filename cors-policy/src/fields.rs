//! What is written to a response, in which order, whatever the type of its header map.

use http::HeaderValue;

use crate::engine::Judgement;
use crate::policy::Policy;

/// The header map of a server.
pub(crate) trait Fields {
    /// Its header values.
    type Value: Value;

    /// Removes every CORS response header, whoever set it.
    fn strip(&mut self);

    /// Sets a header in place of all lines that it has.
    fn set(&mut self, field: Field, value: Self::Value) -> Result<(), Full>;

    /// Adds a line `Vary: Origin`, unless a line that is there says it.
    fn vary_by_origin(&mut self) -> Result<(), Full>;
}

/// A header value.
pub(crate) trait Value: AsRef<[u8]> + Clone {
    /// A value of visible ASCII, as all those of a policy are.
    fn of(text: &'static str) -> Self;

    /// The same, where the policy may hold it already, for most servers.
    #[inline]
    fn of_entry(text: &'static str, _: Option<&HeaderValue>) -> Self {
        Self::of(text)
    }
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
    /// The answer to a preflight.
    pub(crate) fn preflight(self, judgement: Judgement<F::Value>) {
        match judgement {
            Ok(origin) => self.allowed_preflight(origin),
            Err(_) => self.refused(),
        }
    }

    /// The response to any other CORS request.
    pub(crate) fn actual(self, judgement: Judgement<F::Value>) {
        match judgement {
            Ok(origin) => self.allowed_actual(origin),
            Err(_) => self.refused(),
        }
    }

    pub(crate) fn allowed_preflight(mut self, origin: F::Value) {
        self.write(|writer| {
            writer.allow(origin)?;
            writer.set(Field::AllowMethods, writer.answers.allow_methods.as_ref())?;
            writer.set(Field::AllowHeaders, writer.answers.allow_headers.as_ref())?;
            writer.set(Field::MaxAge, writer.answers.max_age.as_ref())
        });
    }

    pub(crate) fn allowed_actual(mut self, origin: F::Value) {
        self.write(|writer| {
            writer.allow(origin)?;
            writer.set(Field::ExposeHeaders, writer.answers.expose_headers.as_ref())
        });
    }

    pub(crate) fn refused(mut self) {
        self.write(|_| Ok(()));
    }

    /// The response to a request without `Origin`.
    ///
    /// A public resource says so always, since a cache may give the response to a request with `Origin`, and others say
    /// `Vary` for the same reason: [Fetch, CORS protocol and HTTP
    /// caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches).
    pub(crate) fn not_cors(mut self) {
        self.write(|writer| {
            if !writer.policy.is_public() {
                return Ok(());
            }
            writer.allow(F::Value::of("*"))?;
            writer.set(Field::ExposeHeaders, writer.answers.expose_headers.as_ref())
        });
    }

    /// Whatever is written, nobody else's CORS headers stay, and `Vary` comes first: where it does not fit, nothing is
    /// allowed.
    fn write(&mut self, headers: impl FnOnce(&mut Self) -> Result<(), Full>) {
        self.fields.strip();
        let vary = if self.policy.varies() { self.fields.vary_by_origin() } else { Ok(()) };
        if vary.and_then(|()| headers(self)).is_err() {
            self.fields.strip();
        }
    }

    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin> and
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    #[inline]
    fn allow(&mut self, origin: F::Value) -> Result<(), Full> {
        self.fields.set(Field::AllowOrigin, origin)?;
        if self.policy.credentials() {
            self.fields.set(Field::AllowCredentials, F::Value::of("true"))?;
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

/// Whether a name begins as those of all CORS response headers do.
pub(crate) fn may_be_cors(name: &str) -> bool {
    name.starts_with("access-control-")
}

/// Whether a value of `Vary` has the member `Origin`, in any case, or `*`, which stands for all that can vary.
///
/// [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5)
pub(crate) fn varies_by_origin(value: &[u8]) -> bool {
    value
        .split(|&byte| byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|member| member == b"*" || member.eq_ignore_ascii_case(b"origin"))
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
