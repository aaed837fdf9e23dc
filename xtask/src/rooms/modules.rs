//! The modules of a crate. They are found from its root, through `mod` lines.

use std::fs;
use std::path::{Component, Path, PathBuf};

use syn::{Expr, ExprLit, Item, ItemMod, Lit, Meta};

use super::test_only::is_test_only;
use crate::Outcome;

/// The modules of a crate, without modules that only tests see. The first is the root.
pub(super) struct Modules {
    pub(super) files: Vec<SourceFile>,
    pub(super) all: Vec<Module>,
}

/// One file of a crate.
pub(super) struct SourceFile {
    /// Relative to the top of the repository.
    pub(super) path: PathBuf,
    /// The folders and the file below `src`, as modules are named: `src/origin/host.rs` is `origin`, `host`.
    /// `src/origin/mod.rs` and `src/origin.rs` are `origin`, and the root of the crate is empty.
    pub(super) place: Vec<String>,
}

/// One module. It is a file, or a part of one.
pub(super) struct Module {
    /// An index of [`Modules::files`].
    pub(super) file: usize,
    /// Indices of [`Modules::all`].
    pub(super) parent: Option<usize>,
    /// A name can appear several times, under different conditions.
    pub(super) children: Vec<(String, usize)>,
    /// Everything in it, except its child modules and anything that only tests see.
    pub(super) items: Vec<Item>,
}

impl Modules {
    /// Reads the crate whose root is `library`.
    pub(super) fn read(library: &Path) -> Outcome<Self> {
        let mut reader = Reader {
            source: library.parent().unwrap_or(Path::new("")),
            text_of: &|path| fs::read_to_string(path).ok(),
            modules: Self { files: Vec::new(), all: Vec::new() },
        };
        reader.file(library, None, true)?;
        Ok(reader.modules)
    }

    /// Reads files that a test has made up.
    #[cfg(test)]
    pub(super) fn made_up(files: &[(&str, &str)]) -> Outcome<Self> {
        let text_of = |path: &Path| {
            let file = files.iter().find(|(other, _)| Path::new(other) == path);
            file.map(|(_, text)| (*text).to_owned())
        };
        let modules = Self { files: Vec::new(), all: Vec::new() };
        let mut reader = Reader { source: Path::new("src"), text_of: &text_of, modules };
        reader.file(Path::new("src/lib.rs"), None, true)?;
        Ok(reader.modules)
    }
}

struct Reader<'a> {
    /// The folder of the root.
    source: &'a Path,
    text_of: &'a dyn Fn(&Path) -> Option<String>,
    modules: Modules,
}

/// Where the files of child modules are.
#[derive(Clone)]
struct Home {
    /// The folder of `name.rs` and `name/mod.rs`.
    folder: PathBuf,
    /// The folder to which a `#[path]` is relative.
    of_paths: PathBuf,
}

