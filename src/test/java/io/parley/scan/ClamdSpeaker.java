package io.parley.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as clamd does, as much of it as INSTREAM needs; what holds EICAR's test string is infected. */
public final class ClamdSpeaker implements AutoCloseable {
    /** What every scanner takes for a virus (eicar.org), and no machine runs; in two parts, so that none takes this file for one. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket socket;
    private final int longest;
    private final AtomicInteger scans = new AtomicInteger();
    /** At zero it says what it finds. */
    private final CountDownLatch silence;

    /**
     * @param port 0 for any
     * @param longest bytes, as StreamMaxLength
     */
    public ClamdSpeaker(int port, int longest) throws IOException {
        this(port, longest, new CountDownLatch(0));
    }

    private ClamdSpeaker(int port, int longest, CountDownLatch silence) throws IOException {
        this.silence = silence;
        this.socket = new ServerSocket();
        this.longest = longest;
        socket.setReuseAddress(true);
        socket.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        Thread.ofPlatform().daemon().name("clamd").start(this::listen);
    }

    /** One that takes what it is given and says nothing of it before it {@link #speaks}. */
    public static ClamdSpeaker silent() throws IOException {
        return new ClamdSpeaker(0, 1 << 20, new CountDownLatch(1));
    }

    public void speaks() {
        silence.countDown();
    }

    public URI address() {
        return URI.create("clamd://127.0.0.1:" + socket.getLocalPort());
    }

    /** Contents it was given. */
    public int scans() {
        return scans.get();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (var peer = socket.accept()) {
                answer(peer);
            } catch (IOException e) {
                // the peer is gone, or we are
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer(Socket peer) throws IOException, InterruptedException {
        var in = new DataInputStream(peer.getInputStream());
        var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
            say(peer, "UNKNOWN COMMAND");
            return;
        }
        var content = new ByteArrayOutputStream();
        for (var length = in.readInt(); length != 0; length = in.readInt()) {
            content.write(in.readNBytes(length));
            if (content.size() > longest) {
                say(peer, "INSTREAM size limit exceeded. ERROR");
                return;
            }
        }
        scans.incrementAndGet();
        silence.await();
        var infected = content.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
        say(peer, infected ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK");
    }

    private static void say(Socket peer, String line) throws IOException {
        peer.getOutputStream().write((line + "\0").getBytes(StandardCharsets.US_ASCII));
        peer.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        speaks();
        socket.close();
    }
}
