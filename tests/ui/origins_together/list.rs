//! Entries of `origins` that have no effect together with others, and lists that have no effect.

use cors_policy::cors_policy;

cors_policy! {
    // Without `origins`, every page is allowed.
    static MISSING = { methods: [GET] };

    // Without any option, every page is allowed.
    static NOTHING = {};

    // An empty list allows every page.
    static EMPTY = { origins: [] };

    // Writing it twice does no harm.
    static TWICE = { origins: ["https://a.example.com", "https://b.example.com", "https://a.example.com"] };

    // Writing it three times does no harm either.
    static THREE_TIMES = { origins: ["https://a.example.com", "https://a.example.com", "https://a.example.com"] };

    // A pattern can be there twice.
    static PATTERN_TWICE = { origins: ["https://*.example.com", "https://*.example.com"] };

    // The most important subdomain must be named.
    static COVERED = { origins: ["https://app.example.com", "https://*.example.com"] };

    // `*.` means one label.
    static COVERED_DEEPER = { origins: ["https://*.example.com", "https://a.b.example.com"] };

    // A pattern below another adds to it.
    static PATTERN_COVERED = { origins: ["https://*.example.com", "https://*.preview.example.com"] };

    // A pattern does not cover a host with a final dot, even with a dot of its own.
    static FINAL_DOT_COVERED = { origins: ["https://*.example.com.", "https://app.example.com."] };

    // `:*` does not mean the default port.
    static PORT_COVERED = { origins: ["http://localhost:*", "http://localhost"] };

    // The name of the own extension must be there.
    static EXTENSION_COVERED = {
        origins: ["chrome-extension://*", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"],
    };

    // `*` does not mean `localhost`.
    static APPLICATION_COVERED = { origins: ["tauri://localhost", "tauri://*"] };

    // `*` can be there twice.
    static ANY_HOST_TWICE = { origins: ["tauri://*", "tauri://*"] };

    // `any` means the others.
    static ANY_BESIDE_OTHERS = { origins: ["https://app.example.com", any] };

    // `none` means requests without an origin.
    static NONE_BESIDE_OTHERS = { origins: ["https://app.example.com", none] };

    // `any` is an entry.
    static ANY_IN_BRACKETS = { origins: [any] };
}

fn main() {}
