package io.parley.bench.load;

/** Who sends what where: the next message of a sender goes by that client to that channel. */
@FunctionalInterface
public interface Speaker {
    /** What somebody does next. */
    record Turn(Client client, int channel) {}

    /** @param sender from 0 */
    Turn next(int sender);
}
