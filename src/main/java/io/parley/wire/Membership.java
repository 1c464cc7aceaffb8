package io.parley.wire;

/** Hears which channels its connection takes part in, after those it began with. On the fan-out's thread; must not block. */
interface Membership {
    void entered(String channel);

    void left(String channel);
}
