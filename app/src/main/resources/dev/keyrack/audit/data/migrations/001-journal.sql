-- leaf  = SHA-256(0x00 || entry), as RFC 6962 section 2.1 hashes a leaf
-- chain = SHA-256(0x02 || chain of the entry before || leaf); 32 zero bytes stand before the first
CREATE TABLE journal (
    number  INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    action  TEXT NOT NULL,
    profile TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL,
    leaf    BLOB NOT NULL,
    chain   BLOB NOT NULL
);

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
