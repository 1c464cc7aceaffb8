package io.parley.people;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account, as he himself and administrators see him.
 *
 * @param role a {@link Role#wireName}
 * @param avatar as in {@link Person}
 * @param timeZone such as {@code Europe/Berlin}; absent: the browser's
 * @param locale such as {@code de-AT}; absent: the browser's
 * @param inactive true, or absent when he may sign in
 * @param secondFactor true when an authenticator app is asked for after his password; else absent
 * @param created milliseconds since 1970; absent for who spoke in `open` mode
 */
@JsonbPropertyOrder({
    "id",
    "name",
    "handle",
    "email",
    "role",
    "avatar",
    "status",
    "timeZone",
    "locale",
    "inactive",
    "secondFactor",
    "created"
})
public record Profile(
        String id,
        String name,
        @Nullable String handle,
        @Nullable String email,
        String role,
        @Nullable String avatar,
        @Nullable Status status,
        @Nullable String timeZone,
        @Nullable String locale,
        @Nullable Boolean inactive,
        @Nullable Boolean secondFactor,
        @Nullable Long created) {
    public Profile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }

    /** What everybody sees. */
    public Person person() {
        return new Person(
                id, name, handle, avatar, status, Role.GUEST.wireName().equals(role) ? role : null, inactive);
    }
}
