//! The corpus of each fuzz target: few enough files to read, and no edge of our crates lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::Outcome;
use crate::fuzz::{REMEDY, TARGETS};

/// Removes files whose edges the remaining files cover. Files with a name of their own stay: they reproduce a mistake.
pub(crate) fn run() -> Outcome {
    build()?;
    for (target, _) in TARGETS {
        reduce(target)?;
    }
    Ok(())
}

fn reduce(target: &str) -> Outcome {
    let corpus = Path::new("fuzz/corpus").join(target);
    let edges = stable_edges(target, &corpus)?;
    let kept = choose(&edges);
    let union = |files: &mut dyn Iterator<Item = &PathBuf>| {
        files.flat_map(|file| &edges[file]).collect::<BTreeSet<_>>().len()
    };
    let (before, after) = (union(&mut edges.keys()), union(&mut kept.iter()));
    println!(
        "{target:<8} {:>4} files cover {before:>5} edges, {:>3} cover {after:>5}",
        edges.len(),
        kept.len()
    );
    if after < before {
        return Err(format!("{target}: {} edges would be lost", before - after).into());
    }
    if kept.len() > LIMIT {
        return Err(
            format!("{target} needs {} files, and may have {LIMIT}; {JOIN}", kept.len()).into()
        );
    }
    for file in edges.keys().filter(|file| !kept.contains(*file)) {
        fs::remove_file(file)?;
    }
    Ok(())
}

/// Which edges each file covers.
type Edges = BTreeMap<PathBuf, BTreeSet<u64>>;

/// The named files, and then, again and again, the file with the most edges that are not covered yet: of two with as
/// many, the first by name. At the end, those are left out that the later ones have made needless.
fn choose(edges: &Edges) -> BTreeSet<PathBuf> {
    let mut kept = edges.keys().filter(|file| is_named(file)).collect::<Vec<_>>();
    let mut times = BTreeMap::new();
    for file in &kept {
        count(&edges[*file], 1, &mut times);
    }
    loop {
        let gain = |file| edges[file].iter().filter(|edge| !times.contains_key(*edge)).count();
        let best = edges.keys().rev().map(|file| (gain(file), file)).max_by_key(|best| best.0);
        let Some((1.., file)) = best else { break };
        count(&edges[file], 1, &mut times);
        kept.push(file);
    }
    for file in kept.clone().into_iter().rev().filter(|file| !is_named(file)) {
        if edges[file].iter().all(|edge| times[edge] > 1) {
            count(&edges[file], -1, &mut times);
            kept.retain(|other| *other != file);
        }
    }
    kept.into_iter().cloned().collect()
}

/// How many files cover each edge, after one more or less of them is kept.
fn count(edges: &BTreeSet<u64>, change: i32, times: &mut BTreeMap<u64, i32>) {
    for edge in edges {
        *times.entry(*edge).or_default() += change;
    }
}

/// libFuzzer names files after their SHA-1.
fn is_named(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    !(name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Builds the targets, with coverage of our crates only, in a folder of their own: Cargo does not see that the wrapper
/// changes what rustc is told.
fn build() -> Outcome {
    let status = Command::new("cargo")
        .args(["+nightly", "fuzz", "build", "--sanitizer", "none", "--target-dir", TARGET_DIR])
        .env("RUSTC_WRAPPER", env::current_dir()?.join("fuzz/rustc-own-coverage"))
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("{status}\n{REMEDY}").into()) }
}

/// The edges that a file covers each time. Hash tables are seeded at random, so a few come and go.
fn stable_edges(target: &str, corpus: &Path) -> Outcome<Edges> {
    let mut stable = edges(target, corpus)?;
    for _ in 1..PASSES {
        let mut again = edges(target, corpus)?;
        for (file, edges) in &mut stable {
            let other = again.remove(file).ok_or("the corpus has changed")?;
            edges.retain(|edge| other.contains(edge));
        }
    }
    Ok(stable)
}

/// Lets libFuzzer prepare a merge, and reads what it writes down about each file.
fn edges(target: &str, corpus: &Path) -> Outcome<Edges> {
    let program = program(target)?;
    let scratch = Path::new(TARGET_DIR).join("merge").join(target);
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let (merged, control) = (scratch.join("merged"), scratch.join("control"));
    fs::create_dir_all(&merged)?;
    let output = Command::new(program)
        .args(["-set_cover_merge=1", "-use_counters=0", "-use_value_profile=0"])
        .arg(format!("-merge_control_file={}", control.display()))
        .args([&merged, corpus])
        .stdin(Stdio::null())
        .output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{target}: {}\n{report}", output.status).into());
    }
    let counters =
        counters(&report).ok_or("libFuzzer does not tell how many counters there are")?;
    read(&fs::read_to_string(control)?, counters)
}

