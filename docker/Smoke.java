import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What somebody sees of a Parley that runs, in one file for {@code java Smoke.java}:
 *
 * <pre>
 * talk   address text    the page is served, two people sign in, and one reads what the other says
 * kept   address text    the history still has it
 * leave  address         connects, says so, and waits to be sent away
 * port                   a port of this machine that is free
 * </pre>
 *
 * Ends with 0 when it is so; else with 1 and one line.
 */
final class Smoke {
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI place;

    private Smoke(URI place) {
        this.place = place;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("port")) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.out.println(socket.getLocalPort());
            }
            return;
        }
        var smoke = new Smoke(URI.create(args[1]));
        try {
            switch (args[0]) {
                case "talk" -> smoke.talk(args[2]);
                case "kept" -> smoke.kept(args[2]);
                case "leave" -> smoke.leave();
                default -> throw new IOException("talk, kept or leave, not " + args[0]);
            }
            System.exit(0);
        } catch (IOException e) {
            System.out.println(args[0] + " failed: " + e);
            System.exit(1);
        }
    }

    private void talk(String text) throws Exception {
        var page = http.send(request("").build(), BodyHandlers.ofString());
        check(page.statusCode() == 200 && page.body().contains("<title>"), "the page answers " + page.statusCode());
        check(page.headers().firstValue("Content-Security-Policy").isPresent(), "the page has no policy");
        var launcher = http.send(request("io/parley/launch/Main.class").build(), BodyHandlers.discarding());
        check(launcher.statusCode() == 404, "a class is a page");
        var ann = new Person("Ann");
        var bea = new Person("Bea");
        ann.says(text);
        bea.hears("\"text\":\"" + text + "\"");
        ann.hears("\"text\":\"" + text + "\"");
        System.out.println("page, sign-in, two people talk");
    }

    private void kept(String text) throws Exception {
        var history = http.send(
                request("api/v1/channels/lobby/messages")
                        .header("Cookie", "username=Ann")
                        .build(),
                BodyHandlers.ofString());
        check(history.body().contains("\"text\":\"" + text + "\""), "the history has lost it: " + history.body());
        System.out.println("what was said is still there");
    }

    private void leave() throws Exception {
        var ann = new Person("Ann");
        ann.hears("\"type\":\"live\"");
        System.out.println("connected");
        ann.hears("\"type\":\"goaway\"");
        System.out.println("told to go, and closed with " + ann.hears("close "));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(place.resolve(path));
    }

    private static void check(boolean so, String otherwise) throws IOException {
        if (!so) {
            throw new IOException(otherwise);
        }
    }

    /** Somebody connected by protocol 1, with text frames. */
    private final class Person implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder frame = new StringBuilder();
        private final String name;
        private final WebSocket socket;
        private int sends;

        Person(String name) throws Exception {
            this.name = name;
            var signedIn = http.send(
                    request("api/v1/sign-in")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
            check(signedIn.statusCode() == 200, "signing in answers " + signedIn.statusCode());
            var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            var address = URI.create(place.resolve("ws").toString().replaceFirst("^http", "ws"));
            socket = http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .subprotocols("parley.1")
                    .buildAsync(address, this)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.sendText("{\"type\":\"hello\",\"cursors\":{}}", true).join();
        }

        void says(String text) {
            var cid = "smoke" + System.nanoTime() + "." + ++sends;
            socket.sendText(
                            "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"channel\":\"lobby\",\"text\":\"" + text
                                    + "\"}",
                            true)
                    .join();
        }

        String hears(String part) throws Exception {
            while (true) {
                var line = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                check(line != null, name + " waits for " + part);
                if (line.contains(part)) {
                    return line;
                }
                check(!line.startsWith("close "), name + " waited for " + part + " and was closed with " + line);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                frame.toString().lines().forEach(heard::add);
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            return onText(from, StandardCharsets.UTF_8.decode(part), last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("close " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add("close by " + error);
        }
    }
}
