//! Turns the paths that modules name into imports: which file uses what from which other file.

use std::collections::BTreeSet;

use syn::Item;

use super::modules::Modules;
use super::paths::{NamedPath, Used, paths, used};

/// One file uses something from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    /// An index of [`Modules::files`].
    pub(super) from: usize,
    /// The first line that does so.
    pub(super) line: usize,
    /// An index of [`Modules::files`].
    pub(super) to: usize,
    /// The path as that line has it.
    pub(super) path: String,
}

/// All imports between the files of a crate. Each file has each path once.
pub(super) fn imports(modules: &Modules) -> Vec<Import> {
    let resolver = Resolver::new(modules);
    let mut imports = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (index, module) in modules.all.iter().enumerate() {
        for NamedPath { segments, line } in paths(&module.items) {
            if resolver.is_used_item(index, &segments) {
                continue;
            }
            let path = segments.join("::");
            for to in resolver.files(index, &segments) {
                let from = module.file;
                if from != to && seen.insert((from, to, path.clone())) {
                    imports.insert(Import { from, line, to, path: path.clone() });
                }
            }
        }
    }
    imports.into_iter().collect()
}

/// Finds the file that defines the item of a path. It follows re-exports.
struct Resolver<'a> {
    modules: &'a Modules,
    /// For each module, what its `use` lines bring into scope, and the names of its items.
    scopes: Vec<Scope>,
}

#[derive(Default)]
struct Scope {
    used: Vec<Used>,
    /// Each name with the index of the file that defines it.
    defined: Vec<(String, usize)>,
}

/// What a part of a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(usize),
    /// An item of this file. The rest of the path is inside the item: a variant, or an associated item.
    Item(usize),
}

/// The names that are being looked up, each with its module. They stop an endless loop of `use` lines that lead to each
/// other.
type Pending<'a> = Vec<(usize, &'a str)>;

impl<'a> Resolver<'a> {
    fn new(modules: &'a Modules) -> Self {
        let mut scopes = modules.all.iter().map(|_| Scope::default()).collect::<Vec<_>>();
        for (index, module) in modules.all.iter().enumerate() {
            for item in &module.items {
                if let Item::Use(item) = item {
                    scopes[index].used.extend(used(item));
                } else if let Some((name, is_at_root)) = defined(item) {
                    let scope = if is_at_root { ROOT } else { index };
                    scopes[scope].defined.push((name, module.file));
                }
            }
        }
        Self { modules, scopes }
    }

    /// Whether a path begins with an item that a `use` line brings. If so, that line is the import.
    fn is_used_item(&self, module: usize, path: &[String]) -> bool {
        let is_used =
            |first| self.scopes[module].used.iter().any(|used| used.name.as_ref() == Some(first));
        let [first, _, ..] = path else { return false };
        let is_item = |target: &Target| matches!(target, Target::Item(_));
        is_used(first) && self.member(module, first, &mut Vec::new()).iter().all(is_item)
    }

    /// The files to which a path leads from a module. A path to another crate has none. A path has several if there are
    /// alternatives under different conditions.
    fn files(&self, module: usize, path: &[String]) -> BTreeSet<usize> {
        let targets = self.follow(module, path, &mut Vec::new());
        targets.into_iter().map(|target| self.file(target)).collect()
    }

    fn file(&self, target: Target) -> usize {
        match target {
            Target::Module(module) => self.modules.all[module].file,
            Target::Item(file) => file,
        }
    }

    fn follow<'p>(
        &'p self,
        module: usize,
        path: &'p [String],
        pending: &mut Pending<'p>,
    ) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let start = match first.as_str() {
            "crate" => vec![Target::Module(ROOT)],
            name => self.member(module, name, pending),
        };
        rest.iter().fold(start, |targets, name| {
            targets.iter().flat_map(|target| self.step(*target, name, pending)).collect()
        })
    }

    /// Follows one `::name`. If the item is unknown, the path leads to the module as a whole.
    fn step<'p>(&'p self, target: Target, name: &'p str, pending: &mut Pending<'p>) -> Vec<Target> {
        let Target::Module(module) = target else { return vec![target] };
        let members = self.member(module, name, pending);
        if members.is_empty() { vec![Target::Item(self.file(target))] } else { members }
    }

    /// What a name means in a module: a child module, an item, or something that a `use` line brings.
    fn member<'p>(&'p self, index: usize, name: &'p str, pending: &mut Pending<'p>) -> Vec<Target> {
        let (module, scope) = (&self.modules.all[index], &self.scopes[index]);
        match name {
            "self" => return vec![Target::Module(index)],
            "super" => return module.parent.map(Target::Module).into_iter().collect(),
            _ => {}
        }
        if pending.contains(&(index, name)) {
            return Vec::new();
        }
        pending.push((index, name));
        let children = module.children.iter().filter(|(other, _)| other == name);
        let items = scope.defined.iter().filter(|(other, _)| other == name);
        let mut found = children.map(|(_, child)| Target::Module(*child)).collect::<Vec<_>>();
        found.extend(items.map(|(_, file)| Target::Item(*file)));
        if found.is_empty() {
            let named = scope.used.iter().filter(|used| used.name.as_deref() == Some(name));
            found.extend(named.flat_map(|used| self.follow(index, &used.path.segments, pending)));
        }
        if found.is_empty() {
            for used in scope.used.iter().filter(|used| used.name.is_none()) {
                for target in self.follow(index, &used.path.segments, pending) {
                    if let Target::Module(module) = target {
                        found.extend(self.member(module, name, pending));
                    }
                }
            }
        }
        pending.pop();
        found
    }
}

