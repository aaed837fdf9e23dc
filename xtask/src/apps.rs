//! Minimal axum applications, with policies, with `tower-http`, and without either.

use std::fmt::Write as _;

use crate::Outcome;
use crate::scratch::{Scratch, ours};

/// What adds the CORS headers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cors {
    None,
    Ours,
    /// Policies whose origins come from the environment, with or without the Public Suffix List.
    Configured {
        public_suffixes: bool,
    },
    TowerHttp,
}

/// An application with this number of policies, each in front of its own router.
pub(crate) fn app(cors: Cors, policies: usize) -> Outcome<Scratch> {
    let (name, dependency) = match cors {
        Cors::None => ("plain", String::new()),
        Cors::Ours => ("ours", ours("\"axum\"")?),
        Cors::Configured { public_suffixes: false } => {
            ("configured", ours("\"axum\", \"configured\"")?)
        }
        Cors::Configured { public_suffixes: true } => {
            ("suffixes", ours("\"axum\", \"public-suffix-at-run-time\"")?)
        }
        Cors::TowerHttp => {
            ("towerhttp", "tower-http = { version = \"0.7\", features = [\"cors\"] }\n".to_owned())
        }
    };
    let (mut items, mut routes) = (String::new(), String::new());
    for n in 0..policies {
        let layer = match cors {
            Cors::None => String::new(),
            Cors::Ours => format!(".layer(cors_policy::tower::CorsLayer::new(&API_{n}))"),
            Cors::Configured { .. } => format!(
                ".layer(cors_policy::tower::CorsLayer::new(\
                 API_{n}.from_env(\"CORS_ORIGINS\").unwrap().unwrap()))"
            ),
            Cors::TowerHttp => tower_http(n),
        };
        match cors {
            Cors::Ours => items += &policy(n, ""),
            Cors::Configured { .. } => items += &policy(n, "configured, "),
            Cors::None | Cors::TowerHttp => {}
        }
        let route = format!("Router::new().route(\"/\", get(|| async {{ \"{n}\" }}))");
        writeln!(routes, ".nest(\"/{n}\", {route}{layer})")?;
    }
    let source = format!(
        "use axum::{{Router, routing::get}};\n{items}\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> std::io::Result<()> {{\n\
         let app = Router::new(){routes};\n\
         let listener = tokio::net::TcpListener::bind(\"127.0.0.1:0\").await?;\n\
         axum::serve(listener, app).await\n}}\n"
    );
    let dependencies = format!(
        "axum = \"0.8\"\ntokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt\"] }}\n\
         {dependency}"
    );
    Scratch::new(&format!("{name}-{policies}"), &dependencies, &source)
}

fn policy(n: usize, more: &str) -> String {
    format!(
        "cors_policy::cors_policy! {{ static API_{n} = {{\n\
         origins: [{more}\"https://app-{n}.example.com\", \"https://*.preview-{n}.example.com\"],\n\
         methods: [GET, PUT], request_headers: [\"Content-Type\"], exposed_headers: [\"ETag\"],\n\
         credentials: true, max_age: 2h }}; }}\n"
    )
}

fn tower_http(n: usize) -> String {
    format!(
        ".layer(tower_http::cors::CorsLayer::new()\n\
         .allow_origin(tower_http::cors::AllowOrigin::predicate(|origin, _| {{\n\
         let origin = origin.as_bytes();\n\
         origin == b\"https://app-{n}.example.com\" || origin.starts_with(b\"https://\")\n\
         && origin.ends_with(b\".preview-{n}.example.com\") }}))\n\
         .allow_methods([axum::http::Method::GET, axum::http::Method::PUT])\n\
         .allow_headers([axum::http::header::CONTENT_TYPE])\n\
         .expose_headers([axum::http::header::ETAG])\n\
         .allow_credentials(true).max_age(std::time::Duration::from_secs(7200)))"
    )
}
