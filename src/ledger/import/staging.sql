-- The private database of one import, gone with it. Its tables repeat the ledger's columns, so that the merge is a
-- handful of statements and the lock short. `file` is the file's index, `at_row` the row of the ledger it changes.
CREATE TABLE staging.word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
);

-- The leads that change.
CREATE TABLE staging.lead (
    n INTEGER PRIMARY KEY, at_row INTEGER,
    identity INTEGER, digest INTEGER, sourced_by INTEGER, source INTEGER, campaign INTEGER, owner INTEGER,
    created INTEGER, qualified INTEGER, first_touch INTEGER, responded INTEGER, worked INTEGER,
    verdict INTEGER, decided INTEGER, reason INTEGER, route TEXT,
    opened INTEGER, closed INTEGER, outcome INTEGER, amount TEXT, currency TEXT,
    key TEXT, name TEXT, company TEXT, title TEXT, email TEXT, phone TEXT, country TEXT, industry TEXT,
    employees TEXT, score TEXT, status TEXT, response_hours TEXT, deal_reason TEXT, full_verdict TEXT,
    opportunity INTEGER, extra TEXT
);

-- The leads that are new, under the numbers they will have, in tables that say what the ledger's say: rows and
-- indexes then pass over as they are, a third of the work under the lock.
CREATE TABLE staging.new_lead (
    id          INTEGER PRIMARY KEY,
    identity    INTEGER NOT NULL,
    digest      INTEGER NOT NULL,
    sourced_by  INTEGER NOT NULL CHECK (sourced_by IN (0, 1, 2)),
    source      INTEGER,
    campaign    INTEGER,
    owner       INTEGER,
    created     INTEGER,
    qualified   INTEGER,
    first_touch INTEGER,
    responded   INTEGER NOT NULL CHECK (responded IN (0, 1)),
    worked      INTEGER NOT NULL CHECK (worked IN (0, 1)),
    verdict     INTEGER CHECK (verdict IN (1, 2, 3)),
    decided     INTEGER,
    reason      INTEGER,
    route       TEXT,
    opened      INTEGER,
    closed      INTEGER,
    outcome     INTEGER CHECK (outcome IN (1, 2)),
    amount      TEXT,
    currency    TEXT,
    CHECK (verdict IS NULL OR verdict = 1 OR (reason IS NOT NULL AND route IS NOT NULL)),
    CHECK ((amount IS NULL) = (currency IS NULL))
) STRICT;

CREATE TABLE staging.new_text (
    id             INTEGER PRIMARY KEY,
    key            TEXT NOT NULL,
    name           TEXT,
    company        TEXT,
    title          TEXT,
    email          TEXT,
    phone          TEXT,
    country        TEXT,
    industry       TEXT,
    employees      TEXT,
    score          TEXT,
    status         TEXT,
    response_hours TEXT,
    deal_reason    TEXT,
    verdict        TEXT,
    opportunity    INTEGER,
    extra          TEXT
) STRICT;

-- What figures count of the new leads, packed, and those whose row came again after they were packed.
CREATE TABLE staging.image (
    first  INTEGER PRIMARY KEY,
    last   INTEGER NOT NULL CHECK (first <= last),
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE staging.again (
    lead INTEGER PRIMARY KEY
);

-- The new leads whose texts contradict themselves, as their rows alone tell it.
CREATE TABLE staging.at_odds (
    lead INTEGER PRIMARY KEY,
    what INTEGER NOT NULL
);

CREATE TABLE staging.deal (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, key TEXT, lead_key TEXT, lead_identity INTEGER, owner TEXT, source TEXT, campaign TEXT,
    stage TEXT, opened INTEGER, closed INTEGER, outcome INTEGER, amount TEXT, currency TEXT, reason TEXT,
    accepted INTEGER, sourced_by INTEGER, extra TEXT
);

CREATE TABLE staging.touch (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, lead_key TEXT, lead_identity INTEGER, at INTEGER, kind TEXT, result TEXT, by TEXT, note TEXT
);

CREATE TABLE staging.member (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, campaign TEXT, lead_key TEXT, lead_identity INTEGER, status TEXT
);

CREATE TABLE staging.campaign (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, key TEXT, document TEXT
);

CREATE TABLE staging.spend (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, campaign TEXT, ad TEXT, day INTEGER, amount TEXT, currency TEXT
);

CREATE TABLE staging.person (
    n INTEGER PRIMARY KEY, file INTEGER, at_row INTEGER, same INTEGER,
    identity INTEGER UNIQUE, name TEXT, document TEXT
);
