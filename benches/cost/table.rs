//! Prints a table in Markdown, as in `README.md`.

use std::fmt::{self, Display, Formatter};

use crate::turns::Measured;

/// Rows of one kind of measurement.
#[derive(Debug)]
pub(crate) struct Table {
    title: &'static str,
    /// The contestant without a middleware. Its time is subtracted from that of the others.
    baseline: Option<&'static str>,
    rows: Vec<(String, Vec<Measured>)>,
}

impl Table {
    /// A table of the time that contestants add to the one without a middleware.
    pub(crate) const fn of_added(title: &'static str) -> Self {
        Self { title, baseline: Some(NO_MIDDLEWARE), rows: Vec::new() }
    }

    /// A table of the whole time of each contestant.
    pub(crate) const fn of_whole(title: &'static str) -> Self {
        Self { title, baseline: None, rows: Vec::new() }
    }

    pub(crate) fn push(&mut self, case: impl Into<String>, row: Option<Vec<Measured>>) {
        self.rows.extend(row.map(|row| (case.into(), self.added(row))));
    }

    /// The time that each contestant adds to the baseline. The baseline itself gets no column.
    fn added(&self, row: Vec<Measured>) -> Vec<Measured> {
        let Some(baseline) = row.iter().find(|measured| Some(measured.name) == self.baseline)
        else {
            return row;
        };
        let base = baseline.nanoseconds;
        row.iter()
            .filter(|measured| Some(measured.name) != self.baseline)
            .map(|measured| Measured {
                nanoseconds: measured.nanoseconds - base,
                name: measured.name,
            })
            .collect()
    }
}

/// A column in nanoseconds for each contestant, and for each except ours a column with our time divided by its time.
impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some((_, first)) = self.rows.first() else {
            return Ok(());
        };
        writeln!(f, "{}, ns:\n", self.title)?;
        write!(f, "| |")?;
        for Measured { name, .. } in first {
            write!(f, " {name} |")?;
        }
        for Measured { name, .. } in others(first) {
            write!(f, " × {name} |")?;
        }
        writeln!(f, "\n| --- |{}", " ---: |".repeat(first.len() * 2 - 1))?;
        for (case, row) in &self.rows {
            write!(f, "| {case} |")?;
            for Measured { nanoseconds, .. } in row {
                write!(f, " {nanoseconds:.1} |")?;
            }
            let ours = row.iter().find(|measured| measured.name == OURS);
            for Measured { nanoseconds, .. } in others(row) {
                let ratio = ours.map_or(f64::NAN, |ours| ours.nanoseconds / nanoseconds);
                write!(f, " {ratio:.3} |")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn others(row: &[Measured]) -> impl Iterator<Item = &Measured> {
    row.iter().filter(|measured| measured.name != OURS)
}

pub(crate) const NO_MIDDLEWARE: &str = "no middleware";
pub(crate) const BY_HAND: &str = "by hand";
/// It also removes the handler's CORS headers, and merges `Vary`.
pub(crate) const BY_HAND_CAREFUL: &str = "by hand, with care";
pub(crate) const OURS: &str = "`cors-policy`";
