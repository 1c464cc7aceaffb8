package io.parley.chat;

import java.util.List;

/**
 * What of a person's own state changed after a version, read in one moment.
 *
 * @param version how it is now
 * @param channels those he is in whose membership changed since, or all where {@code version} is below what was asked for: then the
 *     store was restored
 * @param gone ids of those he was in and is not any more
 */
public record Changes(long version, List<Changed> channels, List<String> gone) {
    /** Asks for everything, whatever was told before. */
    public static final long ALL = -1;

    public Changes {
        channels = List.copyOf(channels);
        gone = List.copyOf(gone);
    }

    /**
     * A channel he is in.
     *
     * @param head its newest event
     * @param version at which his membership changed last
     */
    public record Changed(ChannelView channel, Cursor head, long version) {}
}
