//! `*.` over a public suffix together with `credentials: true`.

use cors_policy::cors_policy;

cors_policy! {
    // All names below `.com` are fine.
    static TOP_LEVEL_DOMAIN = { origins: ["https://*.com"], credentials: true };

    // All names below `co.uk` are one company's.
    static SECOND_LEVEL = { origins: ["https://*.co.uk"], credentials: true };

    // All pages there are ours.
    static PAGES = { origins: ["https://*.github.io"], credentials: true };

    // With a final dot it is another domain.
    static FINAL_DOT = { origins: ["https://*.github.io."], credentials: true };

    // All previews there are ours.
    static PREVIEWS = { origins: ["https://*.vercel.app"], credentials: true };

    // A name that is on no list is private.
    static PRIVATE = { origins: ["https://*.internal"], credentials: true };

    // An insecure origin over a public suffix has one mistake at a time.
    static INSECURE_TOO = {
        origins: ["http://*.github.io"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // One mistake hides another.
    static INSECURE_TOO = { origins: ["http://*.github.io"], credentials: true };

    // `*.` means one label.
    static BELOW = { origins: ["https://*.amazonaws.com"], credentials: true };

    // A name that looks like a company's: `østfold.no`, where each municipality has a public suffix.
    static BEYOND_ASCII = { origins: ["https://*.xn--stfold-9xa.no"], credentials: true };
}

fn main() {}
