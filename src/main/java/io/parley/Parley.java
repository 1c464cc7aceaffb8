package io.parley;

import io.parley.chat.Announcer;
import io.parley.chat.Channels;
import io.parley.chat.Chat;
import io.parley.chat.Commits;
import io.parley.chat.Limits;
import io.parley.chat.Markers;
import io.parley.chat.Posting;
import io.parley.chat.Rate;
import io.parley.chat.ReadMarkers;
import io.parley.chat.Recent;
import io.parley.chat.Way;
import io.parley.disk.DiskFileStore;
import io.parley.files.Avatars;
import io.parley.files.Checks;
import io.parley.files.FileStore;
import io.parley.files.Sweep;
import io.parley.files.Thumbnails;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.people.SignInMode;
import io.parley.pictures.ImageIoPainter;
import io.parley.scan.Clamd;
import io.parley.sql.Database;
import io.parley.sql.SqlStore;
import io.parley.web.Web;
import io.parley.wire.LocalBus;
import io.parley.wire.Wire;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The object graph of one Parley: built in the order in which things need each other, closed in reverse. */
final class Parley implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parley.class.getName());
    /** The servlet-context attribute by which {@code java -jar} begins the end: a {@code Runnable}. */
    static final String DRAIN = "io.parley.launch.drain";
    /** A quarter of the threads that a Tomcat has when nobody sets it otherwise. */
    private static final int MAY_WAIT = 50;
    /** Between two looks for what nobody wants any more. */
    private static final Duration SWEEP = Duration.ofMinutes(15);
    /** After the start, when everybody comes back. */
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(2);
    /** What a virus scanner may take to say something. */
    private static final Duration SCANNER = Duration.ofMinutes(2);
    /** Random bytes in an id: not to be guessed, never the same twice. */
    private static final int ID_BYTES = 12;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    private Parley() {}

    /** @throws CannotStart in one line that tells an operator what to do */
    static Parley start(ServletContext context) {
        return start(context, Databases::of);
    }

    /** @param database the one of such settings and a home */
    static Parley start(ServletContext context, BiFunction<DatabaseSettings, Path, Database> database) {
        var parley = new Parley();
        try {
            parley.build(context, Settings.read(context), database);
            return parley;
        } catch (IllegalStateException | IOException | DeploymentException reason) {
            parley.close();
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        } catch (RuntimeException failure) {
            parley.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                // the parts beneath must be closed all the same
                LOG.log(Level.ERROR, part.getClass().getSimpleName() + " did not close", e);
            }
        }
    }

    private void build(ServletContext context, Settings settings, BiFunction<DatabaseSettings, Path, Database> database)
            throws IOException, DeploymentException {
        settings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var home = opened(Home.open(folder(settings, context), context.getContextPath(), clock));
        var json = opened(new Json());
        var commits = new Commits();
        var way = new Way(System::nanoTime);
        var store =
                opened(SqlStore.open(database.apply(settings.database(), home.folder()), commits, way, clock, random));
        var files = files(settings.database(), store, home.folder());
        var ids = ids(random);
        var uploads = new Uploads(
                files,
                store.arrivals(),
                ids,
                clock,
                new Uploads.Rules(
                        settings.fileLimit(), settings.quota(), settings.scan().isPresent()));
        var housekeeping = opened(new Housekeeping());
        var painter = new ImageIoPainter();
        var threads = housekeeping.painters();
        var thumbnails = new Thumbnails(store.album(), files, store.arrivals(), painter, ids, threads);
        var avatars = new Avatars(store.catalog(), files, painter, store.portraits(), threads);
        keepHouse(housekeeping, settings, store, files, ids, clock);
        opened(new Messages(way, home.folder())).show(housekeeping);
        var doors = new Doors(settings.signin(), store, clock, random, ids);
        var mode = doors.mode(housekeeping);
        doors.offerSetUp(mode, home.folder(), context, housekeeping);
        var company = company(settings.redis(), home.folder(), store, json, random);
        commits.add(new Announcer(company.bus()));
        var markers = opened(new ReadMarkers(store.attention(), housekeeping));
        var chat = new Chat(store.journal(), limits(settings), markers);
        var rate = new Rate(settings.rate(), clock);
        var wire = opened(new Wire(
                new Wire.Ports(
                        chat,
                        company.over(store.journal(), store.directory()),
                        company.recent().orElseGet(Recent::none),
                        commits,
                        company.bus(),
                        mode.people(),
                        mode.signIns(),
                        uploads,
                        store.catalog(),
                        files,
                        json,
                        rate,
                        way,
                        clock,
                        ids,
                        random),
                new Wire.Options(settings.compression(), MAY_WAIT)));
        new Web(
                        new Web.Ports(
                                json,
                                mode,
                                store.directory(),
                                store.search(),
                                store.journal(),
                                new Posting(chat, rate, wire),
                                channels(store, markers, mode),
                                store.catalog(),
                                files,
                                uploads,
                                thumbnails,
                                avatars,
                                clock,
                                draining::get),
                        seen(settings))
                .mount(context);
        wire.mount(webSockets(context));
        // java -jar runs it while its connector still answers, so that whoever asks for health hears of it
        context.setAttribute(DRAIN, (Runnable) () -> drain(wire));
        parts.push(() -> drain(wire));
        var signIn = mode.wireName();
        LOG.log(Level.INFO, "Parley: sign-in {0}, home {1}, store {2}", signIn, home.folder(), store.describe());
    }

    /** As people and proxies see it from outside. */
    private static Web.Options seen(Settings settings) {
        return new Web.Options(
                settings.url(),
                settings.origins(),
                address -> settings.proxies().stream().anyMatch(proxy -> proxy.contains(address)));
    }

    /** On PostgreSQL the versions of one path run beside each other for a while: each in a folder of the one home. */
    private static Path folder(Settings settings, ServletContext context) {
        return settings.database().at() instanceof DatabaseSettings.At.InHome
                ? settings.home()
                : ContextSources.version(context)
                        .map(version -> settings.home().resolve("version-" + version))
                        .orElse(settings.home());
    }

    private static Limits limits(Settings settings) {
        return Limits.of(settings.textLimit(), settings.fileLimit(), settings.filesLimit(), settings.editLimit());
    }

    private static Channels channels(SqlStore store, Markers markers, SignInMode mode) {
        return new Channels(store.journal(), store.channels(), store.attention(), markers, mode.knowsPeople());
    }

    private Company company(RedisSettings redis, Path home, SqlStore store, Json json, SecureRandom random) {
        return switch (redis.at()) {
            case RedisSettings.At.Off off -> new Company(opened(new LocalBus()), Optional.empty());
            case RedisSettings.At.Auto auto ->
                opened(new Neighbours(redis, store, random)).nearby(home, json);
            case RedisSettings.At.Address at ->
                opened(new Neighbours(redis, store, random)).by(at.uri(), json);
        };
    }

    private static FileStore files(DatabaseSettings settings, SqlStore store, Path home) throws IOException {
        if (settings.files().isPresent()) {
            return new DiskFileStore(settings.files().get());
        }
        return settings.at() instanceof DatabaseSettings.At.InHome
                ? new DiskFileStore(home.resolve("files"))
                : store.files(home.resolve("tmp"));
    }

    private static void keepHouse(
            Housekeeping housekeeping,
            Settings settings,
            SqlStore store,
            FileStore files,
            Supplier<String> ids,
            InstantSource clock) {
        var sweep = new Sweep(store.attic(), files, ids, clock);
        housekeeping.again(
                () -> {
                    sweep.run();
                    return SWEEP;
                },
                FIRST_SWEEP);
        settings.scan().ifPresent(clamd -> {
            var checks = new Checks(store.quarantine(), files, new Clamd(clamd, SCANNER));
            housekeeping.again(checks::run, Duration.ZERO);
        });
    }

    private void drain(Wire wire) {
        if (draining.compareAndSet(false, true)) {
            wire.drain();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private static ServerContainer webSockets(ServletContext context) {
        if (context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container) {
            return container;
        }
        throw new CannotStart(
                "This server offers no WebSockets: Parley needs Tomcat 10.1 or newer with tomcat-websocket");
    }

    private static Supplier<String> ids(SecureRandom random) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return () -> {
            var bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            return encoder.encodeToString(bytes);
        };
    }
}
