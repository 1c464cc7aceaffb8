package io.parley.sql;

import io.parley.chat.Cursor;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes the short random texts that tell one event, or one person, from every other. Guarded by the generator. */
final class Marks {
    /** 48 bits: enough that a restored journal does not repeat a mark at the same seq. */
    private static final int MARK = 6;

    /** 72 bits: an id is never made twice, by any node. */
    private static final int ID = 9;

    private static final int CODE = 15;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final RandomGenerator random;

    Marks(RandomGenerator random) {
        this.random = random;
    }

    /** The place of the event after that one; its mark has 12 characters. */
    Cursor after(Cursor place) {
        return place.next(text(MARK));
    }

    /** 12 characters, for something that is named by it for ever. */
    String id() {
        return text(ID);
    }

    /** 20 characters, for a secret that somebody copies: 120 bits. */
    String code() {
        return text(CODE);
    }

    private String text(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }
}
