package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What a connection may do at most.
 *
 * @param text bytes of UTF-8 in one message's text
 * @param frame characters in one client frame
 * @param inFlight sends neither committed nor refused
 * @param inFlightBytes their bytes; one larger send alone is let through
 */
@JsonbPropertyOrder({"text", "frame", "inFlight", "inFlightBytes"})
public record Limits(int text, int frame, int inFlight, int inFlightBytes) {
    public static final int IN_FLIGHT = 64;
    public static final int IN_FLIGHT_BYTES = 256 * 1024;

    /** A frame has room for a text of the largest size with every second character escaped. */
    public static Limits ofText(int bytes) {
        return new Limits(bytes, 2 * bytes + 64 * 1024, IN_FLIGHT, IN_FLIGHT_BYTES);
    }
}
