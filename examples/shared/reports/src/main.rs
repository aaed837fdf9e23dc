//! A service on actix-web, with the policies of its company.

use std::env;

use actix_web::{App, HttpServer, web};
use cors_policy::actix::Cors;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let server = HttpServer::new(|| {
        App::new().service(web::resource("/list").get(list)).wrap(Cors::new(&acme_cors::API))
    });

    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3001".to_owned());
    let server = server.workers(1).bind(address)?;
    for address in server.addrs() {
        println!("listening on http://{address}");
    }
    server.run().await
}

async fn list() -> &'static str {
    "7 reports"
}
