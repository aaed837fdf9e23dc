//! A folder for the files of one test.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// A new folder, which is removed at the end of the test.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("cors-policy-{}-{name}", process::id()));
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written to");
        Self(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // If this fails, the rest stays in the folder of temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
