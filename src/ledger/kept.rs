//! What was counted of all leads and is kept beside them, for as long as it is of the image and of what it rests on.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, named_params};

use super::facts::Slices;
use super::{Ledger, Trouble, image};
use crate::review::figures::days::FORM;
use crate::review::filter::By;
use crate::review::lead::Facts;

/// What the mark of a count is kept as. While it is under way it rests on nothing yet.
const COUNTING: &str = "counting";

/// A count and its bytes.
pub type Count = (String, Vec<u8>);

impl Ledger {
    /// The counts from one name to another, in the order of their names, that were kept and still hold of all leads but
    /// those that [`Ledger::moved`] tells of.
    pub fn kept(&self, first: &str, last: &str) -> Result<Vec<Count>, Trouble> {
        let basis = self.basis()?;
        let mut question = self.connection.prepare_cached(
            "SELECT name, packed FROM tallied WHERE name BETWEEN :first AND :last AND basis = :basis
             ORDER BY name",
        )?;
        let counts = question.query_map(
            named_params! { ":first": first, ":last": last, ":basis": basis },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// Which packing and counting of all leads holds: another mark, another count. `None` where none does.
    pub fn kept_as(&self) -> Result<Option<(Vec<u8>, i64)>, Trouble> {
        let mark = self.kept(COUNTING, COUNTING)?.pop();
        let basis = self.basis()?;
        Ok(mark.map(|(_, mark)| (mark, basis)))
    }

    /// Asks several questions of the same moment, whatever other seats write meanwhile.
    ///
    /// # Errors
    /// Those of the questions, and where the file cannot be read.
    pub fn at_one_moment<T, E: From<Trouble>>(
        &self,
        ask: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return ask();
        }
        let reading = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)
            .map_err(Trouble::from)?;
        let told = ask();
        reading.finish().map_err(Trouble::from)?;
        told
    }

    /// Counts anew what is kept, all leads packed first. Others write meanwhile: to count a million takes seconds.
    /// Where what is counted was packed anew by then, nothing is kept, and it is counted when it is asked for.
    pub fn keep(
        &self,
        count: impl FnOnce(&Self) -> Result<Vec<Count>, Trouble>,
    ) -> Result<(), Trouble> {
        let mark = self.mark()?;
        let reading = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)?;
        let basis = self.basis()?;
        if self.counting()?.as_ref() != Some(&mark) || !image::is_current(&reading)? {
            return Ok(());
        }
        let counts = count(self)?;
        reading.commit()?;
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        if self.counting()? != Some(mark) || self.basis()? != basis {
            return Ok(());
        }
        transaction
            .prepare_cached("UPDATE tallied SET basis = :basis WHERE name = :name")?
            .execute(named_params! { ":basis": basis, ":name": COUNTING })?;
        for (name, packed) in counts {
            transaction
                .prepare_cached(
                    "INSERT INTO tallied (name, basis, packed) VALUES (:name, :basis, :packed)",
                )?
                .execute(named_params! { ":name": name, ":basis": basis, ":packed": packed })?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Packs all leads and says that they are being counted: whoever packs anew takes that away with all counts.
    fn mark(&self) -> Result<Vec<u8>, Trouble> {
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        image::renew_beyond(&transaction, 0)?;
        transaction.execute("DELETE FROM tallied", [])?;
        let mark = transaction
            .prepare_cached(
                "INSERT INTO tallied (name, basis, packed) VALUES (:name, 0, randomblob(16)) RETURNING packed",
            )?
            .query_row(named_params! { ":name": COUNTING }, |row| row.get(0))?;
        transaction.commit()?;
        Ok(mark)
    }

    /// The mark of the count that began last, while it holds.
    fn counting(&self) -> Result<Option<Vec<u8>>, Trouble> {
        let mark = self
            .connection
            .prepare_cached("SELECT packed FROM tallied WHERE name = :name")?
            .query_row(named_params! { ":name": COUNTING }, |row| row.get(0))
            .optional()?;
        Ok(mark)
    }

    /// The leads that changed since they were packed, with their slices: as they were counted then, and as they stand.
    pub fn moved(
        &self,
        by: &[By],
        before: &mut dyn FnMut(&Facts, &[&str]),
        after: &mut dyn FnMut(&Facts, &[&str]),
    ) -> Result<(), Trouble> {
        let slices = Slices::of(self)?;
        image::moved_since(
            &self.connection,
            |was| slices.of_lead_by(by, was, before),
            |is| slices.of_lead_by(by, is, after),
        )
    }

    /// What counts rest on beside the leads: another zone, limit, name or list, and they are of no use.
    fn basis(&self) -> Result<i64, Trouble> {
        let mut hasher = DefaultHasher::new();
        FORM.hash(&mut hasher);
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        self.zone()?.name().hash(&mut hasher);
        format!("{:?}{:?}", self.answer_limits()?, self.lists()?).hash(&mut hasher);
        self.names()?.all().hash(&mut hasher);
        for person in self.people()? {
            (person.name, person.team.word()).hash(&mut hasher);
        }
        Ok(hasher.finish().cast_signed())
    }
}
