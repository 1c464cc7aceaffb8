package io.parley.people;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of himself for a while: "on holiday".
 *
 * @param emoji absent when there is none
 * @param text absent when there is none; one of both is there
 * @param until milliseconds since 1970 when it ends by itself; absent: it stays
 */
@JsonbPropertyOrder({"emoji", "text", "until"})
public record Status(
        @Nullable String emoji,
        @Nullable String text,
        @Nullable Long until) {}
