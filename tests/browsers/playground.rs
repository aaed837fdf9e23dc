//! Opens the playground in a browser, also with its API behind gateways. Each of its rows must report that the browser agrees
//! with the policy, and its list of refusals must be what the server has printed.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use cors_policy_gateway_tests::program_of;
use cors_policy_gateways::Target;
use serde_json::Value;

use crate::webdriver::{Result, Session};

/// The running example. It ends when this is dropped.
pub(crate) struct Playground {
    process: Child,
    page: String,
    printed: Printed,
}

/// The lines of its standard error.
type Printed = Arc<Mutex<Vec<String>>>;

/// Builds the example, and returns the path of the program.
pub(crate) fn build() -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--quiet", "--locked", "--workspace", "--all-features"];
    let mut build = Command::new(cargo);
    if !build.args(arguments).args(["--example", "playground"]).status()?.success() {
        return Err("the playground does not build".into());
    }
    let folder = env::current_exe()?.with_file_name("examples");
    Ok(folder.join(format!("playground{}", env::consts::EXE_SUFFIX)))
}

/// Each gateway that can be in front of the API, and no gateway first.
pub(crate) fn gateways() -> impl Iterator<Item = Option<Target>> {
    let targets = Target::ALL.iter().copied().filter(|target| program_of(*target).is_some());
    [None].into_iter().chain(targets.map(Some))
}

impl Playground {
    /// Starts the example, with its API behind a gateway if there is one.
    pub(crate) fn start(program: &Path, gateway: Option<Target>) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(gateway.map(Target::name))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut playground =
            Self { process: command.spawn()?, page: String::new(), printed: Printed::default() };
        let errors = playground.process.stderr.take().ok_or("the playground has no errors")?;
        let reader = collect(errors, Arc::clone(&playground.printed));
        let output = playground.process.stdout.take().ok_or("the playground has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let Some(page) = line.split_whitespace().last() else {
            // It has ended, so its errors have an end too.
            let _ = reader.join();
            return Err(
                format!("the playground has not started: {:?}", playground.printed()).into()
            );
        };
        page.clone_into(&mut playground.page);
        Ok(playground)
    }

    /// Opens the page, which runs the calls itself. Returns how many rows agree.
    pub(crate) fn play(&self, session: &Session) -> Result<usize> {
        session.open(&self.page)?;
        let rows = session.run(ROWS, &Value::Null)?;
        let rows = rows.as_array().ok_or("the playground has no rows")?;
        let differs = rows.iter().filter(|row| row["agrees"] != "true");
        let differs = differs.map(Value::to_string).collect::<Vec<_>>();
        match rows.len() {
            count if count < 20 => Err(format!("the playground has only {count} rows").into()),
            count if differs.is_empty() => self.compare_refusals(session).map(|()| count),
            _ => Err(format!("the playground says: {}", differs.join("\n")).into()),
        }
    }

    /// Compares the list of refusals with the lines of the terminal. The page asks for the refusals once in a second.
    fn compare_refusals(&self, session: &Session) -> Result<()> {
        let start = Instant::now();
        loop {
            let listed = session.run(REFUSALS, &Value::Null)?;
            let printed = self.printed();
            if !printed.is_empty() && listed == Value::from(printed.as_slice()) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                let printed = printed.join("\n");
                return Err(format!("the page lists {listed}, and the log is:\n{printed}").into());
            }
            thread::sleep(Duration::from_millis(200));
        }
    }

    fn printed(&self) -> Vec<String> {
        self.printed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads lines until the process ends.
fn collect(output: impl Read + Send + 'static, lines: Printed) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    })
}

impl Drop for Playground {
    fn drop(&mut self) {
        // The program ends its gateway. If this fails, the process has ended already, and nothing is left to do.
        let id = self.process.id().to_string();
        let asked = Command::new("kill").arg(id).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// Waits until the page has finished, and collects what its rows report.
const ROWS: &str = "
    const done = arguments[1];
    const look = () => {
        if (document.documentElement.dataset.state !== 'done') {
            setTimeout(look, 50);
            return;
        }
        done([...document.querySelectorAll('tr[data-case]')].map((row) => ({ ...row.dataset })));
    };
    look();
";

/// The sentences of the list, oldest first.
const REFUSALS: &str = "
    const done = arguments[1];
    const sentences = document.querySelectorAll('#refusals .sentence');
    done([...sentences].map((sentence) => sentence.textContent).reverse());
";

const PATIENCE: Duration = Duration::from_secs(20);
