//! The header map of actix-web. Its names and values are types of the `http` crate, version 0.2.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::policy::{HeaderValues, Names, Policy, StaticValue};
use crate::response::{
    CORS_HEADERS, CorsHeader, HeaderMapFull, ORIGIN_AND_ASKED, ResponseHeaders, may_be_cors,
    varies_by, varies_by_origin,
};

/// Makes the header values of a policy for `http` 0.2. The policy itself has those for `http` 1.
pub(super) fn values(policy: &Policy) -> HeaderValues<HeaderValue> {
    let checked = policy.checked();
    let list =
        |names: Names| (!names.list.is_empty()).then(|| HeaderValue::from_static(names.value));
    HeaderValues {
        origins: policy.short_list().map(|list| list.texts().map(HeaderValue::from_static)),
        allow_methods: list(checked.static_methods()),
        allow_headers: list(checked.static_request_headers()),
        expose_headers: list(checked.exposed_headers),
        max_age: checked.max_age.map(|(_, text)| HeaderValue::from_static(text)),
    }
}

/// This map takes names as long as there is memory, so it is never full.
impl ResponseHeaders for HeaderMap {
    type Value = HeaderValue;

    fn strip(&mut self) {
        if self.keys().any(|name| may_be_cors(name.as_str())) {
            for name in CORS_HEADERS {
                self.remove(name);
            }
        }
    }

    #[inline]
    fn set(&mut self, header: CorsHeader, value: HeaderValue) -> Result<(), HeaderMapFull> {
        self.insert(name_of(header), value);
        Ok(())
    }

    fn append(&mut self, header: CorsHeader, value: HeaderValue) -> Result<(), HeaderMapFull> {
        Self::append(self, name_of(header), value);
        Ok(())
    }

    fn vary_by_origin(&mut self) -> Result<(), HeaderMapFull> {
        if !varies_by_origin(self.get_all(header::VARY).map(HeaderValue::as_bytes)) {
            Self::append(self, header::VARY, HeaderValue::from_static("Origin"));
        }
        Ok(())
    }

    fn varies_by(&self, name: &http::HeaderName) -> bool {
        let lines = self.get_all(header::VARY).map(HeaderValue::as_bytes);
        varies_by(lines, name.as_str().as_bytes())
    }

    fn has_vary(&self) -> bool {
        self.contains_key(header::VARY)
    }

    fn vary_by_asked(&mut self) -> Result<(), HeaderMapFull> {
        self.insert(header::VARY, HeaderValue::from_static(ORIGIN_AND_ASKED));
        Ok(())
    }

    fn add_vary(&mut self, names: String) -> Result<(), HeaderMapFull> {
        // Names are legal in a value, so the error does not occur.
        let line = HeaderValue::try_from(names).map_err(|_| HeaderMapFull)?;
        Self::append(self, header::VARY, line);
        Ok(())
    }
}

impl StaticValue for HeaderValue {
    const STAR: Self = Self::from_static("*");
    const TRUE: Self = Self::from_static("true");

    #[inline]
    fn of(text: &'static str) -> Self {
        Self::from_static(text)
    }
}

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
