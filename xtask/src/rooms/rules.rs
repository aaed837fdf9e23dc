//! The rules for a crate, and a message for each import that breaks one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

use super::circles::{Circle, circles};
use super::imports::Import;
use super::modules::{Modules, SourceFile};
use super::order::{House, Separate};

/// Everything that is wrong in a crate.
pub(super) fn faults(
    package: &str,
    houses: &[House],
    modules: &Modules,
    imports: &[Import],
) -> Vec<String> {
    let Some(house) = houses.iter().find(|house| house.package == package) else {
        let remedy = format!("add the package to `HOUSES` in `{TABLE}`");
        return vec![format!("{package}: the order of its rooms is unknown; {remedy}")];
    };
    let circles = circles(modules, imports);
    let inspection = Inspection { package, house, modules, imports, circles: &circles };
    let mut faults = inspection.circles();
    faults.extend(inspection.unlisted());
    faults.extend(inspection.missing());
    faults.extend(inspection.upwards());
    faults.extend(house.separate.iter().flat_map(|room| inspection.separate(room)));
    faults
}

struct Inspection<'a> {
    package: &'a str,
    house: &'a House,
    modules: &'a Modules,
    imports: &'a [Import],
    circles: &'a [Circle],
}

impl Inspection<'_> {
    /// Circles without an import that leads to a higher room. If a circle has one, that import is reported instead.
    fn circles(&self) -> Vec<String> {
        let has_up = |circle: &&Circle| circle.imports.iter().any(|import| self.is_up(import));
        let circles = self.circles.iter().filter(|circle| !has_up(circle));
        circles.map(|circle| self.circle(circle)).collect()
    }

    fn circle(&self, Circle { folder, names, imports }: &Circle) -> String {
        let place = [&[self.package.to_owned()], &folder[..]].concat().join("/");
        let names = quoted(names).unwrap_or_default();
        let lines = self.lines(imports);
        format!(
            "{place}: {names} import each other:{lines}\n  move code that two of them need to a file below both, \
             until there is no circle"
        )
    }

    /// Rooms that are not in the table.
    fn unlisted(&self) -> Option<String> {
        let unlisted = self.rooms().into_iter().filter(|room| !self.house.rooms.contains(room));
        let names = quoted(unlisted)?;
        Some(format!(
            "{}: the order of the rooms does not contain {names}; add these names to `{TABLE}`, each above every room \
             that it imports",
            self.package
        ))
    }

    /// Names in the table that no room has.
    fn missing(&self) -> Option<String> {
        let rooms = self.rooms();
        let separate = self.house.separate.iter().map(|separate| separate.room);
        let listed = self.house.rooms.iter().copied().chain(separate).collect::<BTreeSet<_>>();
        let names = quoted(listed.into_iter().filter(|room| !rooms.contains(room)))?;
        Some(format!(
            "{}: no room is called {names}; remove these names from `{TABLE}`",
            self.package
        ))
    }

    /// Imports of a higher room, or of the root of the crate, which is above all rooms.
    fn upwards(&self) -> Vec<String> {
        let mut upwards = BTreeMap::<_, Vec<&Import>>::new();
        for import in self.imports.iter().filter(|import| self.is_up(import)) {
            let rooms = [import.from, import.to].map(|file| room(&self.modules.files[file]));
            upwards.entry(rooms).or_default().push(import);
        }
        let faults = upwards.into_iter().filter_map(|([from, to], imports)| {
            let lines = self.lines(imports.iter().copied());
            Some(self.upward(from?, to, &self.closed_by(imports[0]), &lines))
        });
        faults.collect()
    }

    fn upward(&self, from: &str, to: Option<&str>, closed: &str, lines: &str) -> String {
        let package = self.package;
        if let Some(to) = to {
            format!(
                "{package}: `{from}` imports `{to}`, which is above it{closed}:{lines}\n  move the imported code to \
                 `{from}` or a lower room, or correct the order in `{TABLE}`"
            )
        } else {
            format!(
                "{package}: `{from}` imports the root of the crate, which is above all rooms:{lines}\n  import it from \
                 where it is defined, or move it to a room"
            )
        }
    }

    /// Whether an import leads to a higher room, or to the root. Rooms that are not in the table have no height.
    fn is_up(&self, import: &Import) -> bool {
        let [from, to] = [import.from, import.to].map(|file| room(&self.modules.files[file]));
        let level = |room| self.house.rooms.iter().position(|other| *other == room);
        match (from, to) {
            (Some(from), Some(to)) => {
                level(from).zip(level(to)).is_some_and(|(from, to)| from < to)
            }
            (from, to) => from.is_some() && to.is_none(),
        }
    }

    /// The circle that an import is in, as the end of a sentence.
    fn closed_by(&self, import: &Import) -> String {
        let circle = self.circles.iter().find(|circle| circle.imports.contains(import));
        let names = circle.and_then(|circle| quoted(&circle.names));
        names.map_or_else(String::new, |names| format!(", so that {names} import each other"))
    }

    /// Imports between files of a room whose files must not import each other. Also exceptions that are not needed.
    fn separate(&self, Separate { room, shared }: &Separate) -> Vec<String> {
        // If the room does not exist, that is reported already.
        if !self.rooms().contains(room) {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let mut needed = BTreeSet::new();
        for import in self.imports {
            let (from, to) = (&self.modules.files[import.from], &self.modules.files[import.to]);
            let ([one, from, ..], [two, to, ..]) = (&from.place[..], &to.place[..]) else {
                continue;
            };
            if one != room || two != room || from == to {
                continue;
            }
            if shared.contains(&to.as_str()) {
                needed.insert(to.as_str());
            } else {
                faults.push(format!(
                    "{}\n  the files of `{room}` do not import each other; move code that both need to a lower room, or \
                     to a file of its own, and add that file to `{TABLE}`",
                    self.shown(import)
                ));
            }
        }
        let unneeded = shared.iter().filter(|file| !needed.contains(*file));
        faults.extend(unneeded.map(|file| {
            let package = self.package;
            format!(
                "{package}: no other file of `{room}` imports `{room}/{file}`; remove this exception from `{TABLE}`"
            )
        }));
        faults
    }

    /// Imports, one on each line.
    fn lines<'i>(&self, imports: impl IntoIterator<Item = &'i Import>) -> String {
        let lines = imports.into_iter().map(|import| self.shown(import)).collect::<Vec<_>>();
        format!("\n  {}", lines.join("\n  "))
    }

    /// All rooms of the crate.
    fn rooms(&self) -> BTreeSet<&str> {
        self.modules.files.iter().filter_map(room).collect()
    }

    fn shown(&self, Import { from, to, line, path }: &Import) -> String {
        let path_of = |file: usize| -> &Path { &self.modules.files[file].path };
        format!(
            "{}:{line} imports `{path}` from {}",
            path_of(*from).display(),
            path_of(*to).display()
        )
    }
}

