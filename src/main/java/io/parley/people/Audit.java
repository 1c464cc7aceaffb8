package io.parley.people;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to accounts, roles, memberships and sign-ins, as long as the operator wants. Never what was said, never a secret.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface Audit {
    /** Writes what no other transaction writes. */
    void record(Kind kind, Trace trace, @Nullable String person, @Nullable String detail);

    /**
     * The newest first.
     *
     * @param after the id of an entry: those before it in time; null: from the newest
     * @param kind of which only; null: all
     * @param person whom they are about or who did it; null: all
     */
    List<Entry> page(@Nullable Long after, @Nullable Kind kind, @Nullable String person, int limit);

    /** Forgets what was before that time, in milliseconds since 1970. */
    void forget(long before);

    /** What can happen. */
    enum Kind {
        SET_UP,
        SIGNED_IN,
        SIGN_IN_FAILED,
        /** Somebody knew the password, and was asked for the second factor. */
        CODE_ASKED,
        SIGNED_OUT,
        SIGN_IN_REVOKED,
        REGISTERED,
        INVITED,
        INVITE_REVOKED,
        INVITE_ACCEPTED,
        TOKEN_MADE,
        TOKEN_REVOKED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        PASSWORD_CHANGED,
        PASSWORD_RESET_OFFERED,
        PASSWORD_RESET,
        SECOND_FACTOR_ADDED,
        SECOND_FACTOR_REMOVED,
        RECOVERY_CODES_RENEWED,
        RECOVERY_CODE_USED,
        ROLE_CHANGED,
        DEACTIVATED,
        ACTIVATED,
        RENAMED,
        EMAIL_CHANGED,
        /** To a channel, by another one or as an administrator by himself. */
        ADDED,
        /** From a channel, by another one. */
        REMOVED,
        /** Archived or not, who may post, whether new people begin in it. */
        CHANNEL_GOVERNED;

        /** As in JSON and in the store. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> of(String wireName) {
            for (var kind : values()) {
                if (kind.wireName().equals(wireName)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One thing that happened.
     *
     * @param id counts up
     * @param at milliseconds since 1970
     * @param kind a {@link Kind#wireName}
     * @param by who did it; absent when nobody was signed in
     * @param person whom it is about; absent: nobody, or somebody unknown
     * @param address of who did it
     * @param detail such as the role before and after; absent: nothing more to say
     */
    @JsonbPropertyOrder({"id", "at", "kind", "by", "person", "address", "detail"})
    record Entry(
            long id,
            long at,
            String kind,
            @Nullable String by,
            @Nullable String person,
            @Nullable String address,
            @Nullable String detail) {}
}
