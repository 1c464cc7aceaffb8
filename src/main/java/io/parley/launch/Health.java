package io.parley.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Asks the Parley of this container whether it is up: ends with 0 if it is, with 1 and one line if not.
 *
 * <p>A JVM for each question costs what its classes cost: a plain socket takes a third of the JDK's HTTP client.
 */
final class Health {
    private static final int PATIENCE_MILLIS = 5_000;

    private Health() {}

    public static void main(String[] args) {
        try {
            var settings =
                    LaunchSettings.read(LaunchSettings.text(System.getProperties()), System.getenv(), Path.of("/data"));
            var answer = ask(settings.address(), settings.port(), settings.path() + "/api/v1/health");
            if (!answer.startsWith("HTTP/1.1 200")) {
                fail(answer);
            }
        } catch (IOException | CannotLaunch e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    /** @return the first line of the answer */
    @SuppressWarnings("AddressSelection") // it listens on all of a name's addresses or on the first
    static String ask(String host, int port, String path) throws IOException {
        var address = host.equals("*") ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var line = answer.readLine();
            return line == null ? "no answer" : line;
        }
    }

    private static void fail(String line) {
        System.out.println("Parley is not up: " + line);
        System.exit(1);
    }
}
