package io.parley.laws.broken.sql;

import io.parley.laws.broken.chat.LawlessChat;

/** A store in a cycle with the subject, with a name that says nothing and a count that everybody shares. */
public final class StoreManager {
    static int count;

    public LawlessChat chat() {
        count++;
        throw new UnsupportedOperationException();
    }
}
