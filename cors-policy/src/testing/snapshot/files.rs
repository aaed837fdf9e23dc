//! The files of a snapshot: one for all builds, or one for each kind of build.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::diff::{is_same, lines};

/// A kind of build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Build {
    /// With `debug_assertions`.
    Debug,
    /// Without.
    Release,
}

/// The names of the files, as the test gives them, and the folder that they are relative to.
///
/// If all builds have the same policy, only the file `shared` exists. If they differ, only a file for each kind of
/// build exists.
#[derive(Clone, Debug)]
pub(super) struct Files {
    folder: PathBuf,
    shared: PathBuf,
}

/// The file that a build is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reviewed {
    /// The file, and its text.
    Text(PathBuf, String),
    /// There is no such file.
    Missing(PathBuf),
    /// The first file is not used, because the second one exists. A reader could take it for the policy.
    Unused(PathBuf, PathBuf),
}

impl Build {
    const fn other(self) -> Self {
        match self {
            Self::Debug => Self::Release,
            Self::Release => Self::Debug,
        }
    }
}

impl Files {
    pub(super) fn new(folder: &Path, shared: &Path) -> Self {
        Self { folder: folder.to_owned(), shared: shared.to_owned() }
    }

    /// Finds the file that `build` is compared with.
    pub(super) fn find(&self, build: Build) -> Result<Reviewed, String> {
        let own = self.of(build);
        let shared = self.read(&self.shared)?;
        if let Some(text) = self.read(&own)? {
            return Ok(match shared {
                Some(_) => Reviewed::Unused(self.shared.clone(), own),
                None => Reviewed::Text(own, text),
            });
        }
        let has_other = self.read(&self.of(build.other()))?.is_some();
        Ok(match shared {
            _ if has_other => Reviewed::Missing(own),
            Some(text) => Reviewed::Text(self.shared.clone(), text),
            None => Reviewed::Missing(self.shared.clone()),
        })
    }

    /// Writes the policy of `build`, and the known policy of the other kind of build: to one file if they are the same,
    /// and to two if they differ.
    pub(super) fn bless(&self, build: Build, text: &str) -> Result<(), String> {
        let (own, other) = (self.of(build), self.of(build.other()));
        let reviewed_of_other = match (self.read(&other)?, build) {
            (Some(text), _) => Some(text),
            // Debug builds come first: their policy applies to all builds, until a release build differs.
            (None, Build::Debug) => None,
            (None, Build::Release) => self.read(&self.shared)?,
        };
        let is_shared = match (&reviewed_of_other, build) {
            (Some(reviewed), _) => is_same(reviewed, text),
            (None, Build::Debug) => true,
            (None, Build::Release) => false,
        };
        if is_shared {
            self.write(&self.shared, text)?;
            self.remove(&own)?;
            return self.remove(&other);
        }
        if let Some(reviewed) = reviewed_of_other {
            self.write(&other, &reviewed)?;
        }
        self.write(&own, text)?;
        self.remove(&self.shared)
    }

    /// Returns the name of the file for one kind of build: `api.release.policy` for `api.policy`.
    fn of(&self, build: Build) -> PathBuf {
        let kind = match build {
            Build::Debug => "debug",
            Build::Release => "release",
        };
        let mut name = self.shared.file_stem().unwrap_or_default().to_owned();
        name.push(".");
        name.push(kind);
        if let Some(extension) = self.shared.extension() {
            name.push(".");
            name.push(extension);
        }
        self.shared.with_file_name(name)
    }

