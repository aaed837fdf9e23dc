//! Whether a browser finds a method or a header in the lists of an answer to a preflight.
//!
//! The engine does not compare them: the answer has the full lists, and the browser compares. These rules are for those who
//! explain an answer: [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).

use crate::policy::Policy;

impl Policy {
    /// Whether a page may send this method. Methods are compared byte for byte.
    pub(crate) fn allows_method(&self, method: &[u8]) -> bool {
        // <https://fetch.spec.whatwg.org/#cors-safelisted-method>
        let is_safelisted = matches!(method, b"GET" | b"HEAD" | b"POST");
        let mut listed = self.methods().iter();
        is_safelisted || listed.any(|&listed| listed == "*" || listed.as_bytes() == method)
    }

    /// Whether a page may send a header with this name. Case does not matter.
    pub(crate) fn allows_header(&self, name: &[u8]) -> bool {
        // With credentials the answer repeats what the preflight asks for, in place of `*`. Without them, `*` does not cover
        // this name: <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>.
        let is_covered = self.credentials() || !name.eq_ignore_ascii_case(b"authorization");
        let mut listed = self.request_headers().iter();
        listed.any(|&listed| {
            listed == "*" && is_covered || listed.as_bytes().eq_ignore_ascii_case(name)
        })
    }
}
