-- Instants are microseconds since 1970-01-01 UTC. -9223372036854775808 stands for "none" and 9223372036854775807 for
-- "until now", so that columns that are read a hundred thousand times are never NULL.

CREATE TABLE profile (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE api_key (
    id      INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL REFERENCES profile,
    key_id  TEXT NOT NULL,
    UNIQUE (profile, key_id)
);

-- What many keys have in common.
CREATE TABLE traits (
    id        INTEGER PRIMARY KEY,
    hint_kind TEXT NOT NULL,
    status    TEXT NOT NULL,
    last_used TEXT NOT NULL, -- a precision where a time is known, else NEVER, NOT_REPORTED, UNKNOWN
    scopes    TEXT NOT NULL, -- one a line; a backslash is written \\ and a line end \n
    owner     TEXT,
    UNIQUE (hint_kind, status, last_used, scopes, owner)
);

-- A key as it was told from seen_from on, until it was told differently.
CREATE TABLE key_version (
    profile       INTEGER NOT NULL REFERENCES profile,
    superseded_at INTEGER NOT NULL,
    api_key       INTEGER NOT NULL REFERENCES api_key,
    seen_from     INTEGER NOT NULL,
    name          TEXT NOT NULL,
    hint          TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    last_used_at  INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    traits        INTEGER NOT NULL REFERENCES traits,
    PRIMARY KEY (profile, superseded_at, api_key)
) WITHOUT ROWID;

-- Complete listings. The order of the keys is stored where it differs from the listing before.
CREATE TABLE listing (
    profile  INTEGER NOT NULL REFERENCES profile,
    at       INTEGER NOT NULL,
    ordering BLOB,
    PRIMARY KEY (profile, at)
);

-- A key that was read by itself.
CREATE TABLE key_read (
    profile INTEGER NOT NULL REFERENCES profile,
    api_key INTEGER NOT NULL REFERENCES api_key,
    at      INTEGER NOT NULL,
    PRIMARY KEY (profile, api_key, at)
) WITHOUT ROWID;

-- A time during which listings did not have the key.
CREATE TABLE absence (
    profile    INTEGER NOT NULL REFERENCES profile,
    api_key    INTEGER NOT NULL REFERENCES api_key,
    gone_since INTEGER NOT NULL,
    back_at    INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    PRIMARY KEY (profile, api_key, gone_since)
) WITHOUT ROWID;

CREATE TABLE ending (
    api_key    INTEGER PRIMARY KEY REFERENCES api_key,
    profile    INTEGER NOT NULL REFERENCES profile,
    revoked_at INTEGER NOT NULL,
    dead_since INTEGER NOT NULL
);
CREATE INDEX ending_of_profile ON ending (profile);

CREATE TABLE fingerprint (
    id      INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL REFERENCES profile,
    api_key INTEGER NOT NULL REFERENCES api_key,
    sha256  TEXT NOT NULL,
    length  INTEGER NOT NULL,
    prefix  TEXT NOT NULL,
    UNIQUE (api_key, sha256)
);
CREATE INDEX fingerprint_of_profile ON fingerprint (profile);

CREATE TABLE usage_read (
    api_key INTEGER NOT NULL REFERENCES api_key,
    bucket  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (api_key, bucket)
) WITHOUT ROWID;

CREATE TABLE usage (
    api_key INTEGER NOT NULL REFERENCES api_key,
    bucket  TEXT NOT NULL,
    start   INTEGER NOT NULL,
    ok      INTEGER NOT NULL,
    limited INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    failed  INTEGER NOT NULL,
    PRIMARY KEY (api_key, bucket, start)
) WITHOUT ROWID;
