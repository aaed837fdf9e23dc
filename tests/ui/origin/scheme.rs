//! The text before `://`.

use cors_policy::cors_policy;

cors_policy! {
    // A domain is an origin.
    static DOMAIN = { origins: ["app.example.com"] };

    // A host and a port are an origin.
    static HOST_AND_PORT = { origins: ["localhost:3000"] };

    // A word is a host.
    static WORD = { origins: ["frontend"] };

    // Without a scheme, that of the request is meant.
    static SAME_SCHEME = { origins: ["//app.example.com"] };

    // `*.` means subdomains in any scheme.
    static SUBDOMAINS = { origins: ["*.example.com"] };

    // `*` means `http` and `https`.
    static STAR = { origins: ["*://app.example.com"] };

    // An entry is a regular expression.
    static REGULAR_EXPRESSION = { origins: ["https?://app.example.com"] };

    // Schemes are compared without regard to case.
    static UPPER_CASE = { origins: ["HTTPS://app.example.com"] };

    // One slash will do.
    static ONE_SLASH = { origins: ["https:/app.example.com"] };

    // No slash will do.
    static NO_SLASH = { origins: ["https:app.example.com"] };

    // A file has an origin of its own.
    static FILE = { origins: ["file://"] };

    // A file has its path as its origin.
    static FILE_WITH_PATH = { origins: ["file:///srv/site/index.html"] };

    // A `data:` URL has an origin of its own.
    static DATA = { origins: ["data:text/html,hello"] };

    // A `blob:` URL has an origin of its own.
    static BLOB = { origins: ["blob:https://app.example.com"] };

    // A new window has an origin of its own.
    static ABOUT = { origins: ["about:blank"] };

    // A WebSocket has an origin of its own.
    static WEB_SOCKET = { origins: ["wss://app.example.com"] };

    // The colon can be left out.
    static NO_COLON = { origins: ["https//app.example.com"] };

    // A misspelt word is a scheme.
    static MISSPELT = { origins: ["htps://app.example.com"] };

    // Pages are loaded over `ftp`.
    static FTP = { origins: ["ftp://app.example.com"] };

    // Two schemes are better than one.
    static TWICE = { origins: ["https://https://app.example.com"] };
}

fn main() {}
