//! What must be true of every declaration and every request, as functions of bytes.
//!
//! `fuzz_targets` gives each of them what libFuzzer makes up, and the tests what it found worth keeping.
//!
//! | module | what is asked |
//! | --- | --- |
//! | `origins` | one origin, and a list of them: what is accepted, refused, repaired, and covered |
//! | `request` | every adapter and the engine, about one request: all must answer as `request::model` does |
//! | `dsl` | the three macros, about text and about tokens: what they expand to, and what that prints |
//! | `vary` | what becomes of the `Vary` of a handler |
//! | `adapters` | one call of a handler behind a policy, in each adapter, without a socket |

#![forbid(unsafe_code)]

mod adapters;
pub mod dsl;
pub mod origins;
pub mod request;
pub mod vary;

/// The matcher that is slow and obviously right, which the tests have too.
#[path = "../../tests/matching/naive.rs"]
mod naive;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// Gives a target all that is kept for it.
    fn play(name: &str, check: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let files = fs::read_dir(folder).expect("there is a corpus");
        let mut count = 0;
        for file in files {
            let path = file.expect("it can be listed").path();
            // So that the one that fails is the last that is named.
            println!("{}", path.display());
            check(&fs::read(path).expect("it can be read"));
            count += 1;
        }
        assert!(count > 10, "there are only {count} files");
        assert!(count <= 60, "{count} files are more than anyone reads: `cargo xtask corpus`");
    }

    #[test]
    fn origins() {
        play("origins", crate::origins::check);
    }

    #[test]
    fn request() {
        play("request", crate::request::check);
    }

    #[test]
    fn dsl() {
        play("dsl", crate::dsl::check);
    }

    #[test]
    fn vary() {
        play("vary", crate::vary::check);
    }
}
