package io.parley.it;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The people of one test, on a server that tests share. After the test all of them are gone, and said to be gone, so that
 * the next one begins in a quiet room.
 */
public final class Guests implements BeforeEachCallback, AfterEachCallback {
    /** Bytes of UTF-8 in a text on the shared server. */
    public static final int TEXT_LIMIT = 64 * 1024;
    /** Bytes in a file on the shared server. */
    public static final int FILE_LIMIT = 1024 * 1024;

    private static final Pattern JOINED = Pattern.compile("\\{\"from\":\"System\",.* has joined the conversation\"}");
    private static final Pattern LEFT = Pattern.compile("\\{\"from\":\"System\",.* has left the conversation\"}");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> expectedToLeave = new ArrayList<>();
    private House house = House.NONE;
    /** Connections that the doorkeeper saw come and not yet leave. */
    private int here;

    /** A server for all tests of a run, and somebody who sees who comes and goes. */
    private record House(ServerProcess server, ClassicClient doorkeeper) implements AutoCloseable {
        @SuppressWarnings("NullAway") // stands for "before the first test"
        static final House NONE = new House(null, null);

        static House open() {
            try {
                var server = ServerProcess.start("-Dparley.limits.text=64KiB", "-Dparley.limits.file=1MiB");
                return new House(server, ClassicClient.join(server.uri(), ClassicClient.TEXT, "doorkeeper"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            doorkeeper.close();
            server.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        house = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(House.class, key -> House.open(), House.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (var guest : open) {
            guest.close();
        }
        while (!expectedToLeave.isEmpty() || here != 0) {
            if (house.doorkeeper().next() instanceof Received.Text line) {
                expectedToLeave.remove(line.text());
                here += JOINED.matcher(line.text()).matches() ? 1 : 0;
                here -= LEFT.matcher(line.text()).matches() ? 1 : 0;
            }
        }
    }

    public URI server() {
        return house.server().uri();
    }

    public ServerProcess process() {
        return house.server();
    }

    /** Somebody at a classic page, welcomed. */
    public ClassicClient classic(String stage, String name) throws IOException {
        var guest = ClassicClient.join(server(), stage, name);
        expectedToLeave.add(ClassicClient.left(name));
        open.add(guest);
        return guest;
    }

    /** Somebody who has just connected to a classic page and who will be welcomed. */
    public ClassicClient connecting(String stage, String name) throws IOException {
        var guest = ClassicClient.connect(server(), stage, name);
        expectedToLeave.add(ClassicClient.left(name));
        open.add(guest);
        return guest;
    }

    /** Somebody who speaks protocol 1 and has seen all there was. */
    public ParleyClient parley(String name) throws IOException {
        var guest = ParleyClient.join(server(), name);
        expectedToLeave.add(ClassicClient.left(name));
        open.add(guest);
        return guest;
    }

    /** A handshake at a classic page, to misbehave from its beginning. */
    public Handshake at(String path) {
        return Handshake.with(server().resolve(path));
    }
}