/// The name of an item. Also whether it is at the root of the crate wherever it is written.
fn defined(item: &Item) -> Option<(String, bool)> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => {
            let is_at_root = item.attrs.iter().any(|attr| attr.path().is_ident("macro_export"));
            return Some((item.ident.as_ref()?.to_string(), is_at_root));
        }
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some((ident.to_string(), false))
}

const ROOT: usize = 0;

#[cfg(test)]
mod tests {
    use super::imports;
    use crate::rooms::modules::Modules;

    /// The imports as `from:line to`, in order.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let modules = Modules::made_up(files).unwrap();
        let place = |file: usize| match &modules.files[file].place[..] {
            [] => "lib".to_owned(),
            place => place.join("/"),
        };
        let imports = imports(&modules);
        let shown = imports
            .iter()
            .map(|import| format!("{}:{} {}", place(import.from), import.line, place(import.to)));
        shown.collect()
    }

    #[test]
    fn each_way_to_name_a_module_is_an_import_of_it() {
        let table: [(&str, &[&str]); 17] = [
            ("use crate::b::Item;", &["a:1 b"]),
            ("use super::b;", &["a:1 b"]),
            ("use super::{b::Item, nothing};", &["a:1 lib", "a:1 b"]),
            ("fn f() -> super::b::Item { loop {} }", &["a:1 b"]),
            ("use super::b as other;\nfn f() { other::g(); }", &["a:1 b", "a:2 b"]),
            ("fn f() { matches!(x, crate::b::Item::Variant); }", &["a:1 b"]),
            ("use self::c::Deep; mod c { pub use crate::b::deep::Deep; }", &["a:1 b/deep"]),
            ("mod c { use super::super::b; }", &["a:1 b"]),
            ("use crate::b::Item;\nfn f() { Item::Variant; }", &["a:1 b"]),
            ("use crate::b::*;", &["a:1 b"]),
            ("use crate::b::*;\nfn f() { Item::Variant; }", &["a:1 b", "a:2 b"]),
            ("use crate::Renamed;", &["a:1 b/deep"]),
            ("use crate::b::deep::{self, Deep};", &["a:1 b/deep"]),
            ("#[cfg(test)] mod tests { use crate::b; }", &[]),
            ("use b::Item; use std::fmt; use a::x;", &[]),
            ("use crate::exported;", &["a:1 b/deep"]),
            ("use crate::b::{Generated, Deep, Everything};", &["a:1 b", "a:1 b/deep"]),
        ];
        for (text, expected) in table {
            let files = [
                ("src/lib.rs", "mod a; mod b; pub use b::Deep as Renamed;"),
                ("src/a.rs", text),
                (
                    "src/b/mod.rs",
                    "mod deep; pub use deep::Deep; pub use deep::*; pub enum Item { Variant } make!(Generated);",
                ),
                (
                    "src/b/deep.rs",
                    "pub struct Deep; pub struct Everything; #[macro_export] macro_rules! exported { () => {} }",
                ),
            ];
            let mut found = found(&files);
            found.retain(|import| import.starts_with('a'));
            found.dedup();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn lines_that_lead_to_each_other_come_to_an_end() {
        let files = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "pub use crate::b::*; pub use crate::b::x;"),
            ("src/b.rs", "pub use crate::a::*; pub use crate::a::x;"),
        ];
        assert_eq!(found(&files), ["a:1 b", "a:1 b", "b:1 a", "b:1 a"]);
    }
}