/// The folder or file directly below `src`. The root of the crate is in no room.
fn room(file: &SourceFile) -> Option<&str> {
    file.place.first().map(String::as_str)
}

/// Names in backticks, separated by commas. `None` if there are none.
fn quoted(names: impl IntoIterator<Item = impl Display>) -> Option<String> {
    let names = names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    (!names.is_empty()).then(|| names.join(", "))
}

const TABLE: &str = "xtask/src/rooms/order.rs";

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::rooms::imports::imports;
    use crate::rooms::modules::Modules;
    use crate::rooms::order::{House, Separate};

    const HOUSE: House = House {
        package: "house",
        rooms: &["cellar", "hall", "adapters"],
        separate: &[Separate { room: "adapters", shared: &["tower"] }],
    };

    /// The faults of a crate whose files contain these few lines.
    fn found(lines: &[(&str, &str)]) -> Vec<String> {
        let files = [
            ("src/lib.rs", "mod cellar; mod hall; mod adapters; pub struct Root;"),
            ("src/cellar.rs", "pub struct Stone;"),
            ("src/hall/mod.rs", "pub(crate) mod table; pub use table::Table;"),
            ("src/hall/table.rs", "pub struct Table;"),
            ("src/hall/chair.rs", ""),
            ("src/adapters/mod.rs", "mod tower; mod hyper; mod axum;"),
            ("src/adapters/tower.rs", ""),
            ("src/adapters/hyper.rs", ""),
            ("src/adapters/axum.rs", "use super::tower;"),
        ];
        let files = files.map(|(path, text)| {
            let line = lines.iter().find(|(other, _)| *other == path);
            (path, line.map_or_else(|| text.to_owned(), |(_, line)| format!("{text}\n{line}")))
        });
        let files = files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>();
        let modules = Modules::made_up(&files).unwrap();
        faults("house", &[HOUSE], &modules, &imports(&modules))
    }

    #[test]
    fn a_house_in_order_has_no_faults() {
        let lines = [
            ("src/hall/table.rs", "use crate::cellar::Stone; use super::table;"),
            ("src/adapters/tower.rs", "use crate::hall::Table;"),
            ("src/cellar.rs", "#[cfg(test)] mod tests { use crate::{Root, hall::Table}; }"),
            ("src/lib.rs", "pub use hall::Table;"),
        ];
        assert_eq!(found(&lines), [""; 0]);
    }

    #[test]
    fn an_import_from_a_higher_room_names_both_files_and_the_line() {
        let expected = "house: `cellar` imports `hall`, which is above it:\n  src/cellar.rs:2 imports \
                        `crate::hall::Table` from src/hall/table.rs\n  move the imported code to `cellar` or a lower \
                        room, or correct the order in `xtask/src/rooms/order.rs`";
        let paths = ["use crate::{hall::{Table}};", "fn f() -> crate::hall::Table { loop {} }"];
        for path in paths {
            assert_eq!(found(&[("src/cellar.rs", path)]), [expected], "{path}");
        }
    }

    #[test]
    fn an_import_from_the_root_runs_up() {
        let faults = found(&[("src/adapters/hyper.rs", "use crate::Root;")]);
        assert_eq!(faults.len(), 1);
        let expected = "house: `adapters` imports the root of the crate, which is above all rooms:\n  \
                        src/adapters/hyper.rs:2 imports `crate::Root` from src/lib.rs\n";
        assert!(faults[0].starts_with(expected), "{faults:?}");
    }

    #[test]
    fn what_the_root_exports_is_imported_from_where_it_is_defined() {
        let lines =
            [("src/lib.rs", "pub use cellar::Stone;"), ("src/hall/table.rs", "use crate::Stone;")];
        assert_eq!(found(&lines), [""; 0]);
    }

    #[test]
    fn an_import_that_closes_a_circle_names_the_circle() {
        let lines = [
            ("src/cellar.rs", "use crate::hall::Table;"),
            ("src/hall/table.rs", "use crate::cellar;"),
        ];
        let faults = found(&lines);
        let expected = "house: `cellar` imports `hall`, which is above it, so that `cellar`, `hall` import each other:\n  \
                        src/cellar.rs:2 imports `crate::hall::Table` from src/hall/table.rs\n";
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with(expected), "{faults:?}");
    }

    #[test]
    fn a_circle_that_the_order_says_nothing_about_is_listed_as_a_whole() {
        let lines = [
            ("src/hall/mod.rs", "mod chair;"),
            ("src/hall/table.rs", "use super::chair::Chair;"),
            ("src/hall/chair.rs", "use super::Table; pub struct Chair;"),
        ];
        let expected = "house/hall: `chair`, `table` import each other:\n  src/hall/table.rs:2 imports \
                        `super::chair::Chair` from src/hall/chair.rs\n  src/hall/chair.rs:2 imports `super::Table` from \
                        src/hall/table.rs\n  move code that two of them need to a file below both, until there \
                        is no circle";
        assert_eq!(found(&lines), [expected]);
    }

    #[test]
    fn adapters_do_not_import_each_other() {
        let faults = found(&[("src/adapters/hyper.rs", "use super::axum;")]);
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].contains("the files of `adapters` do not import each other"),
            "{faults:?}"
        );
    }

    #[test]
    fn an_exception_that_nothing_needs_is_a_fault() {
        let expected = "house: no other file of `adapters` imports `adapters/tower`; remove this exception from \
                        `xtask/src/rooms/order.rs`";
        let files = [
            ("src/lib.rs", "mod cellar; mod hall; mod adapters;"),
            ("src/cellar.rs", ""),
            ("src/hall.rs", ""),
            ("src/adapters.rs", ""),
        ];
        let modules = Modules::made_up(&files).unwrap();
        assert_eq!(faults("house", &[HOUSE], &modules, &[]), [expected]);
    }

    #[test]
    fn the_table_and_the_folders_are_the_same() {
        let modules = Modules::made_up(&[
            ("src/lib.rs", "mod cellar; mod attic;"),
            ("src/cellar.rs", ""),
            ("src/attic.rs", ""),
        ])
        .unwrap();
        let faults = faults("house", &[HOUSE], &modules, &[]);
        let expected = [
            "house: the order of the rooms does not contain `attic`; add these names to `xtask/src/rooms/order.rs`, each \
             above every room that it imports",
            "house: no room is called `adapters`, `hall`; remove these names from `xtask/src/rooms/order.rs`",
        ];
        assert_eq!(faults, expected);
        let expected = "shed: the order of its rooms is unknown; add the package to `HOUSES` in \
                        `xtask/src/rooms/order.rs`";
        assert_eq!(super::faults("shed", &[HOUSE], &modules, &[]), [expected]);
    }
}