impl Reader<'_> {
    /// Reads a file and all modules below it. If the file owns its folder, as `mod.rs` does, its child modules are
    /// there too.
    fn file(&mut self, path: &Path, parent: Option<usize>, owns_folder: bool) -> Outcome<usize> {
        let shown = path.display();
        let text = (self.text_of)(path).ok_or_else(|| format!("cannot read `{shown}`"))?;
        let syntax = syn::parse_file(&text)
            .map_err(|error| format!("{shown}:{}: {error}", error.span().start().line))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let home = Home {
            folder: if owns_folder { folder.clone() } else { path.with_extension("") },
            of_paths: folder,
        };
        let place = self.place(path)?;
        self.modules.files.push(SourceFile { path: path.to_owned(), place });
        self.module(self.modules.files.len() - 1, parent, syntax.items, &home)
    }

    fn module(
        &mut self,
        file: usize,
        parent: Option<usize>,
        items: Vec<Item>,
        home: &Home,
    ) -> Outcome<usize> {
        let module = self.modules.all.len();
        self.modules.all.push(Module { file, parent, children: Vec::new(), items: Vec::new() });
        for item in items.into_iter().filter(|item| !is_test_only(item)) {
            match item {
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    let child = self.child(module, &name, child, home)?;
                    self.modules.all[module].children.push((name, child));
                }
                other => self.modules.all[module].items.push(other),
            }
        }
        Ok(module)
    }

    /// [The file of a module](https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames).
    fn child(&mut self, parent: usize, name: &str, child: ItemMod, home: &Home) -> Outcome<usize> {
        let file = self.modules.all[parent].file;
        let named = path_attribute(&child);
        if let Some((_, items)) = child.content {
            let folder = home.folder.join(named.as_deref().unwrap_or(name));
            let home = Home { folder: folder.clone(), of_paths: folder };
            return self.module(file, Some(parent), items, &home);
        }
        if let Some(named) = named {
            return self.file(&plain(&home.of_paths.join(named)), Some(parent), true);
        }
        let (flat, folder) =
            (home.folder.join(format!("{name}.rs")), home.folder.join(name).join("mod.rs"));
        if (self.text_of)(&flat).is_some() {
            self.file(&flat, Some(parent), false)
        } else if (self.text_of)(&folder).is_some() {
            self.file(&folder, Some(parent), true)
        } else {
            let place = self.modules.files[file].path.display();
            let line = child.ident.span().start().line;
            let (flat, folder) = (flat.display(), folder.display());
            Err(format!("{place}:{line}: `mod {name};` has no file; add `{flat}` or `{folder}`")
                .into())
        }
    }

    fn place(&self, path: &Path) -> Outcome<Vec<String>> {
        let below = path.strip_prefix(self.source).map_err(|_| {
            let (path, source) = (path.display(), self.source.display());
            format!("`{path}` is outside `{source}`; move it there")
        })?;
        let mut place = below
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect::<Vec<_>>();
        let is_face = place.last().is_some_and(|last| last == "mod");
        if is_face || self.modules.files.is_empty() {
            place.pop();
        }
        Ok(place)
    }
}

/// The value of `#[path = "…"]`.
fn path_attribute(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// The same path without `..` and `.`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Modules;

    #[test]
    fn modules_are_found_where_rustc_finds_them() {
        let files = [
            (
                "src/lib.rs",
                "mod a; mod b; #[path = \"hidden.rs\"] pub mod __private; mod inline { mod d; }",
            ),
            ("src/a.rs", "mod c;"),
            ("src/a/c.rs", "#[path = \"../b/e.rs\"] mod f;"),
            ("src/b/mod.rs", "#[cfg(test)] mod tests; #[cfg(test)] mod more { mod nowhere; }"),
            ("src/b/e.rs", ""),
            ("src/hidden.rs", ""),
            ("src/inline/d.rs", ""),
        ];
        let modules = Modules::made_up(&files).unwrap();
        let places = modules.files.iter().map(|file| file.place.join("/")).collect::<Vec<_>>();
        assert_eq!(places, ["", "a", "a/c", "b/e", "b", "hidden", "inline/d"]);
        assert_eq!(modules.all.len(), 8, "the inline module has no file of its own");
    }

    #[test]
    fn what_cannot_be_read_is_an_error_with_its_place() {
        let table = [
            ("\nmod a;", "src/lib.rs:2: `mod a;` has no file; add `src/a.rs` or `src/a/mod.rs`"),
            ("\n\nfn (", "src/lib.rs:3: "),
            ("#[path = \"../a.rs\"] mod a;", "`a.rs` is outside `src`; move it there"),
            ("#[path = \"b.rs\"] mod a;", "cannot read `src/b.rs`"),
        ];
        for (root, expected) in table {
            let files = [("src/lib.rs", root), ("a.rs", "")];
            let error = Modules::made_up(&files).map(|_| ()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{root}: {error}");
        }
    }
}
