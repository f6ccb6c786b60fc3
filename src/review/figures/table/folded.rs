//! A table's rows in the order of a column, and those after the first ones added up in one.

use super::{Cell, Row, Table, Value};

/// How many rows a table shows before the rest is one row.
pub const TOP: usize = 12;
/// The key of the row that adds up the rest.
pub const REST: &str = "\u{0}rest";

impl Table {
    /// The rows in the order of a column, `None` being the rows' own names.
    pub fn sort(&mut self, column: Option<usize>, descending: bool) {
        self.rows.sort_by(|one, two| {
            let order = match column {
                None => one.label.to_lowercase().cmp(&two.label.to_lowercase()),
                Some(at) => value(one, at).order(value(two, at)),
            };
            if descending { order.reverse() } else { order }
        });
    }

    /// The same with at most `top` rows, what comes after them added up in one row. Blank and unassigned stay rows of
    /// their own.
    #[must_use]
    pub fn folded(mut self, top: usize) -> Self {
        let (apart, named): (Vec<Row>, Vec<Row>) = self.rows.into_iter().partition(|row| row.apart);
        let mut named = named.into_iter();
        let mut rows: Vec<Row> = named.by_ref().take(top).collect();
        let rest: Vec<Row> = named.collect();
        // One row in place of one row hides it and saves nothing.
        if rest.len() > 1 {
            rows.push(sum(&rest, self.total.as_ref()));
        } else {
            rows.extend(rest);
        }
        rows.extend(apart);
        self.rows = rows;
        self
    }
}

/// Rows added up in one; `total` tells which shares are of one and the same whole.
fn sum(rows: &[Row], total: Option<&Row>) -> Row {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let cells = (0..columns).map(|at| {
        let mut values = rows.iter().map(|row| value(row, at).clone());
        let first = values.next().unwrap_or_default();
        let sum = values.fold(first, |sum, next| sum.plus(&next));
        let Value::Rate { part, .. } = sum else {
            return Cell::from(sum);
        };
        let whole = match total.map(|total| value(total, at)) {
            Some(Value::Rate { of, .. }) => *of,
            // A share that goes on adding up, or whose whole nobody tells: it has no sum.
            _ => return Cell::default(),
        };
        let of_whole = |row: &Row| matches!(value(row, at), Value::Rate { of, .. } if *of == whole);
        Cell::from(if rows.iter().all(of_whole) {
            Value::rate(part, whole)
        } else {
            sum
        })
    });
    Row {
        key: REST.to_owned(),
        label: format!("the rest ({})", rows.len()),
        cells: cells.collect(),
        ..Row::default()
    }
}

fn value(row: &Row, at: usize) -> &Value {
    row.cells
        .get(at)
        .map_or(&Value::Nothing, |cell| &cell.value)
}
