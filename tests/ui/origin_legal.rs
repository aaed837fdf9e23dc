//! For each wrong origin a similar one that is right, grouped by the files of the topic.

#![deny(warnings)]

use cors_policy::{cors_origins, cors_policy};

cors_policy! {
    static WHOLE = {
        origins: [
            "https://a.example.com",
            "https://b.example.com",
        ],
    };

    static SCHEME = {
        origins: [
            "https://app.example.com",
            "http://app.example.com",
            "https://*.example.net",
            "http://localhost:3000",
            "http://frontend",
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            "tauri://localhost",
        ],
    };

    static HOST = {
        origins: [
            "https://app.example.com:8443",
            "https://xn--bcher-kva.example",
            "https://my-app.example.com",
            "https://my--app.example.com",
            "https://my_app.example.com",
            "https://1.example.com",
            "https://a",
            // 63 bytes are the longest label.
            "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
            // 253 bytes are the longest host.
            "https://\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
        ],
    };

    // A host with a final dot is another one, so whoever lists both means both.
    static FINAL_DOT = {
        origins: [
            "https://app.example.com",
            "https://app.example.com.",
            "https://app.example.com.:8443",
            "https://app.example.com:8443",
            "https://*.preview.example.com",
            "https://*.preview.example.com.",
            "http://localhost:*",
            "http://localhost.:3000",
        ],
        credentials: true,
    };

    // An author who means one of them allows it explicitly.
    #[allow(deprecated)]
    static ONLY_FINAL_DOT = {
        origins: ["http://example.com.:3999", "https://localhost.", "https://example-.com"],
    };

    // A hyphen can be at the edge of any label that no registry gives out.
    static HYPHEN = {
        origins: [
            "https://foo-.github.io",
            "https://-foo.example",
            "https://-app-.example.com",
            "https://*.-.example.com",
        ],
    };

    // Applications in Electron have these.
    static ELECTRON = { origins: ["app://-", "app://.", "app://*.-"] };

    static IP = {
        origins: [
            "http://127.0.0.1",
            "http://192.168.1.10",
            "http://255.255.255.255",
            "https://release2",
            "http://[::1]",
            "http://[::1]:3000",
            "http://[2001:db8::1]",
            "http://[::ffff:c000:201]",
        ],
    };

    static PORT = {
        origins: [
            "https://a.example.com:80",
            "http://a.example.com:443",
            "http://a.example.com:1",
            "http://a.example.com:65535",
            "http://localhost:*",
        ],
    };

    static STAR = {
        origins: [
            "https://*.example.com",
            "https://*.example.com:8443",
            "https://*.example.edu:*",
            "https://*.preview.example.org",
            "https://*.net",
        ],
    };

    static EVERY_SITE = { origins: any };

    // Extensions and editors have hosts that are random for each installation.
    static ANY_HOST = {
        origins: [
            "chrome-extension://*",
            "moz-extension://*",
            "safari-web-extension://*",
            "vscode-webview://*",
            "tauri://*",
        ],
    };
}

cors_origins! {
    #[allow(deprecated)]
    static ONLY_FINAL_DOT_IN_SET = ["https://app.example.com."];

    static FINAL_DOT_IN_SET = ["https://app.example.org.", "https://app.example.org"];
}

#[allow(deprecated)]
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = ["https://app.example.com."])]
pub struct Derived;

fn main() {
    let _ = [&WHOLE, &SCHEME, &HOST, &IP, &PORT, &STAR, &EVERY_SITE, &ANY_HOST];
    let _ = [&ONLY_FINAL_DOT_IN_SET, &FINAL_DOT_IN_SET];
    for (policy, origin, others) in [
        (&FINAL_DOT, "https://a.preview.example.com.", ["https://preview.example.com.", "https://..preview.example.com."]),
        (&FINAL_DOT, "http://localhost.:3000", ["http://localhost.", "http://localhost..:3000"]),
        (&ONLY_FINAL_DOT, "http://example.com.:3999", ["http://example.com:3999", "http://example.com.:399"]),
        (&ONLY_FINAL_DOT, "https://localhost.", ["https://localhost", "https://localhost.."]),
        (&HYPHEN, "https://foo-.github.io", ["https://foo.github.io", "https://foo-.github.io."]),
        (&HYPHEN, "https://-foo.example", ["https://foo.example", "https://--foo.example"]),
        (&ELECTRON, "app://-", ["app://", "app://--"]),
        (&ELECTRON, "app://.", ["app://", "app://.."]),
        (
            &ANY_HOST,
            "moz-extension://0f3a4ba5-8ed2-4a26-a3a6-6e9d7c4be2a0",
            ["moz-extension://", "moz-extension://a.b"],
        ),
        (&ANY_HOST, "tauri://localhost", ["tauri://localhost:1420", "app://localhost"]),
    ] {
        assert!(policy.allows(origin), "{origin}");
        assert!(!others.iter().any(|other| policy.allows(other)), "{others:?}");
    }
}
