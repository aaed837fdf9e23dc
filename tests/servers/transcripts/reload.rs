//! The example `reload`, with a file that changes in the ways in which people and programs change files.

use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::command;
use crate::process::Process;
use crate::transcript::ask;

#[test]
fn a_file_that_is_written_again_is_reread() {
    let folder = Folder::new("written");
    let server = Server::start(&folder.write("settings.toml", OLD));
    assert!(server.allows(APP) && !server.allows(ADMIN));
    folder.write("settings.toml", NEW);
    server.wait_until("the new origin is allowed", || server.allows(ADMIN));
    assert!(!server.allows(APP), "the old origin is revoked");
    // The watch goes on after the first change.
    folder.write("settings.toml", OLD);
    server.wait_until("the old origin is allowed again", || server.allows(APP));
    assert!(!server.allows(ADMIN));
}

#[test]
fn a_file_that_an_editor_replaces_is_reread() {
    let folder = Folder::new("replaced");
    let server = Server::start(&folder.write("settings.toml", OLD));
    for (text, origin) in [(NEW, ADMIN), (OLD, APP), (NEW, ADMIN)] {
        let new = folder.write("settings.toml.new", text);
        fs::rename(new, folder.path("settings.toml")).expect("the file is replaced");
        server.wait_until("the origin of the new file is allowed", || server.allows(origin));
    }
}

/// Kubernetes mounts a ConfigMap as a folder in which `settings.toml` leads to `..data/settings.toml`, and `..data` to a
/// folder for each version. An update replaces `..data` only.
#[test]
fn a_config_map_is_reread() {
    let folder = Folder::new("config_map");
    let versions = [("..1", OLD, APP), ("..2", NEW, ADMIN), ("..3", OLD, APP)];
    for (version, text, _) in versions {
        fs::create_dir(folder.path(version)).expect("a folder");
        folder.write(&format!("{version}/settings.toml"), text);
    }
    symlink("..1", folder.path("..data")).expect("a link");
    symlink("..data/settings.toml", folder.path("settings.toml")).expect("a link");
    let server = Server::start(&folder.path("settings.toml"));
    assert!(server.allows(APP) && !server.allows(ADMIN));

    for [(old, _, revoked), (new, _, allowed)] in
        [[versions[0], versions[1]], [versions[1], versions[2]]]
    {
        symlink(new, folder.path("..data_tmp")).expect("a link");
        fs::rename(folder.path("..data_tmp"), folder.path("..data")).expect("the link is replaced");
        fs::remove_dir_all(folder.path(old)).expect("the old version is removed");
        server.wait_until("the new origin is allowed", || server.allows(allowed));
        assert!(!server.allows(revoked));
        // No later reread of this update may find the next one.
        sleep(Duration::from_millis(500));
    }
}

/// A change of a file in another folder is not noticed. SIGHUP is for that.
#[test]
fn sighup_rereads_the_file() {
    let (folder, elsewhere) = (Folder::new("link"), Folder::new("elsewhere"));
    symlink(elsewhere.write("settings.toml", OLD), folder.path("settings.toml")).expect("a link");
    let mut server = Server::start(&folder.path("settings.toml"));
    elsewhere.write("settings.toml", NEW);
    sleep(Duration::from_millis(500));
    assert!(server.allows(APP) && !server.allows(ADMIN), "the change is not noticed");
    server.hang_up();
    server.wait_until("the new origin is allowed", || server.allows(ADMIN));
    assert!(!server.allows(APP));
}

#[test]
fn an_invalid_file_keeps_the_old_origins_and_is_logged() {
    let folder = Folder::new("invalid");
    let file = folder.write("settings.toml", OLD);
    let server = Server::start(&file);
    let origins =
        "origins = [\"https://admin.example.com\", \"http://a.example\", \"https://b.example/\"]";
    folder.write("settings.toml", &format!("[cors]\n{origins}\n"));
    let expected = format!(
        "the old origins remain, because of invalid origins in `cors.origins` of `{}`:
  entry 2: `http://a.example` is not encrypted, so with `credentials: true` anyone who controls the network can act as \
the user; write `https://`, or add `dangerously_allow_insecure_origins: true` to the policy
  entry 3: `https://b.example/`: an origin has no trailing slash; write `https://b.example`
",
        file.display()
    );
    server.wait_until("the mistakes are logged", || server.log().contains(&expected));
    assert!(server.allows(APP) && !server.allows(ADMIN), "no entry is taken from an invalid list");
    // The server reads the file, and must not take that for a change.
    sleep(Duration::from_secs(1));
    assert!(server.log().matches("the old origins remain").count() < 4, "{}", server.log());

    folder.write("settings.toml", "[cors");
    server.wait_until("the mistake is logged", || server.log().contains("unclosed table"));
    assert!(server.allows(APP));

    fs::remove_file(&file).expect("the file is removed");
    server.wait_until("the missing file is logged", || server.log().contains("not found"));
    assert!(server.allows(APP));

    folder.write("settings.toml", NEW);
    server.wait_until("the corrected file is used", || server.allows(ADMIN));
    assert!(server.log().contains("the policy is now {\n"), "{}", server.log());
}

#[test]
fn a_server_with_an_invalid_file_does_not_start() {
    let folder = Folder::new("start");
    let file = folder.write("settings.toml", "[cors]\norigins = [\"app.example.com\"]\n");
    let output = command("reload").arg(&file).output().expect("the example starts");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).expect("text");
    let first = format!("Error: invalid origins in `cors.origins` of `{}`:\n", file.display());
    assert!(message.starts_with(&first), "{message}");
}

/// A running example, and what it logs.
struct Server {
    process: Process,
    log: Arc<Mutex<String>>,
}

impl Server {
    fn start(file: &Path) -> Self {
        let mut process = Process::spawn(command("reload").arg(file).stderr(Stdio::piped()));
        let mut stderr = process.child.stderr.take().expect("the log is piped");
        let log = Arc::<Mutex<String>>::default();
        let written = Arc::clone(&log);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..length]);
                written.lock().expect("no test has panicked").push_str(&text);
            }
        });
        Self { process, log }
    }

    fn allows(&self, origin: &str) -> bool {
        let answer = ask(
            self.process.address(),
            &format!(
                "GET /users HTTP/1.1\r\nhost: test\r\nconnection: close\r\norigin: {origin}\r\n\r\n"
            ),
        );
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        answer.contains(&format!("access-control-allow-origin: {origin}\r\n"))
    }

    fn log(&self) -> String {
        self.log.lock().expect("the reader does not panic").clone()
    }

    fn hang_up(&mut self) {
        let id = self.process.child.id().to_string();
        let status = Command::new("kill").args(["-HUP", &id]).status().expect("`kill` runs");
        assert!(status.success());
    }

    fn wait_until(&self, what: &str, is_so: impl Fn() -> bool) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !is_so() {
            assert!(Instant::now() < deadline, "not within 30 s: {what}\n{}", self.log());
            sleep(Duration::from_millis(20));
        }
    }
}

/// A folder for one test, which ends with the test.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("cors-policy-reload-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("a folder for the test");
        Self { path }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).expect("the file is written");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If this fails, the folder remains among the temporary files.
        let _ = fs::remove_dir_all(&self.path);
    }
}

const APP: &str = "https://app.example.com";
const ADMIN: &str = "https://admin.example.com";
const OLD: &str = "[cors]\norigins = [\"https://app.example.com\"]\n";
const NEW: &str = "[cors]\norigins = [\"https://admin.example.com\"]\n";
