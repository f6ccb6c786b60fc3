-- Step 4: what only the texts of a lead show of its contradictions.

-- Leads whose texts say something against themselves, one bit a kind. It follows from the leads and the agreement, and
-- is written in the transaction that changes either; `docket check` compares.
CREATE TABLE at_odds (
    lead INTEGER PRIMARY KEY,
    what INTEGER NOT NULL CHECK (what > 0)
) STRICT;

-- What was left as known stands in the image from now on: those leads are looked up until they are packed anew.
INSERT OR IGNORE INTO moved (lead) SELECT lead FROM said WHERE document LIKE '%"known"%' AND lead IS NOT NULL;
