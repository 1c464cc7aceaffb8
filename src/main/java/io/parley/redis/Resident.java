package io.parley.redis;

/** What uses the link, for as long as there is one; called on the bus's thread. Must neither block nor throw. */
interface Resident {
    void connected(Link link);

    /** That link is no more. */
    void away();

    /** Some seconds have passed. */
    void beat(Link link);
}
