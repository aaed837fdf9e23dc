//! Which files and folders of one folder import each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::Import;
use super::modules::Modules;

/// Files and folders that all import each other, directly or through others.
#[derive(Debug)]
pub(super) struct Circle {
    /// The folder that contains them, below `src`.
    pub(super) folder: Vec<String>,
    /// Files without `.rs`, and folders, in alphabetical order.
    pub(super) names: Vec<String>,
    /// All imports between them.
    pub(super) imports: Vec<Import>,
}

/// Every circle, from the outermost folder inwards.
pub(super) fn circles(modules: &Modules, imports: &[Import]) -> Vec<Circle> {
    let mut arrows = BTreeMap::<&[String], Vec<Arrow<'_>>>::new();
    for import in imports {
        if let Some((folder, arrow)) = arrow(modules, import) {
            arrows.entry(folder).or_default().push(arrow);
        }
    }
    arrows.iter().flat_map(|(folder, arrows)| circles_of(folder, arrows)).collect()
}

/// An import, from one name in a folder to another.
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    import: &'a Import,
}

/// The innermost folder that contains both files, and an arrow between the two names in this folder: a file, or the
/// folder that contains it. There is no arrow between a folder and its own `mod.rs`, because that is a part of the
/// folder.
fn arrow<'a>(modules: &'a Modules, import: &'a Import) -> Option<(&'a [String], Arrow<'a>)> {
    let (from, to) = (&modules.files[import.from].place, &modules.files[import.to].place);
    let depth = from.iter().zip(to).take_while(|(from, to)| from == to).count();
    let arrow = Arrow { from: from.get(depth)?, to: to.get(depth)?, import };
    Some((&from[..depth], arrow))
}

fn circles_of(folder: &[String], arrows: &[Arrow<'_>]) -> Vec<Circle> {
    let names = arrows.iter().flat_map(|arrow| [arrow.from, arrow.to]).collect::<BTreeSet<_>>();
    let reached =
        names.iter().map(|name| (*name, reached(name, arrows))).collect::<BTreeMap<_, _>>();
    let mut circles = BTreeSet::new();
    for name in names {
        let others = reached[name].iter().filter(|other| reached[*other].contains(name));
        let circle = others.copied().collect::<Vec<_>>();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    let circle = |names: Vec<&str>| {
        let is_inside =
            |arrow: &&Arrow<'_>| names.contains(&arrow.from) && names.contains(&arrow.to);
        Circle {
            folder: folder.to_vec(),
            imports: arrows.iter().filter(is_inside).map(|arrow| arrow.import.clone()).collect(),
            names: names.into_iter().map(str::to_owned).collect(),
        }
    };
    circles.into_iter().map(circle).collect()
}

/// The names to which the arrows from a name lead.
fn reached<'a>(name: &str, arrows: &[Arrow<'a>]) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![name];
    while let Some(from) = open.pop() {
        for arrow in arrows.iter().filter(|arrow| arrow.from == from) {
            if reached.insert(arrow.to) {
                open.push(arrow.to);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::circles;
    use crate::rooms::imports::imports;
    use crate::rooms::modules::Modules;

    /// Each circle as its folder and its names, with the number of imports.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let modules = Modules::made_up(files).unwrap();
        let circles = circles(&modules, &imports(&modules));
        let shown = circles.iter().map(|circle| {
            let (folder, names) = (circle.folder.join("/"), circle.names.join(" "));
            format!("{folder}: {names} ({})", circle.imports.len())
        });
        shown.collect()
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        let files = [
            ("src/lib.rs", "mod a; mod b; mod c;"),
            ("src/a.rs", "use crate::b::B; pub struct A;"),
            ("src/b.rs", "use crate::a::A; pub struct B;"),
            ("src/c.rs", "use crate::{a, b};"),
        ];
        assert_eq!(found(&files), [": a b (2)"]);
    }

    #[test]
    fn three_files_can_be_a_circle_and_two_circles_are_two() {
        let files = [
            ("src/lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
            ("src/a.rs", "use crate::b;"),
            ("src/b.rs", "use crate::c;"),
            ("src/c.rs", "fn f() { crate::a::g(); }"),
            ("src/d.rs", "use super::{a, e};"),
            ("src/e.rs", "use super::d;"),
        ];
        assert_eq!(found(&files), [": a b c (3)", ": d e (2)"]);
    }

    #[test]
    fn folders_can_be_a_circle_where_their_files_are_none() {
        let files = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a/mod.rs", "mod one; mod two;"),
            ("src/a/one.rs", "use crate::b::one;"),
            ("src/a/two.rs", ""),
            ("src/b/mod.rs", "pub mod one; mod two;"),
            ("src/b/one.rs", ""),
            ("src/b/two.rs", "use crate::a::two;"),
        ];
        assert_eq!(found(&files), [": a b (2)"]);
    }

    #[test]
    fn a_circle_inside_of_a_folder_is_found_through_what_the_folder_exports() {
        let files = [
            ("src/lib.rs", "mod a;"),
            ("src/a.rs", "mod one; mod two; pub use one::One; pub use two::Two;"),
            ("src/a/one.rs", "use super::Two; pub struct One;"),
            ("src/a/two.rs", "use crate::a::One; pub struct Two;"),
        ];
        assert_eq!(found(&files), ["a: one two (2)"]);
    }

    #[test]
    fn a_folder_and_its_own_files_are_no_circle() {
        let files = [
            ("src/lib.rs", "mod a; pub use a::One; pub struct Root;"),
            (
                "src/a/mod.rs",
                "mod one; mod two; pub use one::One; pub struct A; fn f() { two::g(); }",
            ),
            ("src/a/one.rs", "use super::{A, two::g}; use crate::Root; pub struct One;"),
            ("src/a/two.rs", "use super::A; pub fn g() {}"),
        ];
        assert_eq!(found(&files), [""; 0]);
    }

    #[test]
    fn what_only_tests_import_makes_no_circle() {
        let files = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "use crate::b;"),
            ("src/b.rs", "#[cfg(test)] mod tests { use crate::a; }"),
        ];
        assert_eq!(found(&files), [""; 0]);
    }
}
