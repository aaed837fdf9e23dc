//! [Envoy](https://www.envoyproxy.io), 1.40: a filter in Lua, or options of Envoy's own filters.
//!
//! | function | verdict | when to use it |
//! | --- | --- | --- |
//! | [`lua()`] | exact | Always, if you may run Lua. It looks each origin up in a table, so 10,000 origins cost no more than one. |
//! | [`filters()`] | exact for browsers | If code is not allowed in your configuration. It cannot express `origins: any` and `anyone_else`. |
//!
//! # The filter in Lua
//!
//! Print the file, and make its one element the first of `http_filters` of the connection manager:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::envoy;
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! for file in envoy::lua(&API)?.files() {
//!     println!("{}", file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! ```yaml
//! http_filters:
//! # cors-api.lua.yaml
//! - name: "cors-api"
//!   typed_config: …
//! - name: envoy.filters.http.router
//!   typed_config: …
//! ```
//!
//! The filter decides when it reads a request, and changes the headers when it reads the response. It answers preflights itself.
//! Envoy runs it for its own answers too: a 403 of `ext_authz` and a 503 without a service have the headers of the policy.
//!
//! If virtual hosts of one connection manager have different policies, include all their filters, and disable in each virtual host
//! those of the other policies. A request that matches no route is answered by the first filter.
//!
//! ```yaml
//! virtual_hosts:
//! - name: api
//!   typed_per_filter_config:
//!     cors-public:
//!       "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.LuaPerRoute
//!       disabled: true
//! ```
//!
//! # The own filters
//!
//! [`filters()`] writes two files, and a third one if the policy has a pattern:
//!
//! | file | place |
//! | --- | --- |
//! | `cors.http_filters.yaml` | The first three elements of `http_filters`. It is the same for every policy, so include it once. |
//! | `cors-api.virtual_host.yaml` | Fields of each virtual host that has this policy. |
//! | `cors.bootstrap.yaml` | The bootstrap. By default, Envoy does not start with a pattern that compiles to more than 100 instructions. |
//!
//! The verdict is *exact for browsers*, because the filter `cors` answers an allowed preflight with 200 and not with 204, and
//! adds `Access-Control-Expose-Headers` to it. A browser accepts both. The filter `header_mutation` appends `Vary: Origin`
//! also if the service sends it. A pattern covers hosts of more than 253 bytes too, which DNS does not have.
//!
//! Envoy merges the options of `cors` of a route, of its virtual host and of the route configuration: if one of them has no
//! `allow_headers`, those of another one apply. So the exported text must be the only one.
//!
//! # What to remove
//!
//! - Every other `envoy.filters.http.cors`, and `cors` of routes and virtual hosts, which older versions of Envoy have.
//! - `response_headers_to_add` of the route configuration, with names that start with `Access-Control-`. Both exports remove
//!   those of routes and virtual hosts, but Envoy applies the fields of the route configuration after those of the virtual host,
//!   so only the filter in Lua removes these too.
//! - Nothing in the service: both exports remove the CORS headers that it sends.
//!
//! # Mistakes in other configurations
//!
//! | configuration | what it lets in |
//! | --- | --- |
//! | `prefix: "*"`, `exact: "*"` or `safe_regex: { regex: ".*" }`, with `allow_credentials: true` | Every origin, with cookies: Envoy repeats it. |
//! | `prefix: https://app.example.com` | `https://app.example.com.evil.example` |
//! | `suffix: example.com` | `https://evil-example.com` |
//! | `contains: example.com` | both of these |
//! | `safe_regex: { regex: "https://app.example.com" }` | `https://appxexample.com`: a dot without `\` is any character. |
//! | `allow_headers: "*"` without credentials | Requests with `Authorization`: Envoy repeats what the preflight asks for, and `*` itself does not cover this header. |
//! | `response_headers_to_add` with `%REQ(Origin)%` | Every origin. |
//! | `cors` behind `jwt_authn` or `ext_authz` | Nothing, but preflights are refused: they have no token. |

mod filters;
mod lua;

pub use filters::filters;
pub use lua::lua;
