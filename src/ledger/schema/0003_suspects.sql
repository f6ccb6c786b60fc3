-- Step 3: names from lists that are no leads yet.

-- The sources that some agreed wording of the definition flags as lists, lower case: who comes from none of them need
-- not be judged. Made anew with every wording.
CREATE TABLE listed_source (
    source TEXT PRIMARY KEY
) STRICT;

-- Names from lists that do not pass the criteria they are held to. It follows from the leads and the agreement, and is
-- written in the transaction that changes either; `docket check` compares.
CREATE TABLE suspect (
    lead INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER suspect_moves AFTER INSERT ON suspect
BEGIN
    INSERT INTO moved (lead) SELECT NEW.lead WHERE NEW.lead NOT IN (SELECT lead FROM moved);
END;

CREATE TRIGGER suspect_moves_back AFTER DELETE ON suspect
BEGIN
    INSERT INTO moved (lead) SELECT OLD.lead WHERE OLD.lead NOT IN (SELECT lead FROM moved);
END;
