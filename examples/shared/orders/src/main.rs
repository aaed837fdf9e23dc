//! A service on axum, with the policies of its company.

use std::env;

use axum::Router;
use axum::routing::get;
use cors_policy::cors_policy;
use cors_policy::tower::CorsLayer;
use tokio::net::TcpListener;

cors_policy! {
    /// Our frontends, and the one partner who prints labels.
    static LABELS = { origins: [..acme_cors::FRONTENDS, "https://labels.partner.example"] };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let orders =
        Router::new().route("/list", get("7 orders")).layer(CorsLayer::new(&acme_cors::API));
    let labels = Router::new().route("/labels", get("7 labels")).layer(CorsLayer::new(&LABELS));

    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, orders.merge(labels)).await
}
