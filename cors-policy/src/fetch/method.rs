//! Methods, as browsers send them.

use http::Method;

/// [Normalize](https://fetch.spec.whatwg.org/#concept-method-normalize): `put` is sent as `PUT`, and `patch` as it is.
pub(crate) fn normalize(method: Method) -> Method {
    use Method as M;
    let known = [M::DELETE, M::GET, M::HEAD, M::OPTIONS, M::POST, M::PUT];
    let is_meant = |known: &Method| known.as_str().eq_ignore_ascii_case(method.as_str());
    known.into_iter().find(is_meant).unwrap_or(method)
}

/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
pub(crate) fn is_safelisted_method(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST].contains(method)
}
