//! The rooms of the published crates: no circle of modules, and no import that runs up.
//!
//! A *room* is a folder or a file directly below `src`. [`order`] lists the rooms of each crate, lowest first. Three rules
//! hold:
//!
//! 1. In every folder, its files and the folders in it form no circle. A folder counts as one, with everything in it.
//! 2. A room imports rooms below it only. The root of the crate is above all rooms.
//! 3. The files of some rooms do not import each other: adapters, with the exceptions that the table lists.
//!
//! An *import* is a path in one file that leads to another file:
//!
//! - in a `use` line, public or not, with each name of a group by itself, or in code: a type, a call, a pattern, or the
//!   argument of a macro. It may begin with `crate`, `super`, `self`, a child module, or a name that a `use` line brings;
//! - to the file that defines the item, through every re-export. If no file visibly defines it, because a macro makes it
//!   or it comes from another crate, the import is from the module that the path names.
//!
//! These are no imports:
//!
//! - a `mod` line, and whatever runs between the `mod.rs` of a folder and the files in that folder: `mod.rs` is a part of
//!   the folder, and may define what its files use and use what they define;
//! - what only tests see (`#[cfg(test)]`), doc comments and other attributes, and `pub(in …)`;
//! - what needs no name: methods, traits' implementations, and `macro_rules!` that are used below their definition.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `order` | the table of rooms |
//! | `modules` | the modules of a crate, from its `mod` lines |
//! | `test_only` | what only tests see |
//! | `paths` | the paths that a module names |
//! | `imports` | from these paths to files |
//! | `circles` | which files and folders import each other |
//! | `rules` | what must hold, and its sentences |

mod circles;
mod imports;
mod modules;
mod order;
mod paths;
mod rules;
mod test_only;

use std::path::Path;

use self::modules::Modules;
use crate::{Outcome, metadata};

/// Checks the library of each package that may be published.
pub(crate) fn run() -> Outcome {
    let mut faults = Vec::new();
    for package in metadata::published()? {
        let name = &package.name;
        let Some(library) = &package.library else {
            println!("{name}: no library");
            continue;
        };
        let modules = Modules::read(Path::new(library))?;
        let imports = imports::imports(&modules);
        println!("{name}: {} files, {} imports", modules.files.len(), imports.len());
        faults.extend(rules::faults(name, order::HOUSES, &modules, &imports));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}
