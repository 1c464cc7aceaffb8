-- The first house: people, channels, what was said in them, and its files. The same tables as SQLite's.
-- Ids are opaque texts, compared byte by byte (COLLATE "C"), times milliseconds since 1970; bodies are UTF-8 bytes; other
-- texts are kept without NUL (Escaped).

-- What this database knows of itself: its id, the keys of the receipts' and the attempts' digests, the key that seals
-- what nodes tell each other, the one that seals what authenticators are asked, and until there is an owner the code of the set-up.
CREATE TABLE secret (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value BYTEA            NOT NULL
);

-- Four random UUIDs have 488 random bits, and need no extension.
INSERT INTO secret (name, value)
SELECT name, substring(sha256((gen_random_uuid()::text || gen_random_uuid() || gen_random_uuid() || gen_random_uuid())::bytea) FOR size)
FROM (VALUES ('database', 12), ('receipts', 32), ('sealing', 32), ('attempts', 32), ('challenges', 32)) AS wanted (name, size);

-- sha256 is that of a name given in open mode, which may be longer than an index takes; null where there is an account, which has
-- a handle, and a skeleton that no look-alike name shares. sought is what people are found by. version counts the changes of a
-- person's own state; status ends at status_until. shown is what the house counted (below) when name, picture, status or role of
-- his were changed last.
CREATE TABLE person (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name         TEXT COLLATE "C" NOT NULL,
    sha256       BYTEA            UNIQUE,
    version      BIGINT           NOT NULL DEFAULT 0,
    shown        BIGINT           NOT NULL DEFAULT 0,
    handle       TEXT COLLATE "C" UNIQUE,
    skeleton     TEXT COLLATE "C" UNIQUE,
    email        TEXT COLLATE "C" UNIQUE,
    sought       TEXT COLLATE "C" NOT NULL,
    role         TEXT COLLATE "C" NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    active       BIGINT           NOT NULL DEFAULT 1,
    avatar       TEXT COLLATE "C",
    emoji        TEXT COLLATE "C",
    status       TEXT COLLATE "C",
    status_until BIGINT,
    time_zone    TEXT COLLATE "C",
    locale       TEXT COLLATE "C",
    created      BIGINT
);

CREATE INDEX person_owner ON person (id) WHERE role = 'owner';
CREATE INDEX person_shown ON person (shown) WHERE shown > 0;

-- How often what people show of themselves was changed: counted in the transaction that does, whose turn ends with its COMMIT; so
-- nothing with a lower count appears after something with a higher one.
CREATE TABLE showing (
    count BIGINT NOT NULL
);

INSERT INTO showing (count) VALUES (0);

-- The hash of a password, with all that is needed to verify it.
CREATE TABLE credential (
    person  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES person,
    hash    TEXT COLLATE "C" NOT NULL,
    changed BIGINT           NOT NULL
);

-- Where somebody is signed in; sha256 is that of the token in his cookie, seen when it was last used, roughly,
-- factor what was shown besides a password.
CREATE TABLE sign_in (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sha256  BYTEA            NOT NULL UNIQUE,
    person  TEXT COLLATE "C" NOT NULL REFERENCES person,
    device  TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    created BIGINT           NOT NULL,
    seen    BIGINT           NOT NULL,
    expires BIGINT           NOT NULL,
    factor  TEXT COLLATE "C" CHECK (factor IN ('code', 'passkey', 'both'))
);

CREATE INDEX sign_in_of_person ON sign_in (person, seen);
CREATE INDEX sign_in_expires ON sign_in (expires);

-- Links by which accounts are made: sha256 is that of the token.
CREATE TABLE invite (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sha256  BYTEA            NOT NULL UNIQUE,
    inviter TEXT COLLATE "C" NOT NULL REFERENCES person,
    role    TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    uses    BIGINT           NOT NULL,
    used    BIGINT           NOT NULL DEFAULT 0,
    created BIGINT           NOT NULL,
    expires BIGINT           NOT NULL
);

CREATE TABLE invite_channel (
    invite  TEXT COLLATE "C" NOT NULL REFERENCES invite ON DELETE CASCADE,
    channel TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (invite, channel)
);

-- Links by which somebody chooses another password; each has one at most.
CREATE TABLE reset (
    person  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES person,
    sha256  BYTEA            NOT NULL UNIQUE,
    expires BIGINT           NOT NULL
);

