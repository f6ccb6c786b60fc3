//! What was counted of all leads and is kept beside them, for as long as it is of the image and of what it rests on.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, named_params};

use super::facts::Slices;
use super::{Ledger, Trouble, image};
use crate::review::figures::kept::FORM;
use crate::review::filter::By;
use crate::review::lead::Facts;

/// What the mark of a count under way is kept as.
const COUNTING: &str = "counting";

/// A count and its bytes.
pub type Count = (String, Vec<u8>);

impl Ledger {
    /// A count that was kept and still holds of all leads but those that [`Ledger::moved`] tells of.
    pub fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let basis = self.basis()?;
        let packed = self
            .connection
            .prepare_cached("SELECT packed FROM tallied WHERE name = :name AND basis = :basis")?
            .query_row(named_params! { ":name": name, ":basis": basis }, |row| {
                row.get(0)
            })
            .optional()?;
        Ok(packed)
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
        transaction.execute("DELETE FROM tallied", [])?;
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

    /// The leads that changed since they were packed: as they were counted then, with their slice, and as they stand.
    pub fn moved(
        &self,
        by: Option<&By>,
        before: &mut dyn FnMut(&Facts, &str),
        after: &mut dyn FnMut(&Facts, &str),
    ) -> Result<(), Trouble> {
        let slices = Slices::of(self)?;
        image::moved_since(
            &self.connection,
            |was| before(&was.facts, slices.of_lead(by, was)),
            |is| after(&is.facts, slices.of_lead(by, is)),
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
