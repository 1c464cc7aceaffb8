package io.parley.chat;

/** Hears how far people have read. */
@FunctionalInterface
public interface Markers {
    /** That person has read the channel up to its {@code n}-th message. Never blocks; where he is not in it, nothing comes of it. */
    void read(String person, String channel, long n);
}
