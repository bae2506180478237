-- The tables on PostgreSQL: those of schema.sql, accounts.rs and signals.rs. Text is compared byte by byte, as SQLite does,
-- whatever order the cluster was made with. Numbers are given by the program.

-- Whose turn it is to write, part by part: who writes holds the row. The number says how often somebody did.
CREATE TABLE turn (part TEXT COLLATE "C" PRIMARY KEY, number BIGINT NOT NULL);
INSERT INTO turn (part, number) VALUES ('journal', 0), ('signals', 0), ('accounts', 0);

CREATE TABLE meta (name TEXT COLLATE "C" PRIMARY KEY, value TEXT COLLATE "C" NOT NULL);

CREATE TABLE entry (
    seq    BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    body   BYTEA,
    salt   BYTEA
);

CREATE TABLE node (
    level  BIGINT NOT NULL,
    number BIGINT NOT NULL,
    digest BYTEA  NOT NULL,
    twin   BYTEA  NOT NULL,
    PRIMARY KEY (level, number)
);

CREATE TABLE checkpoint (size BIGINT PRIMARY KEY, text TEXT COLLATE "C" NOT NULL);

CREATE TABLE version (
    register TEXT COLLATE "C" NOT NULL,
    number   BIGINT NOT NULL,
    key      TEXT COLLATE "C" NOT NULL,
    since    BIGINT NOT NULL,
    until    BIGINT,
    body     TEXT COLLATE "C" NOT NULL,
    salt     BYTEA NOT NULL
);
CREATE UNIQUE INDEX version_present ON version (register, key) WHERE until IS NULL;
CREATE INDEX version_order ON version (register, number, since);

CREATE TABLE sum (register TEXT COLLATE "C" PRIMARY KEY, present BIGINT NOT NULL, lanes BYTEA NOT NULL);

CREATE TABLE standing (
    register TEXT COLLATE "C" NOT NULL,
    size     BIGINT NOT NULL,
    digest   BYTEA  NOT NULL,
    PRIMARY KEY (register, size)
);

CREATE TABLE adoption (seq BIGINT PRIMARY KEY, hash TEXT COLLATE "C" NOT NULL, year BIGINT);
CREATE TABLE closing (seq BIGINT PRIMARY KEY, year BIGINT NOT NULL);
CREATE TABLE erasure (seq BIGINT PRIMARY KEY, entry BIGINT NOT NULL);
CREATE TABLE key_change (seq BIGINT PRIMARY KEY, note TEXT COLLATE "C" NOT NULL);
CREATE TABLE pack (hash TEXT COLLATE "C" PRIMARY KEY, files TEXT COLLATE "C" NOT NULL);

-- Signals.
CREATE TABLE beat (
    device TEXT COLLATE "C" PRIMARY KEY, seen BIGINT NOT NULL, clock BIGINT, times BIGINT NOT NULL
);
CREATE TABLE cause (
    key TEXT COLLATE "C" PRIMARY KEY, signal TEXT COLLATE "C" NOT NULL, device TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, what TEXT COLLATE "C" NOT NULL,
    first BIGINT NOT NULL, last BIGINT NOT NULL, times BIGINT NOT NULL, opened TEXT COLLATE "C", recovered BIGINT
);
CREATE INDEX cause_pending ON cause (opened) WHERE opened IS NULL;
CREATE TABLE list (gateway TEXT COLLATE "C" PRIMARY KEY, at BIGINT NOT NULL, devices TEXT COLLATE "C" NOT NULL);
CREATE TABLE sender (
    device TEXT COLLATE "C" NOT NULL, epoch BIGINT NOT NULL, greatest BIGINT NOT NULL, given BIGINT NOT NULL,
    PRIMARY KEY (device, epoch)
);

-- Accounts.
CREATE TABLE account (
    login TEXT COLLATE "C" PRIMARY KEY, person TEXT COLLATE "C" NOT NULL, person_key TEXT COLLATE "C" NOT NULL UNIQUE,
    password TEXT COLLATE "C" NOT NULL, disabled BIGINT NOT NULL, must_change BIGINT NOT NULL, failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL, added BIGINT NOT NULL, second TEXT COLLATE "C" NOT NULL, second_step BIGINT NOT NULL
);
CREATE TABLE visit (
    id BIGINT PRIMARY KEY, token TEXT COLLATE "C" NOT NULL UNIQUE, login TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL, began BIGINT NOT NULL, seen BIGINT NOT NULL, agent TEXT COLLATE "C" NOT NULL,
    provider TEXT COLLATE "C" NOT NULL
);
CREATE INDEX visit_login ON visit (login);
CREATE TABLE link (
    provider TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, login TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE UNIQUE INDEX link_login ON link (login, provider);
CREATE TABLE draft (
    person TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    written BIGINT NOT NULL, PRIMARY KEY (person, subject)
);
CREATE TABLE token (
    id BIGINT PRIMARY KEY, digest TEXT COLLATE "C" NOT NULL UNIQUE, login TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL, writes BIGINT NOT NULL, added BIGINT NOT NULL,
    until BIGINT NOT NULL, seen BIGINT NOT NULL
);
CREATE INDEX token_login ON token (login);
CREATE TABLE webhook (
    id BIGINT PRIMARY KEY, login TEXT COLLATE "C" NOT NULL, person TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL, added BIGINT NOT NULL, since BIGINT NOT NULL, failures BIGINT NOT NULL,
    due BIGINT NOT NULL, said TEXT COLLATE "C" NOT NULL, delivered BIGINT NOT NULL
);
CREATE TABLE answered (
    person TEXT COLLATE "C" NOT NULL, word TEXT COLLATE "C" NOT NULL, content TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (person, word)
);
CREATE TABLE taken (
    person TEXT COLLATE "C" NOT NULL, word TEXT COLLATE "C" NOT NULL, row BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (person, word)
);
