//! [Cloudflare Workers](https://developers.cloudflare.com/workers/): one JavaScript module, a Worker with a policy in front of
//! your service or of your own handler.
//!
//! # What to run
//!
//! A program of yours prints the module, and a build writes it to a file:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::cloudflare_worker;
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
//! }
//!
//! let export = cloudflare_worker::export(&API)?;
//! let [module] = export.files() else { panic!("one file") };
//! assert_eq!(module.name(), "cors-api.worker.mjs");
//! println!("{}", module.text());
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! - In front of a service: the module is a whole Worker, for a route of your zone. Write `main = "cors-api.worker.mjs"` in
//!   `wrangler.toml`. It sends requests to the service, and answers 502 if the service cannot be reached.
//! - Around your Worker: import the function `cors`. Each file is a separate module, so a Worker can have several
//!   policies:
//!
//!   ```js
//!   import { cors } from "./cors-api.worker.mjs";
//!
//!   export default { fetch: cors(async (request, env, context) => new Response("hello")) };
//!   ```
//!
//! The module uses only `Request`, `Response` and `Headers`, so Deno and Bun can run `cors(handler)` too.
//!
//! # Verdict
//!
//! *Exact*, because a Worker is a program. The answers differ only if a header of the request has several lines: a Worker reads
//! them as one line. No browser sends several.
//!
//! # What to switch off upstream
//!
//! Nothing: the module removes the CORS headers of the service. But no other Worker, rule or snippet of the zone may set CORS
//! headers or answer `OPTIONS`, and Cloudflare Access must let preflights pass: see
//! [`cloudflare_access`](crate::cloudflare_access).
//!
//! # Common mistakes
//!
//! | in articles | what happens |
//! | --- | --- |
//! | `"Access-Control-Allow-Origin": request.headers.get("Origin")` | Every website may read. With credentials, it reads what the user may read. |
//! | `origin.endsWith("example.com")` | `https://evilexample.com` may read. |
//! | `ORIGIN_PATTERN.test(origin)` with a pattern without `^`, `$` or `\.` | `https://app.example.com.evil.example` or `https://appxexample.com` may read. |
//! | `headers.set("Access-Control-Allow-Origin", …)` for listed origins only | If the service sends `*`, all others may read. |
//! | `headers.append("Access-Control-Allow-Origin", …)` | If the service sends one too, the browser refuses the response. |
//! | `if (request.method === "OPTIONS")` | A real `OPTIONS` never reaches the service. |
//! | no `Vary: Origin` | A cache gives the response for one origin to another one. |
//! | `fetch` without `try` | If the service cannot be reached, the error has no CORS headers, and the page sees a CORS error instead of a status. |
//! | `context.passThroughOnException()` | After an exception the service answers, with its own CORS headers and to preflights too. |

use cors_policy::IntoPolicyRef;

use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::javascript::{head, policy as javascript};
use crate::sheet::Sheet;

/// Exports a policy to a Cloudflare Worker. The verdict is [`Verdict::Exact`].
///
/// # Errors
///
/// Never: a Worker can express every policy. The type is that of the other targets.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::cloudflare_worker;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: any, credentials: true };
/// }
///
/// let export = cloudflare_worker::export(&API)?;
/// let module = export.files()[0].text();
/// assert!(module.contains(r")+preview\.example\.com$/,"));
/// assert!(module.contains("...repeatMethod(lines),"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let mut text = head(
        &sheet,
        "a Cloudflare Worker",
        &[
            "It is a whole Worker in front of a service. To put the policy around a handler of your own, import `cors`:",
            "export default { fetch: cors(async (request, env, context) => …) };",
        ],
    );
    text.block(javascript(&sheet));
    text.block(include_str!("cloudflare_worker.js"));
    let name = format!("cors-{}.worker.mjs", sheet.slug.replace('_', "-"));
    let mut export =
        Export::of(&sheet, Verdict::Exact).with_file(name, "the Worker", text.into_string());
    for note in NOTES {
        export = export.with_note(*note);
    }
    Ok(export)
}

const NOTES: &[&str] = &[
    "Responses that Cloudflare makes before the Worker runs have no CORS headers: the login of Access, blocks of the firewall, and \
     errors of the 1000s.",
    "Do not call `passThroughOnException`: after an exception the service would answer, with its own CORS headers.",
    "A Worker reads several lines of one header as one line. If the policy has `any` together with credentials, the answer to \
     several lines of `Access-Control-Request-Headers` has one line too. No browser sends several.",
];
