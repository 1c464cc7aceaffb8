-- The first house: people, channels, what was said in them, and its files.
-- Ids are opaque texts, times milliseconds since 1970, bodies UTF-8 bytes; other texts are kept without NUL (Escaped), which is no TEXT to
-- every tool.

-- What this database knows of itself: its id, the keys of the receipts' and the attempts' digests, the key that seals
-- what nodes tell each other, the one that seals what authenticators are asked, and until there is an owner the code of the set-up.
CREATE TABLE secret (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO secret (name, value)
    VALUES ('database', randomblob(12)), ('receipts', randomblob(32)), ('sealing', randomblob(32)),
           ('attempts', randomblob(32)), ('challenges', randomblob(32));

-- sha256 is that of a name given in open mode, which may be longer than an index takes; null where there is an account, which has
-- a handle, and a skeleton that no look-alike name shares. sought is what people are found by. version counts the changes of a
-- person's own state; status ends at status_until. shown is what the house counted (below) when name, picture, status or role of
-- his were changed last.
CREATE TABLE person (
    id           TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    sha256       BLOB    UNIQUE,
    version      INTEGER NOT NULL DEFAULT 0,
    shown        INTEGER NOT NULL DEFAULT 0,
    handle       TEXT    UNIQUE,
    skeleton     TEXT    UNIQUE,
    email        TEXT    UNIQUE,
    sought       TEXT    NOT NULL,
    role         TEXT    NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    active       INTEGER NOT NULL DEFAULT 1,
    avatar       TEXT,
    emoji        TEXT,
    status       TEXT,
    status_until INTEGER,
    time_zone    TEXT,
    locale       TEXT,
    created      INTEGER
) STRICT;

CREATE INDEX person_owner ON person (id) WHERE role = 'owner';
CREATE INDEX person_shown ON person (shown) WHERE shown > 0;

-- How often what people show of themselves was changed: counted in the transaction that does, whose turn ends with its COMMIT; so
-- nothing with a lower count appears after something with a higher one.
CREATE TABLE showing (
    count INTEGER NOT NULL
) STRICT;

INSERT INTO showing (count) VALUES (0);

-- The hash of a password, with all that is needed to verify it.
CREATE TABLE credential (
    person  TEXT    NOT NULL PRIMARY KEY REFERENCES person,
    hash    TEXT    NOT NULL,
    changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where somebody is signed in; sha256 is that of the token in his cookie, seen when it was last used, roughly,
-- factor what was shown besides a password.
CREATE TABLE sign_in (
    id      TEXT    NOT NULL PRIMARY KEY,
    sha256  BLOB    NOT NULL UNIQUE,
    person  TEXT    NOT NULL REFERENCES person,
    device  TEXT    NOT NULL,
    address TEXT    NOT NULL,
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    factor  TEXT    CHECK (factor IN ('code', 'passkey', 'both'))
) STRICT;

CREATE INDEX sign_in_of_person ON sign_in (person, seen);
CREATE INDEX sign_in_expires ON sign_in (expires);

-- Links by which accounts are made: sha256 is that of the token.
CREATE TABLE invite (
    id      TEXT    NOT NULL PRIMARY KEY,
    sha256  BLOB    NOT NULL UNIQUE,
    inviter TEXT    NOT NULL REFERENCES person,
    role    TEXT    NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    uses    INTEGER NOT NULL,
    used    INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE invite_channel (
    invite  TEXT NOT NULL REFERENCES invite ON DELETE CASCADE,
    channel TEXT NOT NULL,
    PRIMARY KEY (invite, channel)
) STRICT, WITHOUT ROWID;

-- Links by which somebody chooses another password; each has one at most.
CREATE TABLE reset (
    person  TEXT    NOT NULL PRIMARY KEY REFERENCES person,
    sha256  BLOB    NOT NULL UNIQUE,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What lets a program act for a person: scopes are separated by spaces, seen is when it was last used, roughly; 0: never.
CREATE TABLE access_token (
    id      TEXT    NOT NULL PRIMARY KEY,
    sha256  BLOB    NOT NULL UNIQUE,
    person  TEXT    NOT NULL REFERENCES person,
    name    TEXT    NOT NULL,
    scopes  TEXT    NOT NULL,
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL DEFAULT 0,
    expires INTEGER NOT NULL
) STRICT;

CREATE INDEX access_token_of_person ON access_token (person, created);
CREATE INDEX access_token_expires ON access_token (expires);

-- An authenticator app as a second factor, by its secret: step is the last one whose code was taken, null until the first one was and
-- the app is asked for; attempt is who took it.
CREATE TABLE totp (
    person  TEXT NOT NULL PRIMARY KEY REFERENCES person,
    secret  BLOB NOT NULL,
    step    INTEGER,
    attempt TEXT
) STRICT, WITHOUT ROWID;

-- What lets him in who has lost it, each once: sha256 is that of a code and its person, attempt is who used it.
CREATE TABLE recovery_code (
    person  TEXT NOT NULL REFERENCES person,
    sha256  BLOB NOT NULL,
    attempt TEXT,
    PRIMARY KEY (person, sha256)
) STRICT, WITHOUT ROWID;

-- What somebody signs in by who unlocks an authenticator, for one host: credential is the id under which that knows it, public_key all
-- that is needed to check its answers, counter that of its signatures, seen when it was last used; 0: never.
CREATE TABLE passkey (
    id         TEXT    NOT NULL PRIMARY KEY,
    person     TEXT    NOT NULL REFERENCES person,
    host       TEXT    NOT NULL,
    credential BLOB    NOT NULL UNIQUE,
    public_key BLOB    NOT NULL,
    counter    INTEGER NOT NULL,
    transports TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    created    INTEGER NOT NULL,
    seen       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX passkey_of_person ON passkey (person, created);

-- What authenticators were asked and have answered, until it is too old to be answered anyway: attempt is who did.
CREATE TABLE challenge (
    sha256  BLOB    NOT NULL PRIMARY KEY,
    expires INTEGER NOT NULL,
    attempt TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX challenge_expires ON challenge (expires);

-- Somebody's picture of himself; its tag is in his row too.
CREATE TABLE portrait (
    person  TEXT NOT NULL PRIMARY KEY REFERENCES person,
    tag     TEXT NOT NULL,
    picture BLOB NOT NULL
) STRICT;

-- Tries to get in that failed: digest is a keyed one of who tried or from where.
CREATE TABLE attempt (
    digest BLOB    NOT NULL PRIMARY KEY,
    count  INTEGER NOT NULL,
    last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_last ON attempt (last);

-- What happened to accounts and memberships; references nothing, as it outlives all.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    doer    TEXT,
    person  TEXT,
    address TEXT,
    detail  TEXT
) STRICT;

CREATE INDEX audit_of_person ON audit (person, id);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_of_doer ON audit (doer, id);

-- head is the seq of the newest event, last_at its time, messages the n of the newest message,
-- called how many messages ever called everybody in it. creator is who made it; members
-- names the people of a direct conversation, which never change, so there is one for one set. What is long is elsewhere: every COMMIT
-- writes its channels' rows.
CREATE TABLE channel (
    id         TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
    name       TEXT    NOT NULL,
    topic      TEXT    NOT NULL DEFAULT '',
    archived   INTEGER NOT NULL DEFAULT 0,
    posting    TEXT    NOT NULL DEFAULT 'everyone' CHECK (posting IN ('everyone', 'admins')),
    by_default INTEGER NOT NULL DEFAULT 0,
    creator    TEXT,
    members    TEXT    UNIQUE,
    head       INTEGER NOT NULL DEFAULT 0,
    last_at    INTEGER NOT NULL DEFAULT 0,
    messages   INTEGER NOT NULL DEFAULT 0,
    called     INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO channel (id, kind, name, by_default) VALUES ('lobby', 'public', 'lobby', 1);

-- What a channel is for, in more words than its topic.
CREATE TABLE description (
    channel TEXT    NOT NULL PRIMARY KEY REFERENCES channel,
    text    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The names channels have or had, by what remains of them for a careless reader: none is given twice, so old links keep working.
CREATE TABLE channel_name (
    skeleton TEXT    NOT NULL PRIMARY KEY,
    channel  TEXT    NOT NULL REFERENCES channel
) STRICT, WITHOUT ROWID;

INSERT INTO channel_name (skeleton, channel) VALUES ('lobby', 'lobby');

-- read_n is the n of the message this member has read up to, mentions how many of the later ones call him, called how many of the
-- channel's called are not before him any more; version is the person's when this membership changed last.
CREATE TABLE member (
    channel   TEXT    NOT NULL REFERENCES channel,
    person    TEXT    NOT NULL REFERENCES person,
    read_n    INTEGER NOT NULL DEFAULT 0,
    mentions  INTEGER NOT NULL DEFAULT 0,
    called    INTEGER NOT NULL DEFAULT 0,
    level     TEXT    NOT NULL DEFAULT 'everything' CHECK (level IN ('everything', 'mentions', 'nothing')),
    muted     INTEGER NOT NULL DEFAULT 0,
    joined_at INTEGER NOT NULL DEFAULT 0,
    version   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, person)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX member_of_person ON member (person, channel);

-- Who is no member any more, and his version when that began.
CREATE TABLE parted (
    person  TEXT    NOT NULL REFERENCES person,
    channel TEXT    NOT NULL REFERENCES channel,
    version INTEGER NOT NULL,
    PRIMARY KEY (person, channel)
) STRICT, WITHOUT ROWID;

-- The log of a channel: seq has no gaps. message is the seq of the event that posted the message this one is about; null where it is
-- about the channel itself: then person is who came or went, and detail how the channel is from there on. author did it, cid is
-- that of the command that caused it; where none did, author and cid are those of the message.
CREATE TABLE event (
    channel TEXT    NOT NULL REFERENCES channel,
    seq     INTEGER NOT NULL,
    mark    TEXT    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('posted', 'edited', 'files', 'deleted', 'joined', 'left', 'channel')),
    message INTEGER,
    author  TEXT    NOT NULL,
    cid     TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    person  TEXT,
    detail  TEXT,
    PRIMARY KEY (channel, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_of_channel ON event (channel, seq) WHERE message IS NULL;

-- Messages as they look now. A table with rowid: texts may be large. edited is the seq of the last change of its text, null when it is the first one. files is the number of its uploads; deleted is 1 where only this
-- trace is left of it, mentions are the ids of those it calls.
CREATE TABLE message (
    channel  TEXT    NOT NULL REFERENCES channel,
    seq      INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    author   TEXT    NOT NULL REFERENCES person,
    at       INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    edited   INTEGER,
    files    INTEGER NOT NULL,
    mentions TEXT,
    deleted  INTEGER NOT NULL DEFAULT 0,
    text     BLOB    NOT NULL,
    UNIQUE (channel, seq)
) STRICT;

-- Messages that call somebody, by their n.
CREATE TABLE mention (
    person  TEXT NOT NULL,
    channel TEXT NOT NULL,
    n       INTEGER NOT NULL,
    PRIMARY KEY (person, channel, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_of_message ON mention (channel, n);

-- Messages that call everybody in their channel.
CREATE TABLE crowd (
    channel TEXT NOT NULL,
    n       INTEGER NOT NULL,
    author  TEXT NOT NULL,
    PRIMARY KEY (channel, n)
) STRICT, WITHOUT ROWID;

-- What a message said before the edit that is the channel's event seq.
CREATE TABLE edit (
    channel TEXT    NOT NULL,
    message INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    text    BLOB    NOT NULL,
    UNIQUE (channel, message, seq)
) STRICT;

-- What was committed by which cid; outlives the message, so it references nothing. channel is empty for what is done outside of one,
-- and made is the channel that came of it.
CREATE TABLE receipt (
    channel TEXT    NOT NULL,
    author  TEXT    NOT NULL,
    cid     TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    digest  BLOB    NOT NULL,
    made    TEXT,
    PRIMARY KEY (channel, author, cid)
) STRICT, WITHOUT ROWID;

-- A content, however many uploads have it, and what was found by looking at it. state is null when it may be read.
-- freed is when it was last wanted or let go, null while somebody is known to have it; doomed when its deletion began, and
-- deleter who began it.
CREATE TABLE blob (
    sha256    TEXT    NOT NULL PRIMARY KEY,
    size      INTEGER NOT NULL,
    type      TEXT    NOT NULL,
    width     INTEGER,
    height    INTEGER,
    thumbnail INTEGER NOT NULL DEFAULT 0,
    state     TEXT    CHECK (state IN ('held', 'infected')),
    freed     INTEGER,
    doomed    INTEGER,
    deleter   TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_freed ON blob (freed) WHERE freed IS NOT NULL;
CREATE INDEX blob_held ON blob (sha256) WHERE state = 'held';

-- A small picture of a large one, made when it is first asked for.
CREATE TABLE thumbnail (
    source TEXT NOT NULL PRIMARY KEY REFERENCES blob,
    blob   TEXT NOT NULL REFERENCES blob
) STRICT, WITHOUT ROWID;

CREATE INDEX thumbnail_of_blob ON thumbnail (blob);

-- A file somebody brings: name and type as declared, null when they were not; length as announced; blob is null until it is
-- whole; channel, message, position and alt are null until a message posts it, which has to be before expires.
-- unverified is the size it had when content began to arrive that a checksum will judge; checked the seq of the event that
-- told that it may be read, or never may.
CREATE TABLE upload (
    id         TEXT    NOT NULL PRIMARY KEY,
    uploader   TEXT    NOT NULL REFERENCES person,
    name       TEXT,
    declared   TEXT,
    length     INTEGER NOT NULL,
    blob       TEXT    REFERENCES blob,
    at         INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    unverified INTEGER,
    channel    TEXT,
    message    INTEGER,
    position   INTEGER,
    alt        TEXT,
    checked    INTEGER
) STRICT;

CREATE INDEX upload_of_message ON upload (channel, message, position) WHERE channel IS NOT NULL;
CREATE INDEX upload_unposted ON upload (expires) WHERE channel IS NULL;
CREATE INDEX upload_of_blob ON upload (blob);
CREATE INDEX upload_of_uploader ON upload (uploader, length);
