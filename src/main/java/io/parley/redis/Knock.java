package io.parley.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A few words with whatever listens on a port of this machine, before any client is made: it may be no Redis at all. */
final class Knock implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;

    private Knock(int port) throws IOException {
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    enum Answer {
        NOBODY,
        /** A Redis that takes the password, or wants none and none was given. */
        OPEN,
        /** A Redis that wants no password, though one was given. */
        OPEN_TO_ALL,
        /** A Redis with another password, or something else. */
        STRANGER
    }

    static Answer at(int port, Optional<String> password) throws IOException {
        try (var knock = new Knock(port)) {
            var taken = password.isEmpty() || knock.ask("AUTH", password.get()).equals("+OK");
            if (knock.ask("PING").equals("+PONG")) {
                return taken ? Answer.OPEN : Answer.OPEN_TO_ALL;
            }
            return Answer.STRANGER;
        } catch (ConnectException nobody) {
            return Answer.NOBODY;
        } catch (IOException noRedis) {
            return Answer.STRANGER;
        }
    }

    /**
     * Whether somebody else is connected, also after {@code patience}: connections that were closed just now are counted for a moment.
     */
    static boolean others(int port, Optional<String> password, Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        try (var knock = new Knock(port)) {
            if (password.isPresent()) {
                knock.ask("AUTH", password.get());
            }
            while (knock.clients().size() > 1) {
                if (System.nanoTime() > end) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What it says of itself, by name. */
    static Map<String, String> told(int port, Optional<String> password) throws IOException {
        try (var knock = new Knock(port)) {
            if (password.isPresent()) {
                knock.ask("AUTH", password.get());
            }
            return knock.lines("INFO", "server").stream()
                    .map(line -> line.strip().split(":", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, again) -> first));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Lines, one for each that is connected. */
    private List<String> clients() throws IOException {
        return lines("CLIENT", "LIST").stream().filter(line -> !line.isBlank()).toList();
    }

    private List<String> lines(String... words) throws IOException {
        var length = ask(words);
        if (!length.startsWith("$")) {
            throw new IOException(length);
        }
        var text = new char[Integer.parseInt(length.substring(1))];
        for (var read = 0; read < text.length; ) {
            var more = answers.read(text, read, text.length - read);
            if (more < 0) {
                throw new IOException("It hung up");
            }
            read += more;
        }
        line();
        return new String(text).lines().toList();
    }

    private String ask(String... words) throws IOException {
        var question = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) {
            question.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(question.toString().getBytes(StandardCharsets.UTF_8));
        return line();
    }

    private String line() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("It hung up");
        }
        return line;
    }
}