fn program(target: &str) -> Outcome<PathBuf> {
    let mut folders = fs::read_dir(TARGET_DIR)?.filter_map(Result::ok);
    let program = folders.find_map(|folder| {
        let program = folder.path().join("release").join(target);
        program.is_file().then_some(program)
    });
    program.ok_or_else(|| format!("{target} is not in {TARGET_DIR}").into())
}

/// Out of `INFO: Loaded 1 modules   (13885 inline 8-bit counters): …`.
fn counters(report: &str) -> Option<u64> {
    let (before, _) = report.split_once(" inline 8-bit counters")?;
    before.rsplit('(').next()?.parse().ok()
}

/// Reads a control file: how many files there are, how many of them are merged already, their paths, and then a line
/// for each with its features, `FT <index> <feature> …`. There are eight numbers for each counter. Those above are no
/// edges: how deep the stack was.
fn read(control: &str, counters: u64) -> Outcome<Edges> {
    let mut lines = control.lines();
    let count = lines.next().ok_or("the control file is empty")?.parse::<usize>()?;
    let files = lines.by_ref().skip(1).take(count).map(PathBuf::from).collect::<Vec<_>>();
    let mut edges = Edges::new();
    for line in lines {
        let Some(numbers) = line.strip_prefix("FT ") else { continue };
        let numbers =
            numbers.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>()?;
        let (index, features) = numbers.split_first().ok_or("a line has no index")?;
        let file = files.get(usize::try_from(*index)?).ok_or("a line has no file")?;
        let is_edge = |feature: &u64| *feature < 8 * counters;
        edges.insert(file.clone(), features.iter().copied().filter(is_edge).collect());
    }
    if edges.len() == count { Ok(edges) } else { Err("some files were not run".into()) }
}

/// As many as somebody reads. A test in `fuzz` knows it too.
const LIMIT: usize = 60;

const PASSES: usize = 3;

const TARGET_DIR: &str = "fuzz/target/own";

const JOIN: &str = "\
join some files in one, as CONTRIBUTING says below \"What random input finds\", and try again";

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Edges, choose, counters, is_named, read};

    const ONE: &str = "corpus/1111111111111111111111111111111111111111";
    const TWO: &str = "corpus/2222222222222222222222222222222222222222";
    const NAMED: &str = "corpus/named";

    fn edges(files: &[(&str, &[u64])]) -> Edges {
        files.iter().map(|(file, edges)| (file.into(), edges.iter().copied().collect())).collect()
    }

    #[test]
    fn a_file_that_covers_nothing_alone_is_left_out_unless_it_is_named() {
        let kept = |files| choose(&edges(files)).into_iter().collect::<Vec<PathBuf>>();
        assert_eq!(kept(&[(ONE, &[1, 2]), (TWO, &[1, 2, 3])]), [Path::new(TWO)]);
        assert_eq!(kept(&[(ONE, &[1, 2]), (TWO, &[1, 2])]), [Path::new(ONE)]);
        assert_eq!(kept(&[(ONE, &[1]), (TWO, &[2])]), [Path::new(ONE), Path::new(TWO)]);
        assert_eq!(kept(&[(ONE, &[1, 2]), (NAMED, &[1])]), [Path::new(ONE), Path::new(NAMED)]);
        assert_eq!(kept(&[(ONE, &[1, 2]), (NAMED, &[1, 2])]), [Path::new(NAMED)]);
    }

    #[test]
    fn a_file_that_later_ones_make_needless_is_left_out() {
        let kept = choose(&edges(&[
            (ONE, &[1, 2, 3, 4]),
            (TWO, &[1, 2, 5]),
            ("corpus/3333333333333333333333333333333333333333", &[3, 4, 6]),
        ]));
        assert!(!kept.contains(Path::new(ONE)) && kept.len() == 2, "{kept:?}");
    }

    #[test]
    fn only_a_hash_is_no_name() {
        assert!(!is_named(Path::new(ONE)));
        assert!(is_named(Path::new(NAMED)));
        assert!(is_named(Path::new("crash-1111111111111111111111111111111111111111")));
    }

    #[test]
    fn features_above_the_counters_are_no_edges() {
        let control =
            format!("2\n0\n{ONE}\n{TWO}\nSTARTED 0 9\nFT 0 7 15 16\nCOV 0 3\nFT 1\nCOV 1\n");
        assert_eq!(read(&control, 2).unwrap(), edges(&[(ONE, &[7, 15]), (TWO, &[])]));
        assert!(read(&format!("2\n0\n{ONE}\n{TWO}\nFT 0 7\n"), 2).is_err());
        let report = "INFO: Loaded 1 modules   (13885 inline 8-bit counters): 13885 [0x1, 0x2), \n";
        assert_eq!(counters(report), Some(13885));
    }
}
