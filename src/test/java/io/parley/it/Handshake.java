package io.parley.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An upgrade to a WebSocket, said byte by byte as the test wants it.
 *
 * @param headers lines without their ends; sent as UTF-8, unchecked
 * @param receiveBuffer of the socket in bytes, 0 for the system's
 */
public record Handshake(URI target, List<String> headers, int receiveBuffer) {
    private static final String KEY = "cGFybGV5LXRlc3Qta2V5IQ==";
    private static final int LONGEST_HEAD = 64 * 1024;

    public Handshake {
        headers = List.copyOf(headers);
    }

    /** @param target an http, https or ws address with a path; only its scheme, host, port and path count */
    public static Handshake with(URI target) {
        return new Handshake(target, List.of(), 0);
    }

    /** The cookie of a name, written raw as the classic page does. */
    public Handshake named(String name) {
        return header("Cookie: username=" + name);
    }

    public Handshake header(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new Handshake(target, more, receiveBuffer);
    }

    public Handshake subprotocol(String protocols) {
        return header("Sec-WebSocket-Protocol: " + protocols);
    }

    public Handshake receiveBuffer(int bytes) {
        return new Handshake(target, headers, bytes);
    }

    /** @throws UpgradeRefused when the server does not want to */
    @SuppressWarnings("AddressSelection") // the servers of these tests have one address
    public RawWebSocket open() throws IOException {
        var socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                // before connecting, as the window is agreed on then
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Await.BOUND.toMillis());
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()));
            if (target.getScheme().equals("https")) {
                socket = Anybody.context()
                        .getSocketFactory()
                        .createSocket(socket, target.getHost(), target.getPort(), true);
            }
            socket.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
            var head = head(socket.getInputStream());
            socket.setSoTimeout(0);
            return new RawWebSocket(socket, subprotocol(head));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String request() {
        var request = new StringBuilder();
        request.append("GET ").append(target.getRawPath()).append(" HTTP/1.1\r\n");
        request.append("Host: ")
                .append(target.getHost())
                .append(':')
                .append(target.getPort())
                .append("\r\n");
        request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        request.append("Sec-WebSocket-Key: ").append(KEY).append("\r\n");
        headers.forEach(line -> request.append(line).append("\r\n"));
        return request.append("\r\n").toString();
    }

    /** Byte by byte, as what follows the head belongs to the frames. */
    private static List<String> head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(head)) {
            var b = in.read();
            if (b < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("no answer to the handshake: " + head.toString(StandardCharsets.UTF_8));
            }
            head.write(b);
        }
        var lines = head.toString(StandardCharsets.UTF_8).split("\r\n");
        var status = Integer.parseInt(lines[0].split(" ")[1]);
        if (status != 101) {
            throw new UpgradeRefused(status, lines[0]);
        }
        var answer = List.of(lines);
        if (!value(answer, "Sec-WebSocket-Accept").equals(Optional.of(accept()))) {
            throw new IOException("the wrong key is accepted: " + answer);
        }
        if (value(answer, "Sec-WebSocket-Extensions").isPresent()) {
            throw new IOException("an extension nobody asked for: " + answer);
        }
        return answer;
    }

    private static boolean endsWithEmptyLine(ByteArrayOutputStream head) {
        return head.size() >= 4 && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    private static String subprotocol(List<String> head) {
        return value(head, "Sec-WebSocket-Protocol").orElse("");
    }

    private static Optional<String> value(List<String> head, String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    private static String accept() {
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            var text = KEY + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
