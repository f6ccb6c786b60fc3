-- The private database of one import, gone with it. Its tables repeat the ledger's columns, so that the merge is a
-- handful of statements and the lock short. `file` is the file's index, `at_row` the row of the ledger it changes.
CREATE TABLE staging.word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
);

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
