package io.parley.web;

import io.parley.people.Refusal;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Why a request was not done, for programs and people (RFC 9457).
 *
 * @param type always {@code about:blank}: the code tells problems apart
 * @param title the status in words
 * @param code from the list in src/docs/protocol.md
 * @param detail what is wrong and what would be right
 */
@JsonbPropertyOrder({"type", "title", "status", "code", "detail"})
public record Problem(String type, String title, int status, String code, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail) {
        var title = Optional.ofNullable(Response.Status.fromStatusCode(status))
                .map(Response.Status::getReasonPhrase)
                .orElse(
                        switch (status) {
                            case 422 -> "Unprocessable Content";
                            case 423 -> "Locked";
                            case 460 -> "Checksum Mismatch";
                            default -> "Problem";
                        });
        return new Problem("about:blank", title, status, code, detail);
    }

    static Problem of(Refusal refusal) {
        return of(status(refusal.code()), refusal.code().wireName(), refusal.text());
    }

    private static int status(Refusal.Code code) {
        return switch (code) {
            case MALFORMED, HELLO_FIRST, BAD_PARAMETER -> 400;
            case SIGNED_OUT, WRONG_CREDENTIALS, CODE_NEEDED -> 401;
            case FORBIDDEN, WRONG_CODE, SECOND_FACTOR_NEEDED -> 403;
            case EXPIRED, LINK_GONE -> 410;
            case NO_CHANNEL, NO_MESSAGE, NO_FILE, NO_PERSON -> 404;
            case CONFIRM, CONFLICT, UNKNOWN_CURSOR, TAKEN -> 409;
            case TOO_LARGE, OVER_QUOTA -> 413;
            case BAD_NAME, BAD_PASSWORD -> 422;
            case SLOW_DOWN -> 429;
            case UNAVAILABLE, BUSY -> 503;
        };
    }
}
