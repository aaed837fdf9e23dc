//! Parts of a URL that an origin does not have.

use cors_policy::cors_policy;

cors_policy! {
    // A URL from the address bar is an origin.
    static TRAILING_SLASH = { origins: ["https://app.example.com/"] };

    // One page of a site can be allowed.
    static PATH = { origins: ["https://app.example.com/login"] };

    // All pages of a site need a star.
    static PATH_STAR = { origins: ["https://app.example.com/*"] };

    // A query narrows an origin.
    static QUERY = { origins: ["https://app.example.com?tenant=1"] };

    // A route of a single-page app is an origin.
    static FRAGMENT = { origins: ["https://app.example.com#/login"] };

    // A user has an origin of their own.
    static USER = { origins: ["https://me@app.example.com"] };

    // A password guards an origin.
    static PASSWORD = { origins: ["https://me:secret@app.example.com"] };

    // A backslash is a slash.
    static BACKSLASH = { origins: [r"https://app.example.com\login"] };

    // A dot is escaped, as in a regular expression.
    static ESCAPED_DOT = { origins: [r"https://app\.example\.com"] };

    // Characters beyond ASCII in a path matter.
    static PATH_BEYOND_ASCII = { origins: ["https://app.example.com/über"] };
}

fn main() {}
