//! The example `tenants` on SQLite: its transcript, and two instances that share a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::process::{Process, example, server};
use crate::transcript::ask;

/// The header has the answers of a new database.
#[test]
fn tenants() {
    let file = File::new("transcript");
    let source = crate::source("tenants");
    crate::compare("tenants", &start(&file), &crate::header(&source));
}

#[test]
fn an_instance_notices_a_change_by_another_that_shares_its_file() {
    let file = File::new("shared");
    let (one, other) = (start(&file), start(&file));
    for (method, is_allowed) in [("POST", true), ("DELETE", false)] {
        let path = format!("/admin/tenants/acme.localhost/origins?origin={ORIGIN}");
        let answer =
            ask(one.address(), &request(method, &path, &format!("authorization: Bearer {TOKEN}")));
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert_eq!(allows(&one), is_allowed, "this instance uses it at once");
        let start = Instant::now();
        while allows(&other) != is_allowed {
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{method}: the other does not notice it"
            );
        }
    }
}

fn allows(instance: &Process) -> bool {
    let answer = ask(instance.address(), &request("GET", "/orders", &format!("origin: {ORIGIN}")));
    answer.contains(&format!("\r\naccess-control-allow-origin: {ORIGIN}\r\n"))
}

fn request(method: &str, path: &str, header: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: acme.localhost\r\nconnection: close\r\n{header}\r\n\r\n"
    )
}

fn start(file: &File) -> Process {
    let url = format!("sqlite:{}?mode=rwc", file.0.display());
    let variables = [("DATABASE_URL", url.as_str()), ("ADMIN_TOKEN", TOKEN)];
    Process::spawn(server(&example("tenants")).envs(variables))
}

/// The path of a new database. The file is removed when this is dropped.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let file =
            Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tenants-{name}.sqlite")));
        file.remove();
        file
    }

    fn remove(&self) {
        // If this fails, there is no file.
        let _ = fs::remove_file(&self.0);
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.remove();
    }
}

const ORIGIN: &str = "https://new.acme.example";
/// As in the header of the example.
const TOKEN: &str = "s3cret";
