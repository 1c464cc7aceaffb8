package io.parley.web;

import io.parley.chat.Attention;
import io.parley.chat.ChannelBook;
import io.parley.chat.Channels;
import io.parley.chat.Chat;
import io.parley.chat.Journal;
import io.parley.chat.Limits;
import io.parley.chat.Markers;
import io.parley.chat.Posting;
import io.parley.chat.Rate;
import io.parley.disk.DiskFileStore;
import io.parley.files.Avatars;
import io.parley.files.Painter;
import io.parley.files.Portraits;
import io.parley.files.Thumbnails;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.openapi.Described;
import io.parley.people.PeopleSearch;
import io.parley.people.Person;
import io.parley.people.SignInMode;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Our filters and pages on a Tomcat within the test, over real connections of this machine. */
final class WebServer implements AutoCloseable {
    static final String IMPORT_MAP = "{ \"imports\": { \"lit\": \"./vendor/lit/index.js\" } }\n";

    /** Bytes in a file. */
    static final long LIMIT = 4 << 20;
    /** Bytes of one person. */
    static final long QUOTA = 64 << 20;

    final House house = new House();
    final AtomicBoolean draining = new AtomicBoolean();
    final DiskFileStore files;
    /** Nobody is connected. */
    private static final Posting.Attendance ATTENDANCE = new Posting.Attendance() {
        @Override
        public Set<String> present(String channel) {
            return Set.of();
        }

        @Override
        public void meet(Person author) {
            // nobody wants his name
        }
    };

    /** The principals' ids of sockets as they open, or `nobody`. */
    final BlockingQueue<String> sockets = new LinkedBlockingQueue<>();

    /** What the uploads take for the time. */
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-10-01T08:00:00Z"));

    private final AtomicInteger ids = new AtomicInteger();
    private final Json json = new Json();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final String path;

    /** @param path of the context, such as `` or `/chat` */
    WebServer(Path home, String path, Web.Options options) throws IOException, LifecycleException {
        this(
                home,
                path,
                options,
                house -> new SignInMode.Open(house),
                house -> house,
                nobodys(ChannelBook.class),
                nobodys(Attention.class),
                search -> List.of(),
                nobodys(Portraits.class));
    }

    /**
     * @param signIn makes the way to sign in
     * @param told what was said
     */
    WebServer(
            Path home,
            String path,
            Web.Options options,
            Function<House, SignInMode> signIn,
            Function<House, Journal> told,
            ChannelBook book,
            Attention attention,
            PeopleSearch search,
            Portraits portraits)
            throws IOException, LifecycleException {
        var mode = signIn.apply(house);
        var journal = told.apply(house);
        var channels = new Channels(
                journal,
                book,
                attention,
                (person, channel, n) -> attention
                        .read(List.of(new Attention.Mark(person, channel, n)))
                        .toCompletableFuture()
                        .join(),
                mode.knowsPeople());
        this.path = path;
        this.files = new DiskFileStore(home.resolve("files"));
        var uploads = new Uploads(
                files,
                house.arrivals,
                () -> "u" + ids.incrementAndGet(),
                now::get,
                new Uploads.Rules(LIMIT, QUOTA, false));
        Painter painter = (picture, orientation, largest) -> new byte[] {(byte) 0x89, (byte) orientation};
        var thumbnails = new Thumbnails(
                house.album,
                files,
                house.arrivals,
                painter,
                () -> "t" + ids.incrementAndGet(),
                task -> new Thread(task).start());
        var pages = Files.createDirectories(home.resolve("pages"));
        Files.writeString(
                pages.resolve("index.html"),
                "<!doctype html><script type=\"importmap\">" + IMPORT_MAP + "</script><p>Parley</p>");
        tomcat.setBaseDir(home.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // not a whole web application: that would find and start all of Parley on the class path
        context = tomcat.addContext(path, pages.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        context.addWelcomeFile("index.html");
        context.addMimeMapping("html", "text/html");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        var web = new Web(
                new Web.Ports(
                        json,
                        mode,
                        house,
                        search,
                        journal,
                        new Posting(
                                new Chat(journal, Limits.of(16_000, LIMIT, 10), nobodys(Markers.class)),
                                new Rate(0, now::get),
                                ATTENDANCE),
                        channels,
                        house,
                        files,
                        uploads,
                        thumbnails,
                        new Avatars(house, files, painter, portraits, Runnable::run),
                        now::get,
                        draining::get),
                options);
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    web.mount(servletContext);
                    sockets((ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()));
                },
                Set.of());
        tomcat.start();
    }

    private static <T> T nobodys(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    static Web.Options plain() {
        return new Web.Options(Optional.empty(), Set.of(), address -> false);
    }

    private void sockets(ServerContainer container) {
        try {
            for (var address : new String[] {"/ws", "/wsapps/{chat}"}) {
                container.addEndpoint(ServerEndpointConfig.Builder.create(Greeter.class, address)
                        .configurator(new ServerEndpointConfig.Configurator() {
                            @Override
                            public <T> T getEndpointInstance(Class<T> type) {
                                return type.cast(new Greeter());
                            }
                        })
                        .build());
            }
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A socket that remembers whose it is. */
    final class Greeter extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            var principal = session.getUserPrincipal();
            sockets.add(principal == null ? "nobody" : principal.getName());
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    HttpRequest.Builder request(String page) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path + page));
    }

    HttpRequest.Builder request(String page, String name) {
        return request(page).header("Cookie", "username=" + name);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> fetch(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return Described.API.checked(request, client.send(request, body));
    }

    HttpResponse<String> get(String page, String name) throws IOException, InterruptedException {
        return send(request(page, name));
    }

    /** The status of an upgrade with these header lines, each ended by a line end; UTF-8 as a browser sends it. */
    int upgrade(String page, String headers) throws IOException {
        var answer = raw("GET " + path + page + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Host: 127.0.0.1:" + port() + "\r\n" + headers + "\r\n");
        return Integer.parseInt(answer.split(" ")[1]);
    }

    /** What comes first of the answer. */
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var head = new byte[8_192];
            var length = socket.getInputStream().read(head);
            return new String(head, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        }
    }

    /** Sessions the container holds. */
    int sessions() {
        return context.getManager().getActiveSessions();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        client.close();
        json.close();
    }
}
