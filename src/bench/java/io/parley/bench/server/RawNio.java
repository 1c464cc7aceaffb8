package io.parley.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
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
public final class RawNio {
    /** Of one frame that gathers. */
    private static final int LARGEST = 60 * 1024;

    private final Selector selector = Selector.open();
    private final Map<String, List<RawClient>> rooms = new HashMap<>();
    private final Set<RawClient> touched = new LinkedHashSet<>();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST + 16);

    private RawNio() throws IOException {}

    public static void main(String[] args) throws IOException {
        var listening = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 4096);
        listening.configureBlocking(false);
        var server = new RawNio();
        listening.register(server.selector, SelectionKey.OP_ACCEPT);
        var port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        System.out.println(ServerUnderLoad.LISTENS + "http://127.0.0.1:" + port + "/");
        while (true) {
            server.turn(listening);
        }
    }

    private void turn(ServerSocketChannel listening) throws IOException {
        selector.select(key -> {
            try {
                if (key.isAcceptable()) {
                    accept(listening);
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

    private void accept(ServerSocketChannel listening) throws IOException {
        for (var socket = listening.accept(); socket != null; socket = listening.accept()) {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var key = socket.register(selector, SelectionKey.OP_READ);
            key.attach(new RawClient(socket, key));
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
}
