//! Prints a table in Markdown, as in `README.md`.

use std::fmt::{self, Display, Formatter};

use crate::turns::Measured;

/// Rows of one kind of measurement.
#[derive(Debug)]
pub(crate) struct Table {
    title: &'static str,
    /// The contestant without a middleware. Its time is subtracted from that of the others.
    baseline: Option<&'static str>,
    /// An extra column shows our time minus the time of this contestant.
    compared: Option<&'static str>,
    /// The unit of the times, and how many nanoseconds it is.
    unit: (&'static str, f64),
    rows: Vec<(String, Vec<Measured>)>,
}

impl Table {
    /// A table of the time that contestants add to the one without a middleware.
    pub(crate) const fn of_added(title: &'static str) -> Self {
        Self::new(title, Some(NO_MIDDLEWARE))
    }

    /// A table of the whole time of each contestant.
    pub(crate) const fn of_whole(title: &'static str) -> Self {
        Self::new(title, None)
    }

    /// Adds a column with the time that we take longer than this contestant.
    pub(crate) fn compared_with(self, name: &'static str) -> Self {
        Self { compared: Some(name), ..self }
    }

    #[cfg(feature = "configured")]
    /// Prints milliseconds.
    pub(crate) fn in_milliseconds(self) -> Self {
        Self { unit: ("ms", 1e6), ..self }
    }

    const fn new(title: &'static str, baseline: Option<&'static str>) -> Self {
        Self { title, baseline, compared: None, unit: ("ns", 1.0), rows: Vec::new() }
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

/// A column with the time of each contestant, and for each except ours a column with our time divided by its time. A
/// contestant that is left out of a row has a dash.
impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some((_, first)) = self.rows.first() else {
            return Ok(());
        };
        let (unit, nanoseconds_of_unit) = self.unit;
        writeln!(f, "{}, {unit}:\n", self.title)?;
        write!(f, "| |")?;
        for Measured { name, .. } in first {
            write!(f, " {name} |")?;
        }
        if let Some(name) = self.compared {
            write!(f, " over {name} |")?;
        }
        for Measured { name, .. } in others(first) {
            write!(f, " × {name} |")?;
        }
        let columns = first.len() + usize::from(self.compared.is_some()) + others(first).count();
        writeln!(f, "\n| --- |{}", " ---: |".repeat(columns))?;
        for (case, row) in &self.rows {
            write!(f, "| {case} |")?;
            let time_of = |name: &str| {
                let measured = row.iter().find(|measured| measured.name == name);
                measured.map_or(f64::NAN, |measured| measured.nanoseconds / nanoseconds_of_unit)
            };
            for Measured { name, .. } in first {
                write_cell(f, time_of(name), 1)?;
            }
            if let Some(name) = self.compared {
                write_cell(f, time_of(OURS) - time_of(name), 1)?;
            }
            for Measured { name, .. } in others(first) {
                write_cell(f, time_of(OURS) / time_of(name), 3)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn write_cell(f: &mut Formatter<'_>, number: f64, digits: usize) -> fmt::Result {
    if number.is_nan() { write!(f, " – |") } else { write!(f, " {number:.digits$} |") }
}

fn others(row: &[Measured]) -> impl Iterator<Item = &Measured> {
    let has_ours = row.iter().any(|measured| measured.name == OURS);
    row.iter().filter(move |measured| has_ours && measured.name != OURS)
}

pub(crate) const NO_MIDDLEWARE: &str = "no middleware";
pub(crate) const BY_HAND: &str = "by hand";
/// It also removes the handler's CORS headers, and merges `Vary`.
pub(crate) const BY_HAND_CAREFUL: &str = "by hand, with care";
pub(crate) const OURS: &str = "`cors-policy`";
