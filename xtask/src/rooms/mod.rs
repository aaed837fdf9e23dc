//! Checks the modules of the published crates: no circle of modules, and no import from a lower room to a higher one.
//!
//! A *room* is a folder or a file directly below `src`. [`order`] lists the rooms of each crate, lowest first. There
//! are three rules:
//!
//! 1. In every folder, its files and folders form no circle. A folder counts as one, with everything in it.
//! 2. A room imports only rooms below it. The root of the crate is above all rooms.
//! 3. The files of some rooms do not import each other: the adapters. The table lists the files that all of them may
//!    import.
//!
//! An *import* is a path in one file that leads to another file:
//!
//! - in a `use` line, public or not, with each name of a group by itself, or in code: a type, a call, a pattern, or the
//!   argument of a macro. It may begin with `crate`, `super`, `self`, a child module, or a name that a `use` line brings;
//! - to the file that defines the item, through every re-export. If no file visibly defines it, because a macro makes it
//!   or it comes from another crate, the import is from the module that the path names.
//!
//! These are not imports:
//!
//! - a `mod` line, and any path between the `mod.rs` of a folder and the files in that folder: `mod.rs` is a part of the
//!   folder, so it can define what its files use, and use what they define;
//! - anything that only tests see (`#[cfg(test)]`), doc comments and other attributes, and `pub(in …)`;
//! - anything that needs no name: methods, implementations of traits, and `macro_rules!` that are used below their
//!   definition.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `order` | the table of rooms |
//! | `modules` | the modules of a crate, from its `mod` lines |
//! | `test_only` | what only tests see |
//! | `paths` | the paths that a module names |
//! | `imports` | turns these paths into imports |
//! | `circles` | which files and folders import each other |
//! | `rules` | the rules, and the messages for imports that break them |

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

/// Checks the library of each package that can be published.
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
