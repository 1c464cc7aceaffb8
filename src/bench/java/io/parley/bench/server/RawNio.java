package io.parley.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * About what Java can do: one selector, no framework, and all that came in one turn of it leaves for each client in one frame, one message a
 * line. It speaks {@link io.parley.bench.load.RoomDialect}; no server, as it trusts its clients.
 */
public final class RawNio implements AutoCloseable {
    /** Of one frame that gathers. */
    private static final int LARGEST = 60 * 1024;

    private static final int BACKLOG = 4096;

    private final Selector selector = Selector.open();
    private final Map<String, List<RawClient>> rooms = new HashMap<>();
    private final Set<RawClient> touched = new LinkedHashSet<>();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST + 16);

    private final ServerSocketChannel listening;
    private final Clients clients;

    /** Makes what serves a connection. */
    @FunctionalInterface
    interface Clients {
        RawClient of(SocketChannel socket, SelectionKey key);
    }

    RawNio(Clients clients) throws IOException {
        this.clients = clients;
        listening = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    URI uri() throws IOException {
        var port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public static void main(String[] args) throws IOException {
        var server = new RawNio(RawClient::new);
        System.out.println(ServerUnderLoad.LISTENS + server.uri());
        while (true) {
            server.turn();
        }
    }

    /** Waits for something to do, and does it. */
    void turn() throws IOException {
        selector.select(key -> {
            try {
                if (key.isAcceptable()) {
                    accept();
                } else {
                    ready((RawClient) key.attachment(), key);
                }
            } catch (IOException e) {
                key.cancel();
                leave((RawClient) key.attachment());
            }
        });
        for (var client : touched) {
            try {
                client.flush(out);
            } catch (IOException e) {
                leave(client);
            }
        }
        touched.clear();
    }

    private void accept() throws IOException {
        for (var socket = listening.accept(); socket != null; socket = listening.accept()) {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var key = socket.register(selector, SelectionKey.OP_READ);
            key.attach(clients.of(socket, key));
        }
    }

    private void ready(RawClient client, SelectionKey key) throws IOException {
        if (key.isWritable()) {
            client.flush(out);
        }
        if (key.isReadable()) {
            in.clear();
            client.read(in, text -> said(client, text));
        }
    }

    private void said(RawClient client, byte[] text) {
        var words = new String(text, StandardCharsets.UTF_8);
        if (words.startsWith("join ")) {
            for (var room : words.substring(5).split(" ")) {
                rooms.computeIfAbsent(room, name -> new ArrayList<>()).add(client);
            }
            client.say("joined".getBytes(StandardCharsets.UTF_8));
            touched.add(client);
            return;
        }
        for (var member : rooms.getOrDefault(words.substring(0, words.indexOf(' ')), List.of())) {
            member.say(text);
            touched.add(member);
        }
    }

    private void leave(RawClient client) {
        client.close();
        rooms.values().forEach(members -> members.remove(client));
    }

    /** Lets go of everybody; from another thread, so that a turn ends. */
    @Override
    public void close() throws IOException {
        selector.close();
        listening.close();
    }
}
