package io.parley.people;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;
import java.security.Principal;
import java.util.Objects;

/**
 * Somebody who speaks here; also the principal of a signed-in request or socket.
 *
 * @param id opaque, never reused
 * @param name shown to others
 */
@JsonbPropertyOrder({"id", "name"})
public record Person(String id, String name) implements Principal {
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** The id: what a container's log shows of a principal is not the name. */
    @Override
    @JsonbTransient
    public String getName() {
        return id;
    }
}
