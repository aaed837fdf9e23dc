//! [Express](https://expressjs.com), 4 or 5, with Node.js 18.3 or later: a JavaScript module with one middleware.
//!
//! It is not a configuration of the package `cors`, because that cannot express a policy: see the table below.
//!
//! # What to run
//!
//! A program of yours prints the module, and a build writes it to a file:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::express;
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
//! }
//!
//! let export = express::export(&API)?;
//! let [module] = export.files() else { panic!("one file") };
//! assert_eq!(module.name(), "cors-api.express.mjs");
//! println!("{}", module.text());
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! In front of all other middlewares, above all of authentication: a preflight has no credentials.
//!
//! ```js
//! import express from "express";
//! import cors from "./cors-api.express.mjs";
//!
//! const app = express();
//! app.use(cors);
//! ```
//!
//! A CommonJS program writes `const { default: cors } = await import("./cors-api.express.mjs");`. Several policies serve
//! several paths: `app.use("/public", corsPublic)` and `app.use("/api", corsApi)`. If a request passes two of them, the first
//! one decides.
//!
//! # Verdict
//!
//! *Exact*. The middleware sets the headers when the head of the response is written, so errors of Express have them too, and
//! no handler can change them.
//!
//! # What to switch off
//!
//! The package `cors`, and handlers that answer `OPTIONS` for CORS. The middleware removes the CORS headers that handlers set.
//!
//! # Common mistakes
//!
//! | in articles | what happens |
//! | --- | --- |
//! | `app.use(cors())` | Every website may read what needs no credentials. |
//! | `cors({ origin: true, credentials: true })` | Every website reads what the user may read. |
//! | `cors({ origin: /example\.com$/ })` | `https://evilexample.com` may read. The package does not anchor a pattern. |
//! | `callback(new Error("Not allowed by CORS"))` | A refused request becomes an error 500, and its handler does not run. A form of your own page has an `Origin` too, so it also fails. |
//! | `cors({ origin: […] })` without `allowedHeaders` | A preflight of a listed origin may ask for any header. |
//! | `cors(…)` with a real `OPTIONS` | The package answers every `OPTIONS` itself, and no handler sees it. |
//! | `res.set("Access-Control-Allow-Origin", "*")` in a handler | It replaces the header of the package `cors`. |
//! | `app.use(auth); app.use(cors(…))` | The 401 has no CORS headers, and preflights fail. |

use cors_policy::IntoPolicyRef;

use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::javascript::{head, policy as javascript};
use crate::sheet::Sheet;

/// Exports a policy to Express. The verdict is [`Verdict::Exact`].
///
/// # Errors
///
/// Never: a middleware can express every policy. The type is that of the other targets.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::express;
///
/// cors_policy! {
///     static CATALOGUE = { origins: any, exposed_headers: ["ETag"] };
/// }
///
/// let export = express::export(&CATALOGUE)?;
/// let module = export.files()[0].text();
/// assert!(module.contains(r#"["Access-Control-Allow-Origin", "*"],"#));
/// assert!(module.contains("export default function cors("));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let mut text =
        head(&sheet, "Express", &["Use it in front of all other middlewares: app.use(cors);"]);
    text.block(javascript(&sheet));
    text.block(include_str!("express.js"));
    let name = format!("cors-{}.express.mjs", sheet.slug.replace('_', "-"));
    let mut export = Export::of(&sheet, Verdict::Exact).with_file(
        name,
        "the application, in front of all other middlewares",
        text.into_string(),
    );
    for note in NOTES {
        export = export.with_note(*note);
    }
    Ok(export)
}

const NOTES: &[&str] = &[
    "Use it in front of authentication: a preflight has no credentials, and a 401 needs the headers too.",
    "Do not use the package `cors` in the same application: it would answer every `OPTIONS` itself.",
    "If a request passes two of these middlewares, the first one decides.",
    "Node.js rejects a request whose method it does not know, and closes its connection. No CORS headers are sent then.",
];
