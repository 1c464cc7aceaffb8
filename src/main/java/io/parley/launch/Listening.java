package io.parley.launch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param host as the operator gave it
 * @param address absent: all of this machine
 */
record Listening(String host, @Nullable InetAddress address, Connector connector) {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /** @throws CannotLaunch if the host is no address of this machine */
    static Listening on(String host, int port) {
        return at(host, port, Tuning.connector());
    }

    /**
     * With a connector that is not initialized yet.
     *
     * @throws CannotLaunch if the host is no address of this machine
     */
    static Listening at(String host, int port, Connector connector) {
        var address = host.equals("*") ? null : local(host);
        if (address != null) {
            connector.setProperty("address", address.getHostAddress());
        }
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        return new Listening(host, address, connector);
    }

    private static InetAddress local(String host) {
        try {
            var address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
            throw new IOException(address.getHostAddress() + " is none");
        } catch (UnknownHostException e) {
            throw notHere(host, "is not known", e);
        } catch (IOException e) {
            throw notHere(host, "is no address of this machine", e);
        }
    }

    private static CannotLaunch notHere(String host, String what, IOException cause) {
        return new CannotLaunch(
                "parley.address: \"" + host + "\" " + what
                        + "; right is a name or address of this machine, or * for all of them",
                cause);
    }

    /** Why it could not listen, for the operator. */
    CannotLaunch failure(LifecycleException exception) {
        var port = connector.getPort();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                var why = String.valueOf(cause.getMessage()).contains("ermission")
                        ? "this user may not listen on port " + port
                        : "port " + port + " is taken";
                return new CannotLaunch(
                        why + "; right is another one in parley.port, or 0 for any free one", exception);
            }
        }
        return new CannotLaunch("Tomcat could not start: " + exception, exception);
    }

    /**
     * Says that it has started, and where.
     *
     * @param path of the web application, empty for the root
     * @param code that the page asks for which makes the owner; empty: there is one, or none is to be shown here
     */
    void announce(String path, Optional<String> code) {
        var begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        var seconds = (System.currentTimeMillis() - begun) / 1000.0;
        LOG.log(Level.INFO, String.format(Locale.ROOT, "Started in %.2f s", seconds));
        if (address != null && address.isLoopbackAddress()) {
            LOG.log(Level.INFO, "Only this machine reaches it; parley.address=* lets the network in");
        }
        var owner = code.map(secret ->
                System.lineSeparator() + "It has no owner yet. Become it at " + url(path) + "#/setup/" + secret);
        System.out.println("Parley is at " + url(path) + owner.orElse(""));
    }

    /** For people, with the port that is really listened on. */
    private String url(String path) {
        var port = connector.getLocalPort();
        return "http://" + shown() + (port == 80 ? "" : ":" + port) + path + "/";
    }

    private String shown() {
        if (address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return "localhost";
        }
        return address instanceof Inet6Address && host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
