package io.parley.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One WebSocket to a node: frames are heard one at a time by one thread, and the next is asked for when the last is done with. */
final class Line implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A node that says nothing for so long is as good as gone (src/docs/protocol.md). */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final LinkedBlockingQueue<Optional<String>> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    /** Guarded by "this": sends must not overlap. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Used by the one thread that hears. */
    private boolean asked = true;

    private Line(HttpClient http, URI place, String cookie) throws IOException, InterruptedException {
        try {
            socket = http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .subprotocols("parley.1")
                    .connectTimeout(CONNECT)
                    .buildAsync(place, new Ear())
                    .get(2 * CONNECT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(place + " does not open", e);
        }
    }

    static Line to(HttpClient http, URI page, String cookie) throws IOException, InterruptedException {
        return new Line(http, URI.create(page.toString().replaceFirst("^http", "ws")), cookie);
    }

    /** Sends a frame, after those before it; into the void if the other side is gone. */
    synchronized void say(String frame) {
        last = last.handle((done, failure) -> failure == null)
                .thenCompose(well -> well
                        ? socket.sendText(frame, true)
                        : CompletableFuture.failedFuture(new IOException("the line is dead")));
    }

    /** The next frame; empty when there are no more. */
    Optional<String> hear() throws InterruptedException {
        if (!asked) {
            socket.request(1);
        }
        asked = false;
        var frame = frames.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
        return frame == null ? Optional.empty() : frame;
    }

    /** Breaks it off without a word. */
    void cut() {
        socket.abort();
        frames.add(Optional.empty());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        /** Confined to the client's one call at a time. */
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
            text.append(part);
            if (end) {
                frames.add(Optional.of(text.toString()));
                text.setLength(0);
            } else {
                from.request(1);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            frames.add(Optional.empty());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            frames.add(Optional.empty());
        }
    }
}
