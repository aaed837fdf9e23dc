//! Entries of `origins` that say nothing beside others, and lists that say nothing.

use cors_policy::cors_policy;

cors_policy! {
    // Without `origins`, every page is allowed.
    static MISSING = { methods: [GET] };

    // Without any option, every page is allowed.
    static NOTHING = {};

    // An empty list allows every page.
    static EMPTY = { origins: [] };

    // To say it twice does no harm.
    static TWICE = { origins: ["https://a.example.com", "https://b.example.com", "https://a.example.com"] };

    // To say it three times does no harm either.
    static THREE_TIMES = { origins: ["https://a.example.com", "https://a.example.com", "https://a.example.com"] };

    // A pattern may stand there twice.
    static PATTERN_TWICE = { origins: ["https://*.example.com", "https://*.example.com"] };

    // The most important subdomain must be named.
    static COVERED = { origins: ["https://app.example.com", "https://*.example.com"] };

    // `*.` stands for one label.
    static COVERED_DEEPER = { origins: ["https://*.example.com", "https://a.b.example.com"] };

    // A pattern below another adds to it.
    static PATTERN_COVERED = { origins: ["https://*.example.com", "https://*.preview.example.com"] };

    // A pattern does not cover a host with a final dot, even with a dot of its own.
    static FINAL_DOT_COVERED = { origins: ["https://*.example.com.", "https://app.example.com."] };

    // `:*` does not stand for the default port.
    static PORT_COVERED = { origins: ["http://localhost:*", "http://localhost"] };

    // `any` stands for the others.
    static ANY_BESIDE_OTHERS = { origins: ["https://app.example.com", any] };

    // `none` stands for requests without an origin.
    static NONE_BESIDE_OTHERS = { origins: ["https://app.example.com", none] };

    // `any` is an entry.
    static ANY_IN_BRACKETS = { origins: [any] };
}

fn main() {}
