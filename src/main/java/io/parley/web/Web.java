package io.parley.web;

import io.parley.chat.Channels;
import io.parley.chat.Journal;
import io.parley.chat.Posting;
import io.parley.files.Avatars;
import io.parley.files.Catalog;
import io.parley.files.FileStore;
import io.parley.files.Thumbnails;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.people.Directory;
import io.parley.people.PeopleSearch;
import io.parley.people.SignInMode;
import io.parley.people.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The HTTP side of a node: what every request passes, and the pages under {@code api/}.
 *
 * <p>Made, then {@link #mount}ed while the servlet context starts; the container closes what it mounted.
 */
public final class Web {
    /** Bytes that a request's body may have, or more where messages may be longer. */
    private static final int LEAST_BODY = 64 * 1024;

    private final Ports ports;
    private final Options options;

    /**
     * What it is built on.
     *
     * @param draining whether this node wants nobody any more; asked at each upgrade and health check
     */
    public record Ports(
            Json json,
            SignInMode mode,
            Directory directory,
            PeopleSearch search,
            Journal journal,
            Posting posting,
            Channels channels,
            Catalog catalog,
            FileStore files,
            Uploads uploads,
            Thumbnails thumbnails,
            Avatars avatars,
            InstantSource clock,
            BooleanSupplier draining) {}

    /**
     * @param url where people reach Parley, when it differs from what the container sees
     * @param origins of other sites whose pages may act here
     * @param proxies tells whose {@code X-Forwarded-…} headers are believed
     */
    public record Options(Optional<URI> url, Set<URI> origins, Predicate<InetAddress> proxies) {
        public Options {
            origins = Set.copyOf(origins);
        }
    }

    public Web(Ports ports, Options options) {
        this.ports = ports;
        this.options = options;
    }

    /** Adds the filters, before those of a web.xml and of WebSocket, and the servlet. */
    public void mount(ServletContext context) {
        var problems = new Problems(ports.json());
        var entry = entry();
        filter(context, "forwarded", new Forwarded(options.proxies()));
        filter(context, "headers", new ResponseHeaders(importMap(context)));
        // the classes of the launcher lie at the WAR's root, as `java -jar` looks for them there
        filter(context, "launcher", new NoSuchPage(), "/io/*");
        filter(context, "origin", new OriginFilter(new Origins(options.url(), options.origins()), problems));
        filter(context, "sign-in", new SignInFilter(entry.visitors(), ports.draining(), problems));
        var files = new FilesResource(ports.catalog(), ports.files());
        var components = new ArrayList<Object>(List.of(
                new JsonBody(
                        ports.json(),
                        Math.max(LEAST_BODY, ports.posting().limits().frame())),
                problems,
                new Scopes(),
                new HealthResource(ports.draining()),
                new DescriptionResource(ports.json()),
                new MessagesResource(ports.journal(), ports.posting()),
                new ChannelsResource(ports.channels()),
                new ConversationsResource(ports.channels()),
                new ChannelNamesResource(ports.channels().book()),
                files,
                new ThumbnailsResource(files, ports.thumbnails()),
                new UploadsResource(ports.uploads(), ports.catalog(), new Bodies(ports.clock())),
                new TusHeaders()));
        components.addAll(entry.resources());
        context.addServlet("permalinks", new Permalinks()).addMapping("/c/*");
        var api = context.addServlet("api", new Api(components.toArray()));
        api.addMapping("/api/*");
        api.setAsyncSupported(true);
        api.setLoadOnStartup(1);
    }

    /** What a way to sign in brings along. */
    private record Entry(Visitors visitors, List<Object> resources) {}

    private Entry entry() {
        return switch (ports.mode()) {
            case SignInMode.Open open -> {
                var visitors = new NamedVisitors(open.directory());
                yield new Entry(visitors, List.of(new NameSignInResource(visitors), people(visitor -> false)));
            }
            case SignInMode.WithAccounts accounts -> {
                var admissions = new Admissions(accounts.entrance());
                var address = new PublicAddress(options.url());
                yield new Entry(
                        new TokenVisitors(accounts.entrance(), accounts.tokens()),
                        List.of(
                                new SignInResource(accounts, admissions, address),
                                new PasskeySignInResource(accounts.passkeys(), admissions, address),
                                new MeResource(accounts),
                                new MyAvatarResource(ports.avatars()),
                                new AvatarResource(ports.avatars()),
                                people(accounts.administration()::administers),
                                new PersonResource(accounts),
                                new InvitesResource(accounts, admissions),
                                new TokensResource(accounts.tokens()),
                                new SecondFactorResource(accounts.authenticator(), address),
                                new PasskeysResource(accounts.passkeys(), address),
                                new AuditResource(accounts)));
            }
        };
    }

    private PeopleResource people(Predicate<SignedIn> administers) {
        return new PeopleResource(ports.directory(), ports.search(), administers);
    }

    private static void filter(ServletContext context, String name, Filter filter) {
        filter(context, name, filter, "/*");
    }

    private static void filter(ServletContext context, String name, Filter filter, String pages) {
        var registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, pages);
    }

    private static Optional<String> importMap(ServletContext context) {
        try (var page = context.getResourceAsStream("/index.html")) {
            return page == null
                    ? Optional.empty()
                    : ImportMap.hash(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
