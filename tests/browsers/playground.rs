//! Opens the playground in a browser. Each of its rows must report that the browser agrees with the policy.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::webdriver::{Result, Session};

/// The running example. It ends when this is dropped.
pub(crate) struct Playground {
    process: Child,
    page: String,
}

impl Playground {
    /// Builds and starts the example.
    pub(crate) fn start() -> Result<Self> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let arguments = ["build", "--quiet", "--locked", "--package", "cors-policy-examples"];
        let mut build = Command::new(cargo);
        if !build.args(arguments).args(["--example", "playground"]).status()?.success() {
            return Err("the playground does not build".into());
        }
        let folder = env::current_exe()?.with_file_name("examples");
        let program = folder.join(format!("playground{}", env::consts::EXE_SUFFIX));
        let process = Command::new(program).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut playground = Self { process, page: String::new() };
        let output = playground.process.stdout.take().ok_or("the playground has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let page = line.split_whitespace().last().ok_or("the playground has not started")?;
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
            count if differs.is_empty() => Ok(count),
            _ => Err(format!("the playground says: {}", differs.join("\n")).into()),
        }
    }
}

impl Drop for Playground {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.process.kill();
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
