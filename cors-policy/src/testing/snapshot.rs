//! Compares a policy with a file that was reviewed.

mod diff;
mod files;
#[cfg(test)]
mod scratch;

use std::env;
use std::ffi::OsStr;
use std::fmt::Display;
use std::path::Path;

use self::diff::{diff, is_same};
use self::files::{Build, Files, Reviewed};

/// Compares a policy with a file of the repository, so that each change of it, and of the sets that it spreads, is a line
/// in a review.
///
/// ```no_run
/// use cors_policy::testing::assert_snapshot;
///
/// cors_policy::cors_policy! {
///     static API = { origins: ["https://app.example.com"], max_age: 10m };
/// }
///
/// // In a test:
/// assert_snapshot!(API, "policies/api.policy");
/// ```
///
/// The snapshot of a `PolicyTemplate` contains all that is declared in source. The origins of the configuration are not in
/// it.
///
/// The path is relative to the folder of your `Cargo.toml`. To write the file, set the environment variable `BLESS` to
/// a value that is neither empty nor `0`:
///
/// ```console
/// $ BLESS=1 cargo test
/// ```
///
/// Commit the file. Without `BLESS` the macro writes no file, neither on your machine nor in CI.
///
/// # Debug and release builds
///
/// An entry with `#[cfg(debug_assertions)]` makes the policy of a debug build differ from the one in production. Run the
/// test in both:
///
/// ```console
/// $ cargo test
/// $ cargo test --release
/// ```
///
/// | the policy is | files |
/// | --- | --- |
/// | the same in all builds | `api.policy` |
/// | different in debug and release builds | `api.debug.policy`, `api.release.policy` |
///
/// `BLESS=1 cargo test` writes one file, which applies to all builds. If a release build differs, its test fails, and
/// `BLESS=1 cargo test --release` splits the file. Once both policies are the same again, `BLESS=1` merges the files.
/// After a change, bless debug builds first.
///
/// A build is a debug build if the crate that contains the test has `debug_assertions`.
///
/// For other conditions, name a file for each:
///
/// ```no_run
/// # cors_policy::cors_policy! { static API = { origins: none }; }
/// # #[allow(unexpected_cfgs)]
/// let file =
///     if cfg!(feature = "partners") { "policies/partners.policy" } else { "policies/api.policy" };
/// cors_policy::testing::assert_snapshot!(API, file);
/// ```
///
/// # Panics
///
/// If the policy differs from the file. The message shows what is revoked, what is granted, and how to accept the
/// change:
///
/// ```text
/// the policy `API` of this debug build differs from `policies/api.policy`
///
///   {
///       origins: [
/// -         "https://app.example.com",
/// +         "https://*.example.com",
///       ],
///       max_age: 10m,
///   }
///
/// Only the file has the lines with `-`: they are revoked. Only this build has the lines with `+`: they are granted.
/// To accept this, run both commands. If debug and release builds differ, each of them gets a file.
///
///     BLESS=1 cargo test -p orders
///     BLESS=1 cargo test -p orders --release
/// ```
///
/// It also panics if there is no file, if there is a file that no build uses, or if a file cannot be read or written.
///
/// The line ends of the file do not matter: `\n` or `\r\n`, with or without a line end after the last line.
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_snapshot {
    ($policy:expr, $path:expr $(,)?) => {
        $crate::testing::__check_snapshot(
            &$policy,
            ::core::stringify!($policy),
            ::core::cfg!(debug_assertions),
            // The package that contains the test.
            [::core::env!("CARGO_PKG_NAME"), ::core::env!("CARGO_MANIFEST_DIR")],
            $path,
        )
    };
}

#[doc(inline)]
pub use __assert_snapshot as assert_snapshot;

/// [`assert_snapshot!`] calls this.
#[doc(hidden)]
#[track_caller]
pub fn __check_snapshot(
    policy: &impl Display,
    name: &str,
    has_debug_assertions: bool,
    [package, folder]: [&str; 2],
    path: impl AsRef<Path>,
) {
    let snapshot = Snapshot {
        text: &policy.to_string(),
        name,
        package,
        files: Files::new(Path::new(folder), path.as_ref()),
        build: if has_debug_assertions { Build::Debug } else { Build::Release },
    };
    let result = if blesses(env::var_os("BLESS").as_deref()) {
        snapshot.bless()
    } else {
        snapshot.compare()
    };
    if let Err(problem) = result {
        panic!("{problem}");
    }
}

/// A policy in one build.
struct Snapshot<'a> {
    /// The text that the policy prints.
    text: &'a str,
    /// The name of the policy in the test.
    name: &'a str,
    package: &'a str,
    files: Files,
    build: Build,
}

impl Snapshot<'_> {
    fn bless(&self) -> Result<(), String> {
        self.files.bless(self.build, self.text)
    }

    fn compare(&self) -> Result<(), String> {
        let Self { text, name, build, .. } = self;
        let build = match build {
            Build::Debug => "debug",
            Build::Release => "release",
        };
        match self.files.find(self.build)? {
            Reviewed::Text(_, reviewed) if is_same(&reviewed, text) => Ok(()),
            Reviewed::Text(file, reviewed) => Err(format!(
                "the policy `{name}` of this {build} build differs from `{}`\n\n{}\n\
                 Only the file has the lines with `-`: they are revoked. \
                 Only this build has the lines with `+`: they are granted.\n\
                 To accept this, {}",
                file.display(),
                diff(&reviewed, text),
                self.remedy()
            )),
            Reviewed::Missing(file) => Err(format!(
                "the policy `{name}` of this {build} build was not reviewed: there is no file `{}`\n\n{}\n\
                 To accept this, {}",
                file.display(),
                diff("", text),
                self.remedy()
            )),
            Reviewed::Unused(file, own) => Err(format!(
                "no build is compared with `{}`, because `{}` exists\n\nRemove one of them, or {}",
                file.display(),
                own.display(),
                self.remedy()
            )),
        }
    }

    /// Returns the commands that accept all builds, in the order to run them.
    fn remedy(&self) -> String {
        let package = self.package;
        format!(
            "run both commands. If debug and release builds differ, each of them gets a file.\n\n    \
             BLESS=1 cargo test -p {package}\n    BLESS=1 cargo test -p {package} --release\n"
        )
    }
}

