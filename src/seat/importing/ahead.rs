//! Files read ahead on a thread of their own, while the ledger takes the rows before: the two cost about the same.

use std::cell::Cell;
use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;
use std::vec;

use crate::intake::Rows;
use crate::ledger::weigh;
use crate::review::row::{RefusedRow, Row};

/// So many rows pass at a time.
const PART: usize = 256;
/// So many parts wait at most: memory does not grow with the file.
const WAITING: usize = 8;

type Part = Vec<Result<Row, RefusedRow>>;

/// One file's rows, as the thread that reads passes them on.
pub struct Ahead<'import> {
    parts: Receiver<Part>,
    part: vec::IntoIter<Result<Row, RefusedRow>>,
    ended: bool,
    /// Set where the thread went before the file was read to its end.
    broke: &'import Cell<bool>,
}

/// Starts to read the files, one after the other. `broke` says afterwards whether any of them was cut short.
pub fn read<'scope, 'import, R: Read + Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    files: Vec<Rows<'scope, R>>,
    broke: &'import Cell<bool>,
) -> Vec<Ahead<'import>> {
    let (senders, rows): (Vec<SyncSender<Part>>, Vec<Ahead<'import>>) = files
        .iter()
        .map(|_| {
            let (sender, parts) = sync_channel(WAITING);
            let rows = Ahead {
                parts,
                part: Vec::new().into_iter(),
                ended: false,
                broke,
            };
            (sender, rows)
        })
        .unzip();
    scope.spawn(move || {
        for (rows, sender) in files.into_iter().zip(senders) {
            if !pass(rows, &sender) {
                return;
            }
        }
    });
    rows
}

/// Passes a file's rows on, and an empty part at its end. False where nobody wants them any more.
fn pass<R: Read>(mut rows: Rows<'_, R>, sender: &SyncSender<Part>) -> bool {
    loop {
        let part: Part = rows
            .by_ref()
            .take(PART)
            .map(|row| {
                row.map(|(_, mut row)| {
                    weigh(&mut row);
                    row
                })
            })
            .collect();
        let ended = part.is_empty();
        if sender.send(part).is_err() {
            return false;
        }
        if ended {
            return true;
        }
    }
}

impl Iterator for Ahead<'_> {
    type Item = Result<Row, RefusedRow>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some(row) = self.part.next() {
                return Some(row);
            }
            if let Ok(part) = self.parts.recv() {
                self.ended = part.is_empty();
                self.part = part.into_iter();
            } else {
                self.ended = true;
                self.broke.set(true);
            }
        }
        None
    }
}
