package io.parley.people;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks here, as others see him.
 *
 * @param id opaque, never reused
 * @param name shown to others
 * @param handle what he signs in with and `@…` mentions; absent for who spoke in `open` mode
 * @param avatar names the picture he uploaded: another one, another name; absent: the client draws one from id and name
 * @param status what he says of himself now; absent when nothing, or no longer
 * @param role `guest`, or absent: who is more is nobody's business
 * @param inactive true, or absent when he may sign in
 */
@JsonbPropertyOrder({"id", "name", "handle", "avatar", "status", "role", "inactive"})
public record Person(
        String id,
        String name,
        @Nullable String handle,
        @Nullable String avatar,
        @Nullable Status status,
        @Nullable String role,
        @Nullable Boolean inactive) {
    @JsonbCreator
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** Of whom nothing but a name is known, as of everybody in `open` mode. */
    public Person(String id, String name) {
        this(id, name, null, null, null, null, null);
    }
}
