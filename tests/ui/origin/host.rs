//! Hosts that no browser sends.

use cors_policy::cors_policy;

cors_policy! {
    // A scheme alone means all hosts.
    static MISSING = { origins: ["https://"] };

    // A port alone means all hosts.
    static MISSING_BEFORE_PORT = { origins: ["https://:8443"] };

    // Hosts are compared without regard to case.
    static UPPER_CASE = { origins: ["https://App.Example.com"] };

    // A browser sends a host as it shows it.
    static NOT_ASCII = { origins: ["https://bücher.example"] };

    // A host is percent-encoded.
    static PERCENT = { origins: ["https://b%c3%bccher.example"] };

    // `$` marks the end.
    static DOLLAR = { origins: ["https://app.example.com$"] };

    // The case of an escape does not matter.
    static PERCENT_IN_UPPER_CASE = { origins: ["https://B%C3%BCcher.example"] };

    // Braces mean a choice.
    static BRACES = { origins: ["https://{app,admin}.example.com"] };

    // Two dots at the end are as good as one.
    static FINAL_DOTS = { origins: ["https://app.example.com.."] };

    // On the web, a dot is a host.
    static DOT = { origins: ["https://."] };

    // A pattern may cover the whole root.
    static DOT_PATTERN = { origins: ["https://*.."] };

    // A dot at the front means subdomains.
    static LEADING_DOT = { origins: ["https://.example.com"] };

    // Two dots are as good as one.
    static EMPTY_LABEL = { origins: ["https://app..example.com"] };

    // A label may be of any length: this one has 64 bytes.
    static LONG_LABEL = {
        origins: ["https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"],
    };

    // A host may be of any length: this one has 254 bytes.
    static LONG_HOST = {
        origins: ["https://\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"],
    };

    // Punycode is `xn--` and any letters.
    static PUNYCODE = { origins: ["https://xn--a.example"] };
}

fn main() {}
