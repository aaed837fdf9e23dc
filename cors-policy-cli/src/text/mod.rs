//! Policies that are read from text: from files, or from the standard input.
//!
//! This room reads and checks text, and makes policies of it. It knows nothing of commands.

mod kept;
mod shown;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use cors_policy::Policy;
use cors_policy_core::limits::MAX_TEXT;
use cors_policy_syntax::text::{self, Mistakes};

use self::kept::keep;

/// Why a text has no policies.
#[derive(Debug)]
pub(crate) enum TextError {
    /// The file cannot be read.
    Read { file: String, error: io::Error },
    /// The file is not UTF-8.
    Encoding { file: String, line: usize },
    /// The text has mistakes.
    Mistakes { file: String, text: String, mistakes: Mistakes },
}

/// Reads the policies in the file at `path`. `-` is the standard input.
///
/// A policy without a name is named after its file. The policies are kept for the life of the process.
pub(crate) fn read(path: &Path) -> Result<Vec<&'static Policy>, TextError> {
    let is_input = path == Path::new(INPUT);
    let file = if is_input { "stdin".to_owned() } else { path.display().to_string() };
    let bytes = if is_input { bytes(io::stdin().lock()) } else { File::open(path).and_then(bytes) };
    let text = match bytes {
        Ok(bytes) => decoded(&file, bytes)?,
        Err(error) => return Err(TextError::Read { file, error }),
    };
    let stem = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy();
    parse(&text, &stem, &file).map_err(|mistakes| TextError::Mistakes { file, text, mistakes })
}

/// Makes the policies in a text, which are kept for the life of the process. `name` is the name of a policy without one.
///
/// # Errors
///
/// If the text has mistakes.
pub fn parse(text: &str, name: &str, file: &str) -> Result<Vec<&'static Policy>, Mistakes> {
    let policies = text::read(text)?;
    Ok(policies.iter().map(|policy| keep(policy, name, file)).collect())
}

/// Reads at most one byte more than a text may have. The file may be endless.
fn bytes(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text, if it is UTF-8. A text that is too long may be cut in the middle of a character, and is reported as too long.
fn decoded(file: &str, bytes: Vec<u8>) -> Result<String, TextError> {
    if bytes.len() > MAX_TEXT {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|&byte| byte == b'\n').count();
        TextError::Encoding { file: file.to_owned(), line }
    })
}

impl Display for TextError {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::Read { file, error } => write!(f, "cannot read `{file}`: {error}"),
            Self::Encoding { file, line } => {
                write!(f, "cannot read `{file}`: line {line} is not text in UTF-8")
            }
            Self::Mistakes { file, text, mistakes } => shown::write(f, file, text, mistakes),
        }
    }
}

impl Error for TextError {}

/// The name of the standard input.
pub(crate) const INPUT: &str = "-";
