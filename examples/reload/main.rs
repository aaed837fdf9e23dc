//! Origins from a configuration file. The server rereads the file when it changes and on SIGHUP, without a restart. If the
//! new file is invalid, the server logs each mistake and keeps its old origins.
//!
//! `cargo run --example reload` listens on port 3000 of this machine, and reads `examples/reload/settings.toml`. To change
//! this, write an address and a file after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! The file lists the origin of the app:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-length: 10
//!
//! ada, grace
//!
//! It does not list this one. Add it to the file, and send the request again:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://admin.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! content-length: 10
//!
//! ada, grace
//! ```

mod changes;
mod settings;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};

use axum::{Router, routing::get};
use changes::Changes;
use cors_policy::tower::CorsLayer;
use cors_policy::{ConfigureError, Configured, cors_policy};
use settings::Settings;
use tokio::net::TcpListener;

cors_policy! {
    /// What the frontends may do with the API. The configuration file lists their origins.
    static API = {
        origins: [configured],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        credentials: true,
        max_age: 10m,
    };
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let file = arguments.next().map_or_else(|| PathBuf::from(SETTINGS), PathBuf::from);

    // The watch begins before the first read, so no change is missed.
    let changes = Changes::of(&file)?;
    let settings = Settings::read(&file)?;
    let api = API.configure(&settings.cors.origins).map_err(|error| named(error, &file))?;
    tokio::spawn(reload(changes, file, api.clone()));

    let app = Router::new().route("/users", get("ada, grace")).layer(CorsLayer::new(api));
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

/// Rereads the file after each change, as long as the server runs.
async fn reload(mut changes: Changes, file: PathBuf, api: Configured) {
    loop {
        changes.next().await;
        let old = api.origins();
        match reread(&file, &api) {
            Ok(()) if api.origins() == old => {}
            Ok(()) => eprintln!("the policy is now {api}"),
            Err(error) => eprintln!("the old origins remain, because of {error}"),
        }
    }
}

/// Replaces the origins with those of the file. If there is an error, nothing changes.
fn reread(file: &Path, api: &Configured) -> Result<(), Box<dyn Error>> {
    let settings = Settings::read(file)?;
    api.reconfigure(&settings.cors.origins).map_err(|error| named(error, file))?;
    Ok(())
}

fn named(error: ConfigureError, file: &Path) -> ConfigureError {
    error.named(format!("`cors.origins` of `{}`", file.display()))
}

const SETTINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reload/settings.toml");
