package io.parley.laws.broken.chat;

import io.parley.laws.broken.sql.StoreManager;
import jakarta.json.JsonValue;
import java.time.Instant;

/** A subject that knows its store, a framework and the clock. */
public record LawlessChat(StoreManager store, JsonValue body) {
    public Instant now() {
        return Instant.now();
    }
}
