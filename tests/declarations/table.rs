//! Declarations with every option, in every form.

use cors_policy::{CorsPolicy, CorsTemplate, Policy, PolicyTemplate, cors_origins};

cors_origins! {
    pub(crate) static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];
}

both! {
    fn policies() -> Policy = policy_of;

    public { origins = any }
    closed { origins = none }
    one { origins = ["https://app.example.com"] }
    patterns {
        origins = [
            "https://*.example.com",
            "https://*.example.org:8443",
            "https://*.example.net:*",
            "http://localhost:*",
            "http://[::1]:*",
            "tauri://localhost",
        ],
    }
    unusual {
        origins = [
            "https://example.com",
            "https://example.com.",
            "https://*.example.org",
            "https://*.example.org.",
            "https://foo-.github.io",
            "https://-foo.example:8443",
            "app://-",
            "app://.",
        ],
    }
    spread { origins = [..FRONTENDS, "https://extra.example.com"] }
    open {
        origins = any,
        methods = any,
        request_headers = any,
        exposed_headers = any,
        max_age = 1d,
    }
    with_authorization { origins = any, request_headers = [any, "Authorization"] }
    full {
        origins = ["https://app.example.com"],
        methods = [PUT, GET, "M-SEARCH", purge],
        request_headers = ["X-Request-Id", "content-type", "Authorization"],
        exposed_headers = ["X-Total", "ETag"],
        credentials = true,
        max_age = 2h,
    }
    any_with_credentials {
        origins = ["https://app.example.com"],
        methods = any,
        request_headers = any,
        credentials = true,
    }
    any_method_with_credentials {
        origins = [..FRONTENDS],
        methods = any,
        request_headers = ["Authorization"],
        credentials = true,
    }
    any_header_with_credentials {
        origins = ["https://app.example.com"],
        methods = [PUT],
        request_headers = any,
        credentials = true,
    }
    relaxed {
        origins = ["http://intranet.example.com", "https://*.github.io"],
        credentials = true,
        dangerously_allow_insecure_origins = true,
        dangerously_allow_public_suffix_subdomains = true,
    }
    keywords { origins = any, methods = [type, "self", r#match, "Self"] }
    mixed_case { origins = any, request_headers = ["b-header", "A-Header", "C-Header"] }
    no_age { origins = any, max_age = 0 }
    seconds { origins = any, max_age = 601 }
    minutes { origins = any, max_age = 600s }
    nothing_for_anyone_else { origins = ["https://*.example.com"] } + anyone_else {}
    methods_for_anyone_else { origins = ["https://*.example.com"] } + anyone_else { methods = [GET] }
    two_tiers {
        origins = ["https://app.example.com", "http://intranet.example.com"],
        methods = any,
        request_headers = any,
        credentials = true,
        max_age = 1d,
        dangerously_allow_insecure_origins = true,
    } + anyone_else {
        methods = ["M-SEARCH", GET],
        request_headers = [any, "Authorization"],
        exposed_headers = any,
        max_age = 601
    }
    two_tiers_without_credentials {
        origins = [..FRONTENDS],
        exposed_headers = ["ETag"],
    } + anyone_else {
        request_headers = ["X-Request-Id", #[cfg(debug_assertions)] "X-Debug"],
        max_age = 0
    }
    conditional {
        origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:*"],
        methods = [#[cfg(not(debug_assertions))] PUT, DELETE],
    }
}

both! {
    fn templates() -> PolicyTemplate = template_of;

    configured { origins = [configured] }
    configured_or_any { origins = configured_or_any }
    configured_and_declared {
        origins = ["https://*.example.org", configured, "http://localhost:*", ..FRONTENDS],
    }
    full_template {
        origins = [configured, "https://app.example.com"],
        methods = [PUT, GET],
        request_headers = ["X-Request-Id"],
        exposed_headers = ["ETag"],
        credentials = true,
        max_age = 2h,
        dangerously_allow_insecure_origins = true,
        dangerously_allow_public_suffix_subdomains = true,
    }
    open_template { origins = configured_or_any, methods = any, exposed_headers = any, max_age = 0 }
    any_template_with_credentials {
        origins = [configured],
        methods = any,
        request_headers = any,
        credentials = true,
    }
    template_with_two_tiers {
        origins = [configured, "https://app.example.com"],
        credentials = true,
    } + anyone_else {
        methods = [GET]
    }
    conditional_template {
        origins = [configured, #[cfg(debug_assertions)] "http://localhost:*"],
    }
}

/// `configured` without brackets.
pub(crate) mod bare {
    cors_policy::cors_policy! { pub(crate) static DSL = { origins: configured }; }
}

fn policy_of<T: CorsPolicy>() -> &'static Policy {
    T::policy()
}

fn template_of<T: CorsTemplate>() -> &'static PolicyTemplate {
    T::template()
}
