package io.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Clients of one server, all on the caller's thread: they are heard only while a method of this is called.
 *
 * <p>A client that the server lets go of is a failure, unless that was foreseen ({@link #whenLost}).
 */
public final class Load implements AutoCloseable {
    /** Nothing that works takes that long, even on a busy machine. */
    public static final Duration BOUND = Duration.ofSeconds(120);

    /** Linux gives each address of loopback about 28,000 ports. */
    private static final int CLIENTS_OF_AN_ADDRESS = 16_000;

    private static final int SCRATCH = 1 << 20;
    private static final long MILLISECOND = 1_000_000;

    private final List<InetSocketAddress> servers;
    private final Dialect dialect;
    private final Ledger ledger;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    /** Connections that are not waited for. */
    private final List<Client> idlers = new ArrayList<>();

    private final byte[] scratch = new byte[SCRATCH];
    /** What makes a cid another one in each run. */
    private final String run = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);

    private Consumer<String> whenLost = why -> {
        throw new WrongDelivery("a connection is lost: " + why);
    };
    private Consumer<Client> whenLive = client -> {};
    private int receiveBuffer;
    private int dialled;
    private long now = System.nanoTime();

    public Load(URI server, Dialect dialect, Ledger ledger) throws IOException {
        this(List.of(server), dialect, ledger);
    }

    /** @param servers which people spread over in turn, by their numbers */
    public Load(List<URI> servers, Dialect dialect, Ledger ledger) throws IOException {
        this.servers = servers.stream()
                .map(server -> new InetSocketAddress(server.getHost(), server.getPort()))
                .toList();
        this.dialect = dialect;
        this.ledger = ledger;
        this.selector = Selector.open();
    }

    public Dialect dialect() {
        return dialect;
    }

    public Ledger ledger() {
        return ledger;
    }

    public List<Client> clients() {
        return Collections.unmodifiableList(clients);
    }

    /** From now on somebody else says what a lost connection means. */
    public void whenLost(Consumer<String> listener) {
        whenLost = listener;
    }

    /** Told of each client that has become live, also again. */
    public void whenLive(Consumer<Client> listener) {
        whenLive = listener;
    }

    /** Bytes of the kernel for what a client has not read, of clients that come from now on; 0: as usual. */
    public void receiveBuffer(int bytes) {
        receiveBuffer = bytes;
    }

    Selector selector() {
        return selector;
    }

    String host(int person) {
        var server = server(person);
        return server.getHostString() + ":" + server.getPort();
    }

    private InetSocketAddress server(int person) {
        return servers.get(person % servers.size());
    }

    String cid(int id) {
        return run + "-" + id;
    }

    /** When what is being read came. */
    long now() {
        return now;
    }

    void live(Client client) {
        whenLive.accept(client);
    }

    void lost(Client client, String why) {
        whenLost.accept("person " + client.person() + ", " + why);
    }

    /** A connection that is being made, from an address of loopback that has ports left. */
    SocketChannel dial(int person) throws IOException {
        var server = server(person);
        var socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBuffer > 0) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        if (server.getAddress().isLoopbackAddress()) {
            socket.bind(new InetSocketAddress("127.0.0." + (2 + dialled++ / CLIENTS_OF_AN_ADDRESS % 250), 0));
        }
        socket.connect(server);
        return socket;
    }

    /** Connects people, that many of them at the same time, and waits until all are live. */
    public void connect(int people, int first, IntFunction<int[]> channels, int together) throws IOException {
        for (var begun = 0; begun < people; begun += together) {
            for (var one = begun; one < Math.min(people, begun + together); one++) {
                join(first + one, channels.apply(first + one));
            }
            awaitLive();
        }
    }

    /** One person connects; it takes a while until he is live. */
    public Client join(int person, int... channels) throws IOException {
        var client = new Client(this, person, new Inbox(dialect, ledger, channels));
        clients.add(client);
        receivers(client, 1);
        return client;
    }

    /** A client takes nothing more, though its connection stays; it is not waited for. */
    public void stall(Client client) {
        client.stall();
        receivers(client, -1);
        clients.remove(client);
        idlers.add(client);
    }

    /** A client's connection breaks; what is sent from now on it will be told when it comes back. */
    public void cut(Client client) throws IOException {
        receivers(client, -1);
        client.cut();
    }

    /** A client that was cut comes again; it takes a while until it is live. */
    public void comeBack(Client client) throws IOException {
        receivers(client, 1);
        client.comeBack();
    }

    private void receivers(Client client, int more) {
        for (var channel : client.inbox().channels()) {
            ledger.log(channel).receivers(more);
        }
    }

    /** @throws WrongDelivery when for {@link #BOUND} not one more became live */
    public void awaitLive() {
        var waiting = new ArrayList<>(clients);
        while (!waiting.isEmpty()) {
            var before = waiting.size();
            await(
                    () -> {
                        waiting.removeIf(Client::live);
                        return waiting.size() < before;
                    },
                    () -> waiting.size() + " of " + clients.size() + " are not live: "
                            + waiting.stream().collect(Collectors.groupingBy(Client::progress, Collectors.counting())));
        }
    }

    /** A message of the ledger's goes its way. */
    public void send(int sender, Speaker.Turn turn, long schedule) {
        turn.client()
                .say(turn.channel(), ledger.send(turn.channel(), turn.client().person(), sender, schedule));
    }

    /**
     * Sends at that pace, and waits until everybody has everything.
     *
     * @throws WrongDelivery when for {@link #BOUND} nobody was told anything, and somebody lacks something
     */
    public void run(Pace pace) {
        if (!run(pace, BOUND)) {
            throw new WrongDelivery(ledger.incomplete() + " of " + ledger.sent()
                    + " messages have not reached everybody, and nothing came for " + BOUND);
        }
    }

    /**
     * Sends at that pace, and waits no longer for what does not come.
     *
     * @param patience while nothing comes
     * @return whether everybody has everything
     */
    public boolean run(Pace pace, Duration patience) {
        ledger.whenComplete(id -> pace.complete(this, id, now));
        var deliveries = ledger.deliveries();
        var last = System.nanoTime();
        while (!pace.ended(this, now) || ledger.incomplete() > 0) {
            var wait = pace.due(this, System.nanoTime());
            select(Math.min(wait, 100 * MILLISECOND));
            if (ledger.deliveries() > deliveries || ledger.incomplete() == 0) {
                deliveries = ledger.deliveries();
                last = now;
            } else if (now - last > patience.toNanos() && pace.ended(this, now)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Listens until it is so.
     *
     * @throws WrongDelivery when it is not after {@link #BOUND}
     */
    public void await(BooleanSupplier so, Supplier<String> otherwise) {
        var bound = System.nanoTime() + BOUND.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > bound) {
                throw new WrongDelivery("after " + BOUND + ": " + otherwise.get());
            }
            select(10 * MILLISECOND);
        }
    }

    /** Listens for that long: what should not come would come now. */
    public void listen(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            select(MILLISECOND);
        }
    }

    /** Everybody has everything, and nothing more comes. */
    public void check() {
        listen(Duration.ofMillis(50));
        ledger.check(clients.stream().map(Client::inbox).toList());
    }

    private void select(long nanos) {
        try {
            if (nanos < MILLISECOND) {
                // a timeout is whole milliseconds, and 0 would be for ever
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, nanos / MILLISECOND);
            }
            now = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        now = System.nanoTime();
        try {
            ((Client) key.attachment()).ready(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts everybody off. */
    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.cut();
        }
        for (var client : idlers) {
            client.cut();
        }
        selector.close();
    }
}
