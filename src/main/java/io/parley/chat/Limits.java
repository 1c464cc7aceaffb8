package io.parley.chat;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may do at most.
 *
 * @param text bytes of UTF-8 in one message's text
 * @param frame characters in one client frame
 * @param inFlight sends neither committed nor refused
 * @param inFlightBytes their bytes; one larger send alone is let through
 * @param file bytes in one file
 * @param files in one message
 * @param alt UTF-16 units, as JavaScript counts, in what is said about a file
 * @param edit milliseconds in which one may edit and delete what one posted; absent: always
 */
@JsonbPropertyOrder({"text", "frame", "inFlight", "inFlightBytes", "file", "files", "alt", "edit"})
public record Limits(
        int text,
        int frame,
        int inFlight,
        int inFlightBytes,
        long file,
        int files,
        int alt,
        @Nullable Long edit) {
    public static final int IN_FLIGHT = 64;
    public static final int IN_FLIGHT_BYTES = 256 * 1024;
    public static final int ALT = 1_000;

    @JsonbCreator
    public Limits {}

    /** With all time to edit. */
    public Limits(int text, int frame, int inFlight, int inFlightBytes, long file, int files, int alt) {
        this(text, frame, inFlight, inFlightBytes, file, files, alt, null);
    }

    /** A frame has room for a text of the largest size with every second character escaped. */
    public static Limits of(int text, long file, int files) {
        return of(text, file, files, Optional.empty());
    }

    /** @param edit how long one may edit and delete what one posted; empty: always */
    public static Limits of(int text, long file, int files, Optional<Duration> edit) {
        return new Limits(
                text,
                2 * text + 64 * 1024,
                IN_FLIGHT,
                IN_FLIGHT_BYTES,
                file,
                files,
                ALT,
                edit.map(Duration::toMillis).orElse(null));
    }
}