/// Whether this value of `BLESS` means that files are written.
fn blesses(value: Option<&OsStr>) -> bool {
    value.is_some_and(|value| !value.is_empty() && value != "0")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::fmt::Display;
    use std::path::Path;
    use std::{fs, thread};

    use super::scratch::Scratch;
    use super::{Build, Files, Snapshot, blesses};

    fn snapshot<'a>(scratch: &Scratch, text: &'a str, build: Build) -> Snapshot<'a> {
        let files = Files::new(scratch.path(), Path::new("policies/api.policy"));
        Snapshot { text, name: "API", package: "orders", files, build }
    }

    #[test]
    fn the_same_policy_passes_whatever_the_line_ends() {
        let scratch = Scratch::new("same");
        snapshot(&scratch, REVIEWED, Build::Debug).bless().unwrap();
        let file = scratch.path().join("policies/api.policy");
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{REVIEWED}\n"));
        let crlf = REVIEWED.replace('\n', "\r\n");
        for text in [
            format!("{REVIEWED}\n"),
            REVIEWED.to_owned(),
            format!("{REVIEWED}\n\n"),
            format!("{crlf}\r\n"),
            crlf,
        ] {
            fs::write(&file, &text).unwrap();
            for build in [Build::Debug, Build::Release] {
                assert_eq!(snapshot(&scratch, REVIEWED, build).compare(), Ok(()), "{text:?}");
            }
        }
    }

    #[test]
    fn a_change_is_shown_with_what_it_revokes_and_grants() {
        let scratch = Scratch::new("changed");
        snapshot(&scratch, REVIEWED, Build::Debug).bless().unwrap();
        let problem = snapshot(&scratch, CHANGED, Build::Release).compare().unwrap_err();
        assert_eq!(
            problem,
            r#"the policy `API` of this release build differs from `policies/api.policy`

  {
      origins: [
-         "https://app.example.com",
+         "https://*.example.com",
      ],
+     methods: [GET, PUT],
      credentials: true,
      max_age: 10m,
  }

Only the file has the lines with `-`: they are revoked. Only this build has the lines with `+`: they are granted.
To accept this, run both commands. If debug and release builds differ, each of them gets a file.

    BLESS=1 cargo test -p orders
    BLESS=1 cargo test -p orders --release
"#
        );
    }

    #[test]
    fn a_missing_file_is_shown_with_the_command_that_writes_it() {
        let scratch = Scratch::new("missing");
        let problem = snapshot(&scratch, REVIEWED, Build::Debug).compare().unwrap_err();
        assert_eq!(
            problem,
            r#"the policy `API` of this debug build was not reviewed: there is no file `policies/api.policy`

+ {
+     origins: [
+         "https://app.example.com",
+     ],
+     credentials: true,
+     max_age: 10m,
+ }

To accept this, run both commands. If debug and release builds differ, each of them gets a file.

    BLESS=1 cargo test -p orders
    BLESS=1 cargo test -p orders --release
"#
        );
        assert!(fs::read_dir(scratch.path()).unwrap().next().is_none(), "nothing was written");
    }

    #[test]
    fn a_file_that_is_left_over_is_shown() {
        let scratch = Scratch::new("left-over");
        snapshot(&scratch, REVIEWED, Build::Debug).bless().unwrap();
        snapshot(&scratch, CHANGED, Build::Release).bless().unwrap();
        fs::write(scratch.path().join("policies/api.policy"), REVIEWED).unwrap();
        let problem = snapshot(&scratch, REVIEWED, Build::Debug).compare().unwrap_err();
        let expected = "no build is compared with `policies/api.policy`, because \
                        `policies/api.debug.policy` exists\n\nRemove one of them, or run both commands.";
        assert!(problem.starts_with(expected), "{problem}");
    }

    #[test]
    fn tests_that_bless_different_files_at_once_do_not_disturb_each_other() {
        let scratch = Scratch::new("at-once");
        thread::scope(|scope| {
            for number in 0..16 {
                let folder = scratch.path();
                scope.spawn(move || {
                    let path = format!("policies/{}/{number}.policy", number % 3);
                    let files = || Files::new(folder, Path::new(&path));
                    let (text, build) = (format!("{{{number}}}"), Build::Debug);
                    let text = text.as_str();
                    let name = "API";
                    let package = "orders";
                    let snapshot = || Snapshot { text, name, package, files: files(), build };
                    snapshot().bless().unwrap();
                    assert_eq!(snapshot().compare(), Ok(()));
                });
            }
        });
    }

    #[test]
    fn zero_and_an_empty_value_do_not_bless() {
        for (value, expected) in
            [(None, false), (Some(""), false), (Some("0"), false), (Some("1"), true)]
        {
            assert_eq!(blesses(value.map(OsStr::new)), expected, "{value:?}");
        }
    }

    const REVIEWED: &str = "{\n    origins: [\n        \"https://app.example.com\",\n    ],\n    \
                            credentials: true,\n    max_age: 10m,\n}";

    const CHANGED: &str = "{\n    origins: [\n        \"https://*.example.com\",\n    ],\n    \
                           methods: [GET, PUT],\n    credentials: true,\n    max_age: 10m,\n}";
}
