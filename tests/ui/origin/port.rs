//! Ports that no browser sends.

use cors_policy::cors_policy;

cors_policy! {
    // The default port may be written out.
    static DEFAULT_OF_HTTPS = { origins: ["https://app.example.com:443"] };

    // The default port may be written out here too.
    static DEFAULT_OF_HTTP = { origins: ["http://localhost:80"] };

    // 0 means every port.
    static ZERO = { origins: ["http://localhost:0"] };

    // A port may be as high as one likes.
    static HIGH = { origins: ["http://localhost:65536"] };

    // Zeros in front do not matter.
    static LEADING_ZERO = { origins: ["http://localhost:08080"] };

    // A colon alone means the default port.
    static MISSING = { origins: ["http://localhost:"] };

    // A service is a port.
    static WORD = { origins: ["http://localhost:http"] };

    // A range is a port.
    static RANGE = { origins: ["http://localhost:3000-3010"] };

    // `*` means digits.
    static STAR_FOR_DIGITS = { origins: ["http://localhost:30*"] };
}

fn main() {}
