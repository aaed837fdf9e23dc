//! Plain `http://` together with `credentials: true`.

use cors_policy::cors_policy;

cors_policy! {
    // The old address of a site is as safe as the new one.
    static SITE = { origins: ["http://app.example.com"], credentials: true };

    // Subdomains are as safe as the site.
    static SUBDOMAINS = { origins: ["http://*.example.com"], credentials: true };

    // With a final dot it is another site.
    static FINAL_DOT = { origins: ["http://app.example.com."], credentials: true };

    // A private network is safe.
    static PRIVATE_NETWORK = { origins: ["http://192.168.0.10:3000"], credentials: true };

    // Every name that begins with `localhost` is on this machine.
    static NOT_LOCALHOST = { origins: ["http://localhost.example.com"], credentials: true };
}

fn main() {}
