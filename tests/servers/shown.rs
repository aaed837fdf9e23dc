//! Compares the answers that a chapter of the guide shows with those of the server in the chapter.

use std::fs;
use std::path::PathBuf;
use std::thread;

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::transcript::{ask, exchanges, sorted};

/// Serves `app`, and sends it every curl command of a section of a chapter. Each answer must be equal to the one in the
/// section, except for the order of its header lines.
///
/// # Panics
///
/// If an answer differs, or if the section shows none.
pub fn assert_shown(chapter: &str, section: &str, app: Router) {
    assert_shown_by(chapter, section, |listener| async {
        drop(axum::serve(listener, app).await);
    });
}

/// The same for a server that is not axum.
///
/// # Panics
///
/// If an answer differs, or if the section shows none.
pub fn assert_shown_by<F: Future<Output = ()>>(
    chapter: &str,
    section: &str,
    serve: impl FnOnce(TcpListener) -> F + Send + 'static,
) {
    let text = fs::read_to_string(folder().join(format!("{chapter}.md"))).expect("a chapter");
    let section = sections(&text).find(|(heading, _)| *heading == section);
    let (section, text) = section.expect("the chapter has the section");
    // A command may continue on the next line.
    let text = consoles(text).replace("\\\n", " ");
    let exchanges = exchanges(&text.lines().collect::<Vec<_>>());
    assert!(!exchanges.is_empty(), "{chapter}, {section} shows no curl command");

    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address").to_string();
    thread::spawn(move || runtime.block_on(serve(listener)));
    for exchange in exchanges {
        let answer = ask(&address, &exchange.request);
        assert_eq!(sorted(&answer), sorted(&exchange.answer), "{}", exchange.command);
    }
}

/// The headings of a chapter, each with the text below it.
fn sections(chapter: &str) -> impl Iterator<Item = (&str, &str)> {
    chapter.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'))
}

/// The contents of the blocks of the kind `console`.
fn consoles(text: &str) -> String {
    let blocks = text.split("\n```console\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    blocks.collect::<Vec<_>>().join("\n")
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cors-policy/src/guide")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{consoles, folder, sections};

    #[test]
    fn each_answer_in_the_guide_is_compared() {
        for file in fs::read_dir(folder()).expect("the guide is a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let chapter = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let text = fs::read_to_string(&path).expect("a text");
            for (heading, section) in sections(&text) {
                let call = format!("({chapter:?}, {heading:?}, ");
                let names = ["assert_shown", "assert_shown_by"];
                let is_called = names.iter().any(|name| text.contains(&format!("{name}{call}")));
                let shows = consoles(section).contains("$ curl ");
                assert_eq!(shows, is_called, "{chapter}, {heading}: {call}");
            }
        }
    }

    #[test]
    fn each_chapter_is_in_the_guide_and_answers_a_question() {
        let guide = fs::read_to_string(folder().join("mod.rs")).expect("the guide");
        for file in fs::read_dir(folder()).expect("the guide is a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let chapter = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
                assert!(guide.contains(&format!("pub mod {chapter} {{}}")), "{chapter}");
                assert!(guide.contains(&format!("]({chapter})")), "{chapter} is not in the list");
                let text = fs::read_to_string(&path).expect("a text");
                let first = text.split("\n\n").next().unwrap_or_default();
                assert!(first.starts_with("This chapter answers: "), "{chapter}: {first}");
                assert!(first.ends_with('?'), "{chapter}: {first}");
            }
        }
    }
}
