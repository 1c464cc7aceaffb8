package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Chat;
import io.parley.chat.Commits;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Posting;
import io.parley.chat.Rate;
import io.parley.chat.Recent;
import io.parley.chat.Way;
import io.parley.files.Catalog;
import io.parley.files.FileStore;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.NameCookie;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignIns;
import io.parley.people.SignedIn;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The WebSocket side of a node: its endpoints, who is connected, and the threads on which events reach them.
 *
 * <p>Made, then {@link #mount}ed; drained before it is closed.
 */
public final class Wire implements Posting.Attendance, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Wire.class.getName());
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** How often it is looked whose sign-in is too old. */
    private static final Duration TENURE = Duration.ofMinutes(1);

    /** Characters of a frame that come at once: most frames are no longer. */
    private static final int TEXT_PART = 512;
    /** Bytes of one: protocol 1 takes none, and classic connections take larger ones. */
    private static final int BINARY_PART = 64;

    private static final Duration STRAYS = Duration.ofMinutes(1);

    private final Ports ports;
    private final Options options;
    private final Threads threads = new Threads();
    private final OpenSessions sessions = new OpenSessions();
    private final Names names;
    private final Fanout fanout;
    private final Presence presence;
    private final Protocol1 protocol1;
    private final Classic classic;
    /** For the stage whose page knows no files. */
    private final Classic classicText;

    private final Semaphore waiting;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean drained = new AtomicBoolean();
    private final Conversation.Shared talk;
    private final ClassicConversation.Shared classicTalk;

    /** What it is built on. */
    public record Ports(
            Chat chat,
            Journal journal,
            Recent recent,
            Commits commits,
            Bus bus,
            Directory directory,
            SignIns signIns,
            Uploads uploads,
            Catalog catalog,
            FileStore files,
            Json json,
            Rate rate,
            Way way,
            InstantSource clock,
            Supplier<String> ids,
            RandomGenerator random) {}

    /**
     * @param compression whether permessage-deflate may be used
     * @param waiting how many of the container's threads may wait for senders at once
     */
    public record Options(boolean compression, int waiting) {}

    public Wire(Ports ports, Options options) {
        this.ports = ports;
        this.options = options;
        this.waiting = new Semaphore(options.waiting());
        this.names = new Names(ports.directory());
        this.fanout = new Fanout(
                new Turns(
                        threads.fanout(),
                        threads.reads(),
                        threads,
                        new Pause(ports.way()::now, ports.journal()::committing)),
                ports.journal(),
                () -> new Gate(ports.recent()::passed),
                ports.signIns(),
                names::meetAuthors,
                ports.way());
        this.presence = new Presence(
                threads.fanout(),
                names,
                ports.clock(),
                new Roster(ports.ids().get(), ports.bus()::fleeting),
                Elsewhere::new);
        this.protocol1 = new Protocol1(ports.json());
        Function<String, ByteBuffer> content =
                file -> ports.files().map(ports.catalog().blob(file));
        this.classic = new Classic(ports.json(), names, true, content);
        this.classicText = new Classic(ports.json(), names, false, content);
        this.talk = new Conversation.Shared(
                ports.chat(),
                ports.journal(),
                new Beginnings(ports.journal(), threads.reads()),
                ports.bus(),
                fanout,
                presence,
                names,
                ports.json(),
                ports.way(),
                ports.clock(),
                threads.reads());
        this.classicTalk = new ClassicConversation.Shared(
                ports.chat(),
                ports.journal(),
                ports.uploads(),
                ports.bus(),
                fanout,
                presence,
                names,
                ports.json(),
                threads.reads(),
                threads);
    }

    /** Adds the endpoints to the container and begins to listen to the journal and the bus. */
    public void mount(ServerContainer container) throws DeploymentException {
        ports.commits().add(fanout);
        ports.bus().listen(new Acquainted(new Heard(fanout, presence), names, threads.reads()));
        var limits = ports.chat().limits();
        // frames come in parts, so that these cap nothing; each connection holds both all its life
        container.setDefaultMaxTextMessageBufferSize(TEXT_PART);
        container.setDefaultMaxBinaryMessageBufferSize(BINARY_PART);
        container.addEndpoint(ServerEndpointConfig.Builder.create(ChatEndpoint.class, "/ws")
                .subprotocols(List.of(ChatEndpoint.TEXT, ChatEndpoint.BINARY))
                .configurator(new Handshake(() -> new ChatEndpoint(this, limits.frame()), options.compression()))
                .build());
        container.addEndpoint(ServerEndpointConfig.Builder.create(ClassicEndpoint.class, "/wsapps/{chat}")
                .configurator(new Handshake(() -> new ClassicEndpoint(this, limits.text()), options.compression()))
                .build());
        fanout.begin();
        var pulse = new Pulse(fanout, Patience.DEFAULT, threads.pinging());
        threads.every(BEAT, () -> {
            pulse.beat(sessions.all(), ports.clock().instant());
            presence.tell();
            fanout.showFaces(presence);
            fanout.tellTypists();
        });
        var tenure = new Tenure(ports.signIns());
        threads.every(TENURE, () -> threads.reads().execute(() -> tenure.look(sessions.all())));
        threads.every(STRAYS, () -> sessions.strays().forEach(this::closed));
    }

    /** Sends everybody away, once, and waits until they are gone: some seconds at most. */
    public void drain() {
        if (drained.compareAndSet(false, true)) {
            new Drain(
                            sessions::all,
                            sessions::finish,
                            connection -> connection.dialect() == protocol1,
                            ports.random(),
                            this::await)
                    .run();
        }
    }

    @Override
    public Set<String> present(String channel) {
        return presence.present(channel);
    }

    @Override
    public void meet(Person author) {
        names.meet(author);
    }

    @Override
    public void close() {
        drain();
        threads.close();
    }

    /** A session of a signed-in person is open. */
    Connection open(Session session, SignedIn visitor, Framing framing) {
        return open(session, visitor, protocol1, framing);
    }

    /** The same for a classic session, whose cookie is checked here again to say what is wrong with it. */
    Connection openClassic(Stage stage, Session session) {
        if (session.getUserPrincipal() instanceof SignedIn visitor) {
            return open(session, visitor, classic(stage), Framing.TEXT);
        }
        var name = NameCookie.in(Handshake.cookies(session.getUserProperties()))
                .orElseThrow(() -> new Refusal(Refusal.Code.BAD_NAME, "No user name provided"));
        return open(session, SignedIn.byName(ports.directory().named(new Name(name))), classic(stage), Framing.TEXT);
    }

    Conversation converse(Connection connection) {
        return new Conversation(connection, window(connection), talk);
    }

    ClassicConversation converse(Stage stage, Connection connection) {
        return new ClassicConversation(
                stage, numbers.incrementAndGet(), connection, classic(stage), window(connection), classicTalk);
    }

    void refuse(Session session, String reason) {
        new SessionRemote(session, threads.closing(), threads).close(CloseCodes.RULE_BROKEN, reason);
    }

    /** Says why in the classic way, then closes. */
    void refuseClassic(Session session, Refusal refusal) {
        var remote = new SessionRemote(session, threads.closing(), threads);
        var last = new Outbox(remote, Framing.TEXT, ports.clock(), threads.reads(), () -> {});
        last.answer(classic.system(numbers.incrementAndGet(), refusal.text() + ", disconnecting"));
        last.close(CloseCodes.RULE_BROKEN, "no user name");
    }

    void opened(Session session, Connection connection, Talk talk) {
        sessions.opened(session, connection, talk);
    }

    void closed(Session session) {
        sessions.closed(session);
    }

    /** Something went wrong in a session: the peer's network, or a fault of ours, which is logged here once. */
    void failed(Session session, Throwable failure) {
        if (failure instanceof IOException) {
            LOG.log(Level.DEBUG, "A connection broke", failure);
            return;
        }
        LOG.log(Level.ERROR, "A connection failed", failure);
        new SessionRemote(session, threads.closing(), threads).close(CloseCodes.FAULT, "a fault of the server");
    }

    private Connection open(Session session, SignedIn visitor, Dialect dialect, Framing framing) {
        var connection = new Connection(
                ports.ids().get(),
                visitor,
                dialect,
                new SessionRemote(session, threads.closing(), threads),
                framing,
                ports.clock(),
                threads.reads(),
                fanout::drained,
                Outbox.CAPACITY);
        names.meet(visitor.person());
        fanout.expect(connection);
        return connection;
    }

    private Classic classic(Stage stage) {
        return stage.files() ? classic : classicText;
    }

    private SendWindow window(Connection connection) {
        return new SendWindow(
                ports.chat().limits(), ports.rate(), connection.person().id(), waiting);
    }

    private boolean await(Duration patience, BooleanSupplier condition) {
        var met = new CountDownLatch(1);
        threads.every(Duration.ofMillis(20), () -> {
            if (condition.getAsBoolean()) {
                met.countDown();
            }
        });
        try {
            return met.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