-- What lets a program act for a person: scopes are separated by spaces, seen is when it was last used, roughly; 0: never.
CREATE TABLE access_token (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sha256  BYTEA            NOT NULL UNIQUE,
    person  TEXT COLLATE "C" NOT NULL REFERENCES person,
    name    TEXT COLLATE "C" NOT NULL,
    scopes  TEXT COLLATE "C" NOT NULL,
    created BIGINT           NOT NULL,
    seen    BIGINT           NOT NULL DEFAULT 0,
    expires BIGINT           NOT NULL
);

CREATE INDEX access_token_of_person ON access_token (person, created);
CREATE INDEX access_token_expires ON access_token (expires);

-- An authenticator app as a second factor, by its secret: step is the last one whose code was taken, null until the first one was and
-- the app is asked for; attempt is who took it.
CREATE TABLE totp (
    person  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES person,
    secret  BYTEA            NOT NULL,
    step    BIGINT,
    attempt TEXT COLLATE "C"
);

-- What lets him in who has lost it, each once: sha256 is that of a code and its person, attempt is who used it.
CREATE TABLE recovery_code (
    person  TEXT COLLATE "C" NOT NULL REFERENCES person,
    sha256  BYTEA            NOT NULL,
    attempt TEXT COLLATE "C",
    PRIMARY KEY (person, sha256)
);

-- What somebody signs in by who unlocks an authenticator, for one host: credential is the id under which that knows it, public_key all
-- that is needed to check its answers, counter that of its signatures, seen when it was last used; 0: never.
CREATE TABLE passkey (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person     TEXT COLLATE "C" NOT NULL REFERENCES person,
    host       TEXT COLLATE "C" NOT NULL,
    credential BYTEA            NOT NULL UNIQUE,
    public_key BYTEA            NOT NULL,
    counter    BIGINT           NOT NULL,
    transports TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    created    BIGINT           NOT NULL,
    seen       BIGINT           NOT NULL DEFAULT 0
);

CREATE INDEX passkey_of_person ON passkey (person, created);

-- What authenticators were asked and have answered, until it is too old to be answered anyway: attempt is who did.
CREATE TABLE challenge (
    sha256  BYTEA            NOT NULL PRIMARY KEY,
    expires BIGINT           NOT NULL,
    attempt TEXT COLLATE "C" NOT NULL
);

CREATE INDEX challenge_expires ON challenge (expires);

-- Somebody's picture of himself; its tag is in his row too.
CREATE TABLE portrait (
    person  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES person,
    tag     TEXT COLLATE "C" NOT NULL,
    picture BYTEA            NOT NULL
);

-- Tries to get in that failed: digest is a keyed one of who tried or from where.
CREATE TABLE attempt (
    digest BYTEA  NOT NULL PRIMARY KEY,
    count  BIGINT NOT NULL,
    last   BIGINT NOT NULL
);

CREATE INDEX attempt_last ON attempt (last);

-- What happened to accounts and memberships; references nothing, as it outlives all.
CREATE TABLE audit (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      BIGINT           NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    doer    TEXT COLLATE "C",
    person  TEXT COLLATE "C",
    address TEXT COLLATE "C",
    detail  TEXT COLLATE "C"
);

CREATE INDEX audit_of_person ON audit (person, id);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_of_doer ON audit (doer, id);

-- head is the seq of the newest event, last_at its time, messages the n of the newest message,
-- called how many messages ever called everybody in it. creator is who made it; members
-- names the people of a direct conversation, which never change, so there is one for one set. Every COMMIT changes its
-- channels' rows: room in their pages keeps them where they are, and what is long is elsewhere.
CREATE TABLE channel (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
    name       TEXT COLLATE "C" NOT NULL,
    topic      TEXT COLLATE "C" NOT NULL DEFAULT '',
    archived   BIGINT           NOT NULL DEFAULT 0,
    posting    TEXT COLLATE "C" NOT NULL DEFAULT 'everyone' CHECK (posting IN ('everyone', 'admins')),
    by_default BIGINT           NOT NULL DEFAULT 0,
    creator    TEXT COLLATE "C",
    members    TEXT COLLATE "C" UNIQUE,
    head       BIGINT           NOT NULL DEFAULT 0,
    last_at    BIGINT           NOT NULL DEFAULT 0,
    messages   BIGINT           NOT NULL DEFAULT 0,
    called     BIGINT           NOT NULL DEFAULT 0
) WITH (fillfactor = 25);

