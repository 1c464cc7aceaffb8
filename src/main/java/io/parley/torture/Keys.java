package io.parley.torture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys below a prefix of its own in somebody's Redis, and no others.
 *
 * <p>Speaks RESP itself: the product's client belongs to the product, which is what is examined here.
 */
final class Keys implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final RedisAddress redis;
    private final String prefix;

    private Keys(RedisAddress redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    /** @throws CannotTorture when Redis does not answer, or has such keys */
    static Keys below(RedisAddress redis, String prefix) {
        var keys = new Keys(redis, prefix);
        try (var talk = keys.new Talk()) {
            if (!talk.all().isEmpty()) {
                throw new CannotTorture("--redis: " + redis + " has keys below " + prefix + " already");
            }
        } catch (IOException e) {
            throw new CannotTorture("--redis: " + redis + " does not let us in: " + e.getMessage(), e);
        }
        return keys;
    }

    @Override
    public void close() throws IOException {
        try (var talk = new Talk()) {
            for (var key : talk.all()) {
                talk.ask("DEL", key);
            }
        }
    }

    private final class Talk implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private final OutputStream out;

        Talk() throws IOException {
            socket.connect(new InetSocketAddress(redis.host(), redis.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream());
            if (redis.password().isPresent()) {
                var secret = redis.password().get();
                ask(redis.user().map(user -> List.of("AUTH", user, secret)).orElse(List.of("AUTH", secret)));
            }
            ask("SELECT", Integer.toString(redis.number()));
        }

        List<String> all() throws IOException {
            var keys = new ArrayList<String>();
            var cursor = "0";
            do {
                // cursor and keys, in one list
                var found = ask("SCAN", cursor, "MATCH", prefix + "*", "COUNT", "1000");
                cursor = found.getFirst();
                keys.addAll(found.subList(1, found.size()));
            } while (!cursor.equals("0"));
            return keys;
        }

        List<String> ask(String... command) throws IOException {
            return ask(List.of(command));
        }

        private List<String> ask(List<String> command) throws IOException {
            write("*" + command.size());
            for (var word : command) {
                write("$" + word.getBytes(StandardCharsets.UTF_8).length);
                write(word);
            }
            out.flush();
            var answer = new ArrayList<String>();
            read(answer);
            return answer;
        }

        private void write(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Adds the texts of one reply, however deep. */
        private void read(List<String> to) throws IOException {
            var head = line();
            var rest = head.substring(1);
            switch (head.charAt(0)) {
                case '-' -> throw new IOException(rest);
                case '*' -> {
                    for (int left = Integer.parseInt(rest); left > 0; left--) {
                        read(to);
                    }
                }
                case '$' -> {
                    to.add(new String(in.readNBytes(Math.max(0, Integer.parseInt(rest))), StandardCharsets.UTF_8));
                    line();
                }
                default -> to.add(rest);
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("it hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
