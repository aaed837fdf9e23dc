//! Conditions of which every combination is legal.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static API = {
        origins: [
            "https://app.example.com",
            #[cfg(debug_assertions)]
            "http://localhost:*",
        ],
        methods: [GET, #[cfg(debug_assertions)] DELETE],
        request_headers: [#[cfg(debug_assertions)] "X-Debug"],
        exposed_headers: ["ETag", #[cfg(all(debug_assertions, not(windows)))] "X-Trace"],
        #[cfg(debug_assertions)]
        max_age: 0,
        #[cfg(not(debug_assertions))]
        max_age: 2h,
    };

    static EITHER = {
        #[cfg(debug_assertions)]
        origins: ["http://localhost:*"],
        #[cfg(not(debug_assertions))]
        origins: none,
    };

    static EXCLUSIVE = {
        origins: [
            "https://other.example.com",
            #[cfg(debug_assertions)]
            "https://app.example.com",
            #[cfg(not(debug_assertions))]
            "https://app.example.com",
            #[cfg(target_os = "linux")]
            "https://os.example.com",
            #[cfg(any(target_os = "macos", target_os = "windows"))]
            "https://os.example.com",
        ],
    };

    static RELAXED = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] "http://dev.example.com"],
        credentials: true,
        #[cfg(debug_assertions)]
        dangerously_allow_insecure_origins: true,
    };

    static DEBUG_EXTENSION = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] "chrome-extension://*"],
        #[cfg(not(debug_assertions))]
        credentials: true,
    };

    static ONE_PLATFORM = {
        origins: [
            "https://app.example.com",
            #[cfg(unix)]
            "https://platform.example.com",
            #[cfg(windows)]
            "https://platform.example.com",
            #[cfg(target_os = "linux")]
            "https://os.example.com",
            #[cfg(target_family = "windows")]
            "https://os.example.com",
            #[cfg(target_arch = "x86_64")]
            "https://arch.example.com",
            #[cfg(target_arch = "aarch64")]
            "https://arch.example.com",
        ],
    };

    static ALWAYS_AND_NEVER = {
        origins: [#[cfg(all())] "https://app.example.com", #[cfg(any())] "https://never.example.com"],
    };

    static EITHER_ENDIAN = {
        #[cfg(target_endian = "little")]
        origins: any,
        #[cfg(target_endian = "big")]
        origins: none,
    };

    #[cfg(any())]
    static NEVER = { origins: any };
}

fn main() {
    assert_eq!(API.allows("http://localhost:3000"), cfg!(debug_assertions));
    assert_eq!(API.methods().contains(&"DELETE"), cfg!(debug_assertions));
    assert_eq!(API.max_age().unwrap().as_secs(), if cfg!(debug_assertions) { 0 } else { 7200 });
    assert_eq!(EITHER.allows("http://localhost:3000"), cfg!(debug_assertions));
    assert!(EXCLUSIVE.allows("https://app.example.com"));
    assert!(RELAXED.credentials());
    assert!(ONE_PLATFORM.allows("https://app.example.com"));
    assert!(ALWAYS_AND_NEVER.allows("https://app.example.com"));
    assert!(!ALWAYS_AND_NEVER.allows("https://never.example.com"));
    assert_eq!(EITHER_ENDIAN.allows("https://app.example.com"), cfg!(target_endian = "little"));
}