INSERT INTO channel (id, kind, name, by_default) VALUES ('lobby', 'public', 'lobby', 1);

-- What a channel is for, in more words than its topic.
CREATE TABLE description (
    channel TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES channel,
    text    TEXT COLLATE "C" NOT NULL
);

-- The names channels have or had, by what remains of them for a careless reader: none is given twice, so old links keep working.
CREATE TABLE channel_name (
    skeleton TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    channel  TEXT COLLATE "C" NOT NULL REFERENCES channel
);

INSERT INTO channel_name (skeleton, channel) VALUES ('lobby', 'lobby');

-- read_n is the n of the message this member has read up to, mentions how many of the later ones call him, called how many of the
-- channel's called are not before him any more; version is the person's when this membership changed last.
CREATE TABLE member (
    channel   TEXT COLLATE "C" NOT NULL REFERENCES channel,
    person    TEXT COLLATE "C" NOT NULL REFERENCES person,
    read_n    BIGINT           NOT NULL DEFAULT 0,
    mentions  BIGINT           NOT NULL DEFAULT 0,
    called    BIGINT           NOT NULL DEFAULT 0,
    level     TEXT COLLATE "C" NOT NULL DEFAULT 'everything' CHECK (level IN ('everything', 'mentions', 'nothing')),
    muted     BIGINT           NOT NULL DEFAULT 0,
    joined_at BIGINT           NOT NULL DEFAULT 0,
    version   BIGINT           NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, person)
);

CREATE UNIQUE INDEX member_of_person ON member (person, channel);

-- Who is no member any more, and his version when that began.
CREATE TABLE parted (
    person  TEXT COLLATE "C" NOT NULL REFERENCES person,
    channel TEXT COLLATE "C" NOT NULL REFERENCES channel,
    version BIGINT           NOT NULL,
    PRIMARY KEY (person, channel)
);

-- The log of a channel: seq has no gaps. message is the seq of the event that posted the message this one is about; null where it is
-- about the channel itself: then person is who came or went, and detail how the channel is from there on. author did it, cid is
-- that of the command that caused it; where none did, author and cid are those of the message.
CREATE TABLE event (
    channel TEXT COLLATE "C" NOT NULL REFERENCES channel,
    seq     BIGINT           NOT NULL,
    mark    TEXT COLLATE "C" NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL CHECK (kind IN ('posted', 'edited', 'files', 'deleted', 'joined', 'left', 'channel')),
    message BIGINT,
    author  TEXT COLLATE "C" NOT NULL,
    cid     TEXT COLLATE "C" NOT NULL,
    at      BIGINT           NOT NULL,
    person  TEXT COLLATE "C",
    detail  TEXT COLLATE "C",
    PRIMARY KEY (channel, seq)
);

CREATE INDEX event_of_channel ON event (channel, seq) WHERE message IS NULL;

-- Messages as they look now. edited is the seq of the last change of its text, null when it is the first one. files is
-- the number of its uploads; deleted is 1 where only this trace is left of it,
-- mentions are the ids of those it calls.
CREATE TABLE message (
    channel  TEXT COLLATE "C" NOT NULL REFERENCES channel,
    seq      BIGINT           NOT NULL,
    n        BIGINT           NOT NULL,
    author   TEXT COLLATE "C" NOT NULL REFERENCES person,
    at       BIGINT           NOT NULL,
    revision BIGINT           NOT NULL,
    edited   BIGINT,
    files    BIGINT           NOT NULL,
    mentions TEXT COLLATE "C",
    deleted  BIGINT           NOT NULL DEFAULT 0,
    text     BYTEA            NOT NULL,
    PRIMARY KEY (channel, seq)
);

-- Messages that call somebody, by their n.
CREATE TABLE mention (
    person  TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    n       BIGINT           NOT NULL,
    PRIMARY KEY (person, channel, n)
);

CREATE INDEX mention_of_message ON mention (channel, n);

-- Messages that call everybody in their channel.
CREATE TABLE crowd (
    channel TEXT COLLATE "C" NOT NULL,
    n       BIGINT           NOT NULL,
    author  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (channel, n)
);

