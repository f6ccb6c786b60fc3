-- Step 2: what figures count of every lead, in one place.

-- What figures, lists and slices need of each lead, thousands of leads a row: read from end to end where five tables
-- were joined. It follows from the other tables and is never the only place of anything: what it holds of a lead is
-- right unless the lead stands in `moved`. `first` to `last` are the leads the row speaks of.
CREATE TABLE image (
    first  INTEGER PRIMARY KEY,
    last   INTEGER NOT NULL CHECK (first <= last),
    packed BLOB NOT NULL
) STRICT;

-- The leads of which something changed since the image was made.
CREATE TABLE moved (
    lead INTEGER PRIMARY KEY
) STRICT;

-- Counts of all leads as they are packed; gone with any packing anew. `basis` is a hash of what else they rest on.
CREATE TABLE tallied (
    name   TEXT PRIMARY KEY,
    basis  INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- Written out, since a statement's own way with a conflict would stand in for that of its triggers.
CREATE TRIGGER said_moves AFTER INSERT ON said
BEGIN
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER said_moves_again AFTER UPDATE ON said
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER said_moves_back AFTER DELETE ON said
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER deal_moves AFTER INSERT ON deal
BEGIN
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER deal_moves_again AFTER UPDATE ON deal
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER deal_moves_back AFTER DELETE ON deal
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER touch_moves AFTER INSERT ON touch
BEGIN
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER touch_moves_again AFTER UPDATE ON touch
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER touch_moves_back AFTER DELETE ON touch
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER member_moves AFTER INSERT ON member
BEGIN
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER member_moves_again AFTER UPDATE ON member
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead IS NOT NULL AND NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER member_moves_back AFTER DELETE ON member
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead IS NOT NULL AND OLD.lead NOT IN (SELECT lead FROM moved);
END;
