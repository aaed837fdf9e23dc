//! Runs one instance of the example, and sends requests to it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::process::{self, Process, example};
use crate::server::Server;
use crate::socket::{Response, exchange};

/// A running instance. It ends when this is dropped.
pub(crate) struct Instance {
    _process: Process,
    address: SocketAddr,
}

pub(crate) const ACME: &str = "acme.localhost";
pub(crate) const GLOBEX: &str = "globex.localhost";

impl Instance {
    /// Starts an instance that uses this database.
    pub(crate) fn start(server: &Server) -> Self {
        let variables = [("DATABASE_URL", server.url()), ("ADMIN_TOKEN", TOKEN)];
        let program = PROGRAM.get_or_init(|| example("tenants"));
        let process = Process::spawn(process::server(program).envs(variables));
        let address = process.address().parse().expect("an address");
        Self { _process: process, address }
    }

    /// Whether a page of `origin` may read the response of a tenant. There is a response in any case.
    pub(crate) fn allows(&self, tenant: &str, origin: &str) -> bool {
        let response = self.ask("GET", "/orders", tenant, &format!("Origin: {origin}"));
        assert_eq!(response.status, 200, "{tenant}");
        let mut headers = response.headers.iter();
        let allowed = headers.find(|(name, _)| name == "access-control-allow-origin");
        allowed.is_some_and(|(_, value)| value == origin)
    }

    /// Adds an origin with the admin route.
    pub(crate) fn add(&self, tenant: &str, origin: &str) -> Response {
        self.admin("POST", tenant, origin)
    }

    /// Removes an origin with the admin route.
    pub(crate) fn remove(&self, tenant: &str, origin: &str) -> Response {
        self.admin("DELETE", tenant, origin)
    }

    fn admin(&self, method: &str, tenant: &str, origin: &str) -> Response {
        let path = format!("/admin/tenants/{tenant}/origins?origin={origin}");
        self.ask(method, &path, "admin.localhost", &format!("Authorization: Bearer {TOKEN}"))
    }

    fn ask(&self, method: &str, path: &str, host: &str, header: &str) -> Response {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{header}\r\n\r\n"
        );
        exchange(self.address, request.as_bytes())
    }
}

/// The example, built by the first test that needs it.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
const TOKEN: &str = "a token of the tests";
