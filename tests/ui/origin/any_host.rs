//! `*` as a whole host, in a scheme that is not of the web.

use cors_policy::cors_policy;

cors_policy! {
    // Extensions of any browser have one scheme.
    static ANY_SCHEME = { origins: ["*://*"] };

    // A star means every site, as it means every extension.
    static WEB = { origins: ["https://*", "http://*"] };

    // A WebSocket has an origin of its own.
    static WEB_SOCKET = { origins: ["wss://*"] };

    // A file has a host.
    static FILE = { origins: ["file://*"] };

    // The patterns of a manifest are origins.
    static MANIFEST = { origins: ["chrome-extension://*/*"] };

    // A slash belongs to an origin.
    static SLASH = { origins: ["moz-extension://*/"] };

    // An application has a port.
    static ANY_PORT = { origins: ["tauri://*:*"] };

    // A development server of an application has a port.
    static PORT = { origins: ["tauri://*:1420"] };

    // A dot belongs to the star.
    static DOT = { origins: ["tauri://*."] };

    // A star can be a part of a host.
    static PART = { origins: ["vscode-webview://0*"] };

    // The scheme is in upper case.
    static UPPER_CASE = { origins: ["Chrome-Extension://*"] };
}

fn main() {}
