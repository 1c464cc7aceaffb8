package io.parley.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * The way of one node to one server: a port of this machine behind which that server is, or for a while is not. What happens
 * here happens to nobody else's connections.
 */
final class Proxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 10_000;

    private enum State {
        OPEN,
        /** Connections break, and new ones at once. */
        CUT,
        /** Nothing passes, and nobody is told. */
        STALLED
    }

    private final InetSocketAddress target;
    private final ServerSocket door;
    /** Guarded by "this", as the next. */
    private final Set<Socket> sockets = new HashSet<>();

    private State state = State.OPEN;

    Proxy(String host, int port) throws IOException {
        this.target = new InetSocketAddress(host, port);
        this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("proxy of " + target).start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection, and every new one until healed. */
    void cut() {
        Set<Socket> broken;
        synchronized (this) {
            become(State.CUT);
            broken = Set.copyOf(sockets);
        }
        broken.forEach(Proxy::breakOff);
    }

    /** Lets nothing pass until healed, and says so to nobody. */
    void stall() {
        become(State.STALLED);
    }

    void heal() {
        become(State.OPEN);
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var here = door.accept();
                Thread.ofPlatform().daemon().start(() -> connect(here));
            } catch (IOException closed) {
                // asked above
            }
        }
    }

    private void connect(Socket here) {
        var there = new Socket();
        if (!keep(here) || !keep(there)) {
            breakOff(here);
            forget(here);
            return;
        }
        try {
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            there.connect(target, CONNECT_MILLIS);
            var back = Thread.ofPlatform().daemon().start(() -> pump(there, here));
            pump(here, there);
            back.join();
        } catch (IOException gone) {
            // the node hears it by the end of its connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            breakOff(here);
            breakOff(there);
            forget(here);
            forget(there);
        }
    }

    private synchronized boolean keep(Socket socket) {
        return state != State.CUT && sockets.add(socket);
    }

    private synchronized void forget(Socket socket) {
        sockets.remove(socket);
    }

    private void pump(Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                awaitPassage();
                to.getOutputStream().write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            breakOff(from);
            breakOff(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (state == State.STALLED) {
            wait();
        }
    }

    /** By a reset, as when a machine dies. */
    private static void breakOff(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }
}