    /// Returns the text of a file, or `None` if the file does not exist.
    fn read(&self, file: &Path) -> Result<Option<String>, String> {
        let path = self.folder.join(file);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("cannot read `{}`: {error}", path.display())),
        }
    }

    /// Writes a file, unless it has the same lines already. So the line ends that Git has checked out stay.
    fn write(&self, file: &Path, text: &str) -> Result<(), String> {
        let path = self.folder.join(file);
        if fs::read_to_string(&path).is_ok_and(|present| is_same(&present, text)) {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&path);
        let text = lines(text).flat_map(|line| [line, "\n"]).collect::<String>();
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
    }

    fn remove(&self, file: &Path) -> Result<(), String> {
        let path = self.folder.join(file);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(format!("cannot remove `{}`: {error}", path.display()))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::scratch::Scratch;
    use super::{Build, Files, Reviewed};

    fn files(scratch: &Scratch) -> Files {
        Files::new(scratch.path(), Path::new("api.policy"))
    }

    /// Returns the text of each of the three files.
    fn contents(scratch: &Scratch) -> [Option<String>; 3] {
        NAMES.map(|name| fs::read_to_string(scratch.path().join(name)).ok())
    }

    fn set(scratch: &Scratch, contents: [Option<&str>; 3]) {
        for (name, text) in NAMES.iter().zip(contents) {
            let path = scratch.path().join(name);
            match text {
                Some(text) => fs::write(path, text).unwrap(),
                None => drop(fs::remove_file(path)),
            }
        }
    }

    #[test]
    fn what_is_blessed_is_accepted_whatever_was_there() {
        let scratch = Scratch::new("blessed");
        let files = files(&scratch);
        let states = [None, Some("a\n"), Some("b\n")];
        for shared in states {
            for debug in states {
                for release in states {
                    for [in_debug, in_release] in [["a", "a"], ["a", "b"], ["b", "a"]] {
                        let start = [shared, debug, release];
                        set(&scratch, start);
                        for (build, text) in
                            [(Build::Debug, in_debug), (Build::Release, in_release)]
                        {
                            files.bless(build, text).unwrap();
                            let Ok(Reviewed::Text(_, found)) = files.find(build) else {
                                panic!("nothing is found for {build:?} after {start:?}");
                            };
                            assert_eq!(found, format!("{text}\n"), "{build:?} after {start:?}");
                        }
                        let line = |text: &str| Some(format!("{text}\n"));
                        let expected = if in_debug == in_release {
                            [line(in_debug), None, None]
                        } else {
                            [None, line(in_debug), line(in_release)]
                        };
                        assert_eq!(contents(&scratch), expected, "after {start:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn blessing_again_and_again_comes_to_rest() {
        let scratch = Scratch::new("rest");
        let files = files(&scratch);
        let order = [Build::Release, Build::Debug, Build::Release, Build::Debug, Build::Release];
        for build in order {
            files.bless(build, if build == Build::Debug { "a" } else { "b" }).unwrap();
        }
        let line = |text: &str| Some(format!("{text}\n"));
        assert_eq!(contents(&scratch), [None, line("a"), line("b")]);
        for build in order {
            files.bless(build, "c").unwrap();
        }
        assert_eq!(contents(&scratch), [line("c"), None, None]);
    }

    #[test]
    fn a_release_build_does_not_speak_for_debug_builds() {
        let scratch = Scratch::new("release");
        let files = files(&scratch);
        files.bless(Build::Release, "a").unwrap();
        assert_eq!(contents(&scratch), [None, None, Some("a\n".to_owned())]);
        assert_eq!(files.find(Build::Debug), Ok(Reviewed::Missing("api.debug.policy".into())));
    }

    #[test]
    fn a_file_that_no_build_uses_is_not_overlooked() {
        let scratch = Scratch::new("unused");
        let files = files(&scratch);
        set(&scratch, [Some("a"), Some("a"), Some("b")]);
        for (build, own) in
            [(Build::Debug, "api.debug.policy"), (Build::Release, "api.release.policy")]
        {
            let unused = Reviewed::Unused("api.policy".into(), own.into());
            assert_eq!(files.find(build), Ok(unused));
        }
        set(&scratch, [Some("a"), Some("a"), None]);
        let missing = Reviewed::Missing("api.release.policy".into());
        assert_eq!(files.find(Build::Release), Ok(missing));
    }

    #[test]
    fn the_kind_of_build_is_in_the_name_of_the_file() {
        for (shared, expected) in [
            ("policies/api.policy", "policies/api.release.policy"),
            ("policies/api.v1.txt", "policies/api.v1.release.txt"),
            ("api", "api.release"),
            ("../x/.api", "../x/.api.release"),
        ] {
            let files = Files::new(Path::new("/crate"), Path::new(shared));
            assert_eq!(files.of(Build::Release), Path::new(expected));
        }
    }

    #[test]
    fn line_ends_are_left_alone_where_nothing_else_changes() {
        let scratch = Scratch::new("line-ends");
        let files = files(&scratch);
        for text in ["a\r\nb\r\n", "a\nb"] {
            set(&scratch, [Some(text), None, None]);
            files.bless(Build::Debug, "a\nb").unwrap();
            assert_eq!(contents(&scratch), [Some(text.to_owned()), None, None]);
        }
        set(&scratch, [Some("a\r\nb\r\n"), None, None]);
        files.bless(Build::Release, "c").unwrap();
        let written = [None, Some("a\nb\n".to_owned()), Some("c\n".to_owned())];
        assert_eq!(contents(&scratch), written);
    }

    #[test]
    fn what_cannot_be_read_or_written_is_an_error() {
        let scratch = Scratch::new("errors");
        let files = files(&scratch);
        fs::write(scratch.path().join("api.policy"), b"\xFF").unwrap();
        let error = files.find(Build::Debug).unwrap_err();
        assert!(error.starts_with("cannot read `"), "{error}");
        assert!(error.contains("api.policy`: "), "{error}");

        // A blessing replaces it.
        files.bless(Build::Debug, "a").unwrap();
        assert_eq!(contents(&scratch), [Some("a\n".to_owned()), None, None]);

        for path in ["", ".", "..", "api.policy/below"] {
            let files = Files::new(scratch.path(), Path::new(path));
            let error = files.bless(Build::Debug, "a").unwrap_err();
            assert!(error.starts_with("cannot "), "{path:?}: {error}");
            assert!(!matches!(files.find(Build::Debug), Ok(Reviewed::Text(..))), "{path:?}");
        }
    }

    const NAMES: [&str; 3] = ["api.policy", "api.debug.policy", "api.release.policy"];
}
