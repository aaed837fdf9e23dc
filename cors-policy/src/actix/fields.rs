//! The header map of actix-web, whose names and values are those of the `http` crate, version 0.2.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::declared::Names;
use crate::fields::{
    Answers, CORS_HEADERS, Field, Fields, Full, Value, may_be_cors, varies_by_origin,
};
use crate::policy::Policy;

/// The values of a policy, which holds those of another version of `http`.
pub(super) fn answers(policy: &Policy) -> Answers<HeaderValue> {
    let declared = policy.declared();
    let list =
        |names: Names| (!names.list.is_empty()).then(|| HeaderValue::from_static(names.value));
    Answers {
        few: policy.few().map(|few| few.texts().map(HeaderValue::from_static)),
        allow_methods: list(declared.methods),
        allow_headers: list(declared.request_headers),
        expose_headers: list(declared.exposed_headers),
        max_age: declared.max_age.map(|(_, text)| HeaderValue::from_static(text)),
    }
}

/// This map takes as many names as there is memory for, so it is never full.
impl Fields for HeaderMap {
    type Value = HeaderValue;

    fn strip(&mut self) {
        if self.keys().any(|name| may_be_cors(name.as_str())) {
            for name in CORS_HEADERS {
                self.remove(name);
            }
        }
    }

    #[inline]
    fn set(&mut self, field: Field, value: HeaderValue) -> Result<(), Full> {
        self.insert(name_of(field), value);
        Ok(())
    }

    fn vary_by_origin(&mut self) -> Result<(), Full> {
        if !varies_by_origin(self.get_all(header::VARY).map(HeaderValue::as_bytes)) {
            self.append(header::VARY, HeaderValue::from_static("Origin"));
        }
        Ok(())
    }
}

impl Value for HeaderValue {
    const STAR: Self = Self::from_static("*");
    const TRUE: Self = Self::from_static("true");

    #[inline]
    fn of(text: &'static str) -> Self {
        Self::from_static(text)
    }
}

fn name_of(field: Field) -> HeaderName {
    match field {
        Field::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        Field::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        Field::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        Field::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        Field::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
        Field::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
    }
}
