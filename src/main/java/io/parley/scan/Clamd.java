package io.parley.scan;

import io.parley.files.Scanner;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** ClamAV's daemon, asked by INSTREAM (clamd(8)): the content in pieces, each with its length, and then the answer. */
public final class Clamd implements Scanner {
    private static final int PIECE = 1 << 16;
    /** Bytes of an answer; it is one line. */
    private static final int LONGEST = 4_096;

    private final String host;
    private final int port;
    private final int patience;

    /**
     * @param address {@code clamd://host:port}
     * @param patience to wait for a connection, and each time for what it says: a large content takes it minutes
     */
    public Clamd(URI address, Duration patience) {
        this.host = address.getHost();
        this.port = address.getPort();
        this.patience = Math.toIntExact(patience.toMillis());
    }

    @Override
    public Verdict scan(InputStream content) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), patience);
            socket.setSoTimeout(patience);
            var broken = send(content, socket);
            try {
                return verdict(answer(socket.getInputStream()));
            } catch (IOException e) {
                if (broken != null) {
                    e.addSuppressed(broken);
                }
                throw e;
            }
        }
    }

    /**
     * Of a stream that is too long for it clamd says so and closes, while we still send: what it said can be read all the same.
     *
     * @return what kept it from being sent; null when nothing did
     */
    private static @Nullable IOException send(InputStream content, Socket socket) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), PIECE + 4));
        var piece = new byte[PIECE];
        var count = PIECE;
        while (count > 0) {
            count = content.readNBytes(piece, 0, PIECE);
            try {
                if (out.size() == 0) {
                    out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
                }
                // a piece of no length is the end
                out.writeInt(count);
                out.write(piece, 0, count);
            } catch (IOException e) {
                return e;
            }
        }
        try {
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static String answer(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c > 0 && line.length() < LONGEST; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return new Verdict.Infected(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        if (answer.contains("size limit exceeded")) {
            return new Verdict.Unknown("it is longer than clamd's StreamMaxLength");
        }
        throw new IOException(answer.isEmpty() ? "clamd said nothing" : "clamd said: " + answer);
    }
}
