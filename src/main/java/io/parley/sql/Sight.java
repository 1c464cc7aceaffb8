package io.parley.sql;

/** Whom somebody may know of. */
final class Sight {
    /**
     * Where the person `p` is himself, or the one who looks (`:viewer`) is no guest, or shares a channel with him now, or is in one where he
     * did something: what he said there is still read, and wants a name.
     */
    static final String OF_PERSON = "(p.id = :viewer"
            + " OR EXISTS (SELECT 1 FROM person AS v WHERE v.id = :viewer AND v.role <> 'guest')"
            + " OR EXISTS (SELECT 1 FROM member AS k WHERE k.person = :viewer AND ("
            + "EXISTS (SELECT 1 FROM member AS m WHERE m.channel = k.channel AND m.person = p.id)"
            + " OR EXISTS (SELECT 1 FROM receipt AS r WHERE r.channel = k.channel AND r.author = p.id))))";

    private Sight() {}
}
