package io.parley.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.function.Consumer;

/** What is PUBLISHed. */
final class Ear extends RedisPubSubAdapter<byte[], byte[]> {
    private final Consumer<byte[]> hear;

    Ear(Consumer<byte[]> hear) {
        this.hear = hear;
    }

    @Override
    public void message(byte[] channel, byte[] message) {
        hear.accept(message);
    }
}
