//! The nearest right origin for each wrong one, by the files of the topic.

#![deny(warnings)]

use cors_policy::cors_policy;

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
}

fn main() {
    let _ = [&WHOLE, &SCHEME, &HOST, &IP, &PORT, &STAR, &EVERY_SITE];
}
