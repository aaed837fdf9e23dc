//! Runs nginx with a cache in front of a server.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A running nginx. It ends when this is dropped.
pub(crate) struct Nginx {
    process: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Nginx {
    /// Starts nginx in front of `server`, with its own folder and an empty cache.
    pub(crate) fn start(name: &str, server: SocketAddr) -> Self {
        // Another program may take a port after this test has found it free.
        let tries = (0..10).map(|_| Self::try_start(name, server));
        let mut errors = Vec::new();
        for result in tries {
            match result {
                Ok(nginx) => return nginx,
                Err(error) => errors.push(error),
            }
        }
        panic!("nginx does not start: {}", errors.join("\n"))
    }

    /// The address at which nginx listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Starts nginx on a port that was free a moment ago. The error contains the messages of nginx.
    fn try_start(name: &str, server: SocketAddr) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = folder.join(format!("nginx-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let errors = folder.join("errors.log");
        let address = free_address();
        fs::write(folder.join(CONFIGURATION), configuration(address, server)).expect("a file");
        let process = nginx(&folder)
            .stdin(Stdio::null())
            .stderr(File::create(&errors).expect("a file"))
            .spawn()
            .unwrap_or_else(|error| {
                panic!("cannot run nginx: {error}; `cargo xtask cache` gets it from Debian")
            });
        let mut nginx = Self { process, address, folder };
        // nginx writes this file when it listens.
        while !nginx.folder.join("nginx.pid").is_file() {
            if nginx.process.try_wait().expect("a process").is_some() {
                return Err(fs::read_to_string(&errors).expect("a file"));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(nginx)
    }
}

/// Stops the process whose id is in the file, and waits until it and its workers have ended.
impl Drop for Nginx {
    fn drop(&mut self) {
        let stop = nginx(&self.folder).args(["-s", "stop"]).stderr(Stdio::null()).status();
        if !stop.is_ok_and(|status| status.success()) {
            // If this fails, the process has ended already, and nothing is left to do.
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The nginx command. It reads and writes only in `folder`.
fn nginx(folder: &Path) -> Command {
    let mut nginx = Command::new(env::var_os("NGINX_PROGRAM").unwrap_or(OsString::from("nginx")));
    nginx.arg("-p").arg(folder).args(["-c", CONFIGURATION, "-e", "stderr"]);
    nginx
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address")
}

/// The paths are relative to the folder. If root runs the test, `user` is necessary: otherwise the workers run as a
/// user that cannot write to the folder. nginx ignores `user` for all other users.
fn configuration(address: SocketAddr, server: SocketAddr) -> String {
    format!(
        "\
daemon off;
user root;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    proxy_cache_path cache keys_zone=answers:8m;
    server {{
        listen {address};
        proxy_cache answers;
        add_header X-Cache-Status $upstream_cache_status;
        location / {{
            proxy_pass http://{server};
        }}
        location /by-origin/ {{
            proxy_pass http://{server}/;
            proxy_cache_key \"$request_uri $http_origin\";
        }}
    }}
}}
"
    )
}

const CONFIGURATION: &str = "nginx.conf";
