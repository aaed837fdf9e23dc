//! What the configuration file contains.

use std::path::Path;

use config::{Config, ConfigError, File, FileFormat};
use serde::Deserialize;

/// The whole file. An unknown key is an error, because it is probably misspelled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) cors: Cors,
}

/// The table `[cors]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cors {
    /// Only the policy knows which origins are legal, so they are not checked here.
    pub(crate) origins: Vec<String>,
}

impl Settings {
    pub(crate) fn read(file: &Path) -> Result<Self, ConfigError> {
        let source = File::new(&file.to_string_lossy(), FileFormat::Toml);
        Config::builder().add_source(source).build()?.try_deserialize()
    }
}
