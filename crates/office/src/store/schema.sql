-- Generic tables, none per mechanism. Types and clauses are those that SQLite and PostgreSQL both accept.

-- Single facts about this store: schema version, origin of the log.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- The journal. The author is who acted, in which post, by which door. The body is the canonical text of an act; body
-- and salt are null once lawfully erased.
CREATE TABLE entry (
    seq    INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    author TEXT    NOT NULL,
    body   BLOB,
    salt   BLOB
);

-- Digests of complete subtrees of the Merkle trees over the journal, leaves at level 0: SM3, and SHA-256 beside it.
CREATE TABLE node (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    digest BLOB    NOT NULL,
    twin   BLOB    NOT NULL,
    PRIMARY KEY (level, number)
) WITHOUT ROWID;

-- Signed states of the journal.
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- Rows of all registers in all their versions: projections of the journal. `number` is the entry at which the row's
-- key was first recorded; a version holds from its entry until the entry that replaced or withdrew it. The salt is that
-- of its entry. One whose entry was erased has neither key nor body, and its digest in the place of the salt.
CREATE TABLE version (
    register TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    key      TEXT    NOT NULL,
    since    INTEGER NOT NULL,
    until    INTEGER,
    body     TEXT    NOT NULL,
    salt     BLOB    NOT NULL
);
CREATE UNIQUE INDEX version_present ON version (register, key) WHERE until IS NULL;
CREATE INDEX version_order ON version (register, number, since);

-- The running hash over the present rows of a register, and how many they are. Adoptions, closings, erasures
-- and changes of the key are summed like registers, under names that no register has.
CREATE TABLE sum (register TEXT PRIMARY KEY, present INTEGER NOT NULL, lanes BLOB NOT NULL);

-- The digests of these sums as they came to be, by the size of the journal.
CREATE TABLE standing (
    register TEXT    NOT NULL,
    size     INTEGER NOT NULL,
    digest   BLOB    NOT NULL,
    PRIMARY KEY (register, size)
) WITHOUT ROWID;

-- Which entries adopt a pack, and for which year.
CREATE TABLE adoption (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, year INTEGER);

-- Which entries close a year.
CREATE TABLE closing (seq INTEGER PRIMARY KEY, year INTEGER NOT NULL);

-- Which entries erase the content of another one.
CREATE TABLE erasure (seq INTEGER PRIMARY KEY, entry INTEGER NOT NULL);

-- Which entries change the key that signs, and the note that both keys signed.
CREATE TABLE key_change (seq INTEGER PRIMARY KEY, note TEXT NOT NULL);

-- Definition packs by content hash, as they were adopted.
CREATE TABLE pack (hash TEXT PRIMARY KEY, files TEXT NOT NULL);