-- What a message said before the edit that is the channel's event seq.
CREATE TABLE edit (
    channel TEXT COLLATE "C" NOT NULL,
    message BIGINT           NOT NULL,
    seq     BIGINT           NOT NULL,
    text    BYTEA            NOT NULL,
    PRIMARY KEY (channel, message, seq)
);

-- What was committed by which cid; outlives the message, so it references nothing. channel is empty for what is done outside of one,
-- and made is the channel that came of it.
CREATE TABLE receipt (
    channel TEXT COLLATE "C" NOT NULL,
    author  TEXT COLLATE "C" NOT NULL,
    cid     TEXT COLLATE "C" NOT NULL,
    seq     BIGINT           NOT NULL,
    digest  BYTEA            NOT NULL,
    made    TEXT COLLATE "C",
    PRIMARY KEY (channel, author, cid)
);

-- A content, however many uploads have it, and what was found by looking at it. state is null when it may be read.
-- freed is when it was last wanted or let go, null while somebody is known to have it; doomed when its deletion began, and
-- deleter who began it.
CREATE TABLE blob (
    sha256    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    size      BIGINT           NOT NULL,
    type      TEXT COLLATE "C" NOT NULL,
    width     BIGINT,
    height    BIGINT,
    thumbnail BIGINT           NOT NULL DEFAULT 0,
    state     TEXT COLLATE "C" CHECK (state IN ('held', 'infected')),
    freed     BIGINT,
    doomed    BIGINT,
    deleter   TEXT COLLATE "C"
);

CREATE INDEX blob_freed ON blob (freed) WHERE freed IS NOT NULL;
CREATE INDEX blob_held ON blob (sha256) WHERE state = 'held';

-- A small picture of a large one, made when it is first asked for.
CREATE TABLE thumbnail (
    source TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES blob,
    blob   TEXT COLLATE "C" NOT NULL REFERENCES blob
);

CREATE INDEX thumbnail_of_blob ON thumbnail (blob);

-- A file somebody brings: name and type as declared, null when they were not; length as announced; blob is null until it is
-- whole; channel, message, position and alt are null until a message posts it, which has to be before expires.
-- unverified is the size it had when content began to arrive that a checksum will judge; checked the seq of the event that
-- told that it may be read, or never may.
CREATE TABLE upload (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uploader   TEXT COLLATE "C" NOT NULL REFERENCES person,
    name       TEXT COLLATE "C",
    declared   TEXT COLLATE "C",
    length     BIGINT           NOT NULL,
    blob       TEXT COLLATE "C" REFERENCES blob,
    at         BIGINT           NOT NULL,
    expires    BIGINT           NOT NULL,
    unverified BIGINT,
    channel    TEXT COLLATE "C",
    message    BIGINT,
    position   BIGINT,
    alt        TEXT COLLATE "C",
    checked    BIGINT
);

CREATE INDEX upload_of_message ON upload (channel, message, position) WHERE channel IS NOT NULL;
CREATE INDEX upload_unposted ON upload (expires) WHERE channel IS NULL;
CREATE INDEX upload_of_blob ON upload (blob);
CREATE INDEX upload_of_uploader ON upload (uploader, length);

-- The bytes of files, where no folder keeps them: a content on its way in is named by its upload, a whole one by its SHA-256.
-- owner is the intake that writes it, until leased at the latest.
CREATE TABLE content (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256  TEXT COLLATE "C" UNIQUE,
    upload  TEXT COLLATE "C" UNIQUE,
    size    BIGINT           NOT NULL DEFAULT 0,
    owner   TEXT COLLATE "C",
    leased  TIMESTAMPTZ,
    written TIMESTAMPTZ      NOT NULL,
    CHECK ((sha256 IS NULL) <> (upload IS NULL))
);

CREATE INDEX content_arriving ON content (written) WHERE upload IS NOT NULL;

-- at is the place of its first byte. Most files are compressed already: to try again costs time.
CREATE TABLE chunk (
    content BIGINT NOT NULL REFERENCES content ON DELETE CASCADE,
    at      BIGINT NOT NULL,
    bytes   BYTEA  NOT NULL,
    PRIMARY KEY (content, at)
);

ALTER TABLE chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
