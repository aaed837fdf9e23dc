//! Properties of every declaration and every request, as functions of bytes.
//!
//! `fuzz_targets` calls each function with the inputs of libFuzzer. The tests call it with the inputs in the corpus.
//!
//! | module | what it checks |
//! | --- | --- |
//! | `origins` | one origin, and a list of them: which are accepted, rejected, repaired, and covered |
//! | `request` | every adapter and the engine with one request: all must answer as `request::model` does |
//! | `dsl` | the three macros with text and with tokens: what they expand to, and what the result prints |
//! | `configured` | lists of text: what is accepted, answered and reported, as if they were declared in source |
//! | `text` | policies in text: what is read prints and reads back the same, and the macro says the same about it |
//! | `responses` | the responses to an audit: its reports are harmless, and contain no secret |
//! | `vary` | how the `Vary` lines of a handler are merged |
//! | `adapters` | calls a handler behind a policy, with each adapter, without a socket |

#![forbid(unsafe_code)]

mod adapters;
pub mod configured;
pub mod dsl;
pub mod origins;
pub mod request;
pub mod responses;
pub mod text;
pub mod vary;

/// A slow and obviously correct matcher. The tests of the workspace use it too.
#[path = "../../tests/matching/naive.rs"]
mod naive;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// Runs a target with every input in its corpus.
    fn play(name: &str, check: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let files = fs::read_dir(folder).expect("there is a corpus");
        let mut count = 0;
        for file in files {
            let path = file.expect("it can be listed").path();
            // The last path that is printed is the input that failed.
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
    fn configured() {
        play("configured", crate::configured::check);
    }

    #[test]
    fn text() {
        play("text", crate::text::check);
    }

    #[test]
    fn responses() {
        play("responses", crate::responses::check);
    }

    #[test]
    fn vary() {
        play("vary", crate::vary::check);
    }
}
