//! The headers of Rocket's responses. Their values are texts: those of a policy live as long as the program, and those of a
//! request as long as its response.

use rocket::Response;

use crate::origins::ShortList;
use crate::policy::{HeaderValues, Names, Policy, StaticValue};
use crate::response::{
    CORS_HEADERS, CorsHeader, HeaderMapFull, ORIGIN_AND_ASKED, ResponseHeaders, varies_by,
    varies_by_origin,
};

/// The header values of a policy. This copies references and no text, so nobody has to keep them.
#[inline]
pub(super) fn values(policy: &'static Policy) -> HeaderValues<&'static str> {
    let checked = policy.checked();
    let list = |names: Names| (!names.list.is_empty()).then_some(names.value);
    HeaderValues {
        origins: policy.short_list().map(ShortList::texts),
        allow_methods: list(checked.static_methods()),
        allow_headers: list(checked.static_request_headers()),
        expose_headers: list(checked.exposed_headers),
        max_age: checked.max_age.map(|(_, text)| text),
    }
}

/// This map takes names as long as there is memory, so it is never full.
impl<'r> ResponseHeaders for Response<'r> {
    type Value = &'r str;

    fn strip(&mut self) {
        // A handler can write names in upper case.
        let mut names = self.headers().iter();
        if names.any(|header| header.name().starts_with("access-control-")) {
            drop(names);
            for name in CORS_HEADERS {
                self.remove_header(name);
            }
        }
    }

    fn set(&mut self, header: CorsHeader, value: &'r str) -> Result<(), HeaderMapFull> {
        self.set_raw_header(name_of(header), value);
        Ok(())
    }

    fn append(&mut self, header: CorsHeader, value: &'r str) -> Result<(), HeaderMapFull> {
        self.adjoin_raw_header(name_of(header), value);
        Ok(())
    }

    fn vary_by_origin(&mut self) -> Result<(), HeaderMapFull> {
        if !varies_by_origin(self.headers().get(VARY).map(str::as_bytes)) {
            self.adjoin_raw_header(VARY, "Origin");
        }
        Ok(())
    }

    fn varies_by(&self, name: &http::HeaderName) -> bool {
        varies_by(self.headers().get(VARY).map(str::as_bytes), name.as_str().as_bytes())
    }

    fn has_vary(&self) -> bool {
        self.headers().contains(VARY)
    }

    fn vary_by_asked(&mut self) -> Result<(), HeaderMapFull> {
        self.adjoin_raw_header(VARY, ORIGIN_AND_ASKED);
        Ok(())
    }

    fn add_vary(&mut self, names: String) -> Result<(), HeaderMapFull> {
        self.adjoin_raw_header(VARY, names);
        Ok(())
    }
}

impl StaticValue for &str {
    const STAR: Self = "*";
    const TRUE: Self = "true";

    #[inline]
    fn of(text: &'static str) -> Self {
        text
    }
}

const fn name_of(header: CorsHeader) -> &'static str {
    match header {
        CorsHeader::AllowOrigin => "Access-Control-Allow-Origin",
        CorsHeader::AllowCredentials => "Access-Control-Allow-Credentials",
        CorsHeader::AllowMethods => "Access-Control-Allow-Methods",
        CorsHeader::AllowHeaders => "Access-Control-Allow-Headers",
        CorsHeader::MaxAge => "Access-Control-Max-Age",
        CorsHeader::ExposeHeaders => "Access-Control-Expose-Headers",
    }
}

const VARY: &str = "Vary";
