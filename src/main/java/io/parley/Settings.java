package io.parley;

import io.parley.people.Registration;
import io.parley.people.SecondFactor;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator may set, read once at the start; {@code src/docs/settings.md} is the table of them all.
 *
 * @param home the folder that holds everything Parley keeps; absolute
 * @param port what {@code java -jar} listens on, 0 for any free one
 * @param address what {@code java -jar} listens on, {@code *} for all of this machine
 * @param path of the web application that {@code java -jar} and the image serve, as in a URL; empty for the root
 * @param url where people reach Parley, when it differs from what the server sees
 * @param origins of other sites whose pages may use Parley
 * @param proxies whose {@code X-Forwarded-…} headers are believed
 * @param signin how people sign in, and for how long
 * @param rate messages a second for one person after a burst, 0 for no limit
 * @param textLimit bytes of UTF-8 in a message's text
 * @param fileLimit bytes in a file
 * @param filesLimit files in a message
 * @param editLimit how long one may edit and delete what one posted, if not always
 * @param quota bytes of all files that one person has uploaded, 0 for no limit
 * @param scan where files are checked for viruses, if anywhere
 * @param compression whether permessage-deflate is accepted
 * @param database where everything is kept
 * @param redis what nodes hear each other by
 * @param warnings lines to log: variables in the environment that look like settings and are none
 */
public record Settings(
        Path home,
        int port,
        String address,
        String path,
        Optional<URI> url,
        Set<URI> origins,
        List<Network> proxies,
        SignInSettings signin,
        int rate,
        int textLimit,
        long fileLimit,
        int filesLimit,
        Optional<Duration> editLimit,
        long quota,
        Optional<URI> scan,
        boolean compression,
        DatabaseSettings database,
        RedisSettings redis,
        List<String> warnings) {

    /** The servlet-context attribute by which {@code java -jar} names the home it uses: a {@code Path}. */
    static final String LAUNCH_HOME = "io.parley.launch.home";

    static final Setting<Optional<Path>> HOME =
            Setting.of("parley.home", "", "the path of a folder", Values::optionalPath);
    static final Setting<Integer> PORT =
            Setting.of("parley.port", "8080", "a whole number from 0 to 65535", Values.number(0, 65_535));
    static final Setting<String> ADDRESS = Setting.of(
            "parley.address", "localhost", "a name or address of this machine, or * for all of them", Values::host);
    static final Setting<String> PATH =
            Setting.of("parley.path", "/", "/ or a path such as /team/chat", Values::contextPath);
    static final Setting<Optional<URI>> URL =
            Setting.of("parley.url", "", "an address such as https://chat.example.org/", Values::optionalUrl);
    static final Setting<Set<URI>> ORIGINS = Setting.of(
            "parley.origins", "", "origins such as https://intranet.example.org, separated by commas", Values::origins);
    static final Setting<List<Network>> PROXIES = Setting.of(
            "parley.proxies", "", "addresses or ranges such as 10.0.0.0/8, separated by commas", Values::networks);
    static final Setting<SignIn> SIGNIN = Setting.of("parley.signin", "accounts", "accounts or open", Values::signIn);
    static final Setting<Registration> REGISTER = Setting.of(
            "parley.signin.register",
            "off",
            "off, on, or domains such as example.org, separated by commas",
            Values::registration);
    static final Setting<SecondFactor> SECOND_FACTOR =
            Setting.of("parley.second-factor", "offered", "offered, administrators or required", Values::secondFactor);
    static final Setting<Duration> LIFETIME = Setting.of(
            "parley.signin.lifetime",
            "90d",
            "a time from 5min to 3650d such as 30d or 12h",
            text -> Values.duration(text, Duration.ofMinutes(5), Duration.ofDays(3_650)));
    static final Setting<Duration> IDLE = Setting.of(
            "parley.signin.idle",
            "30d",
            "a time from 15min to 3650d such as 7d or 8h",
            text -> Values.duration(text, Duration.ofMinutes(15), Duration.ofDays(3_650)));
    static final Setting<Optional<Path>> PASSWORDS = Setting.of(
            "parley.signin.passwords", "", "the path of a file with one password a line", Values::optionalPath);
    static final Setting<Duration> AUDIT = Setting.of(
            "parley.audit",
            "400d",
            "a time from 1d to 36500d such as 90d",
            text -> Values.duration(text, Duration.ofDays(1), Duration.ofDays(36_500)));
    static final Setting<Integer> RATE =
            Setting.of("parley.rate", "50", "a whole number from 0 to 1000000", Values.number(0, 1_000_000));
    static final Setting<Integer> TEXT_LIMIT = Setting.of(
            "parley.limits.text",
            "2MiB",
            "a size from 1KiB to 64MiB",
            text -> Math.toIntExact(Values.size(text, 1L << 10, 64L << 20)));
    static final Setting<Long> FILE_LIMIT = Setting.of(
            "parley.limits.file", "50MiB", "a size from 1KiB to 1TiB", text -> Values.size(text, 1L << 10, 1L << 40));
    static final Setting<Integer> FILES_LIMIT =
            Setting.of("parley.limits.files", "20", "a whole number from 1 to 100", Values.number(1, 100));
    static final Setting<Optional<Duration>> EDIT_LIMIT = Setting.of(
            "parley.limits.edit",
            "",
            "a time from 1min to 3650d such as 15min or 2h",
            text -> Values.optionalDuration(text, Duration.ofMinutes(1), Duration.ofDays(3_650)));
    static final Setting<Long> QUOTA =
            Setting.of("parley.limits.quota", "0", "a size from 0 to 1024TiB", text -> Values.size(text, 0, 1L << 50));
    static final Setting<Optional<URI>> SCAN = Setting.of(
            "parley.scan",
            "",
            "the address of a clamd such as clamd://scanner.example.org:3310",
            Values::optionalClamd);
    static final Setting<Boolean> COMPRESSION = Setting.of("parley.compression", "off", "on or off", Values::onOff);
    static final Setting<DatabaseSettings.At> DATABASE = new Setting<>(
            "parley.database",
            "",
            "an address such as jdbc:postgresql://host:5432/database, or the JNDI name of a DataSource such as"
                    + " java:comp/env/jdbc/parley",
            Values::database,
            true);
    static final Setting<Optional<String>> DATABASE_USER =
            Setting.of("parley.database.user", "", "a name", Values::optionalText);
    static final Setting<Optional<String>> DATABASE_PASSWORD =
            new Setting<>("parley.database.password", "", "a password", Values::optionalText, true);
    static final Setting<Integer> DATABASE_POOL =
            Setting.of("parley.database.pool", "8", "a whole number from 1 to 500", Values.number(1, 500));
    static final Setting<Optional<Path>> FILES =
            Setting.of("parley.files", "", "the path of a folder that every node can write", Values::optionalPath);
    static final Setting<RedisSettings.At> REDIS = new Setting<>(
            "parley.redis",
            "off",
            "off, auto, or an address such as redis://host:6379, rediss://user:password@host or"
                    + " redis-sentinel://host1,host2#master",
            Values::redis,
            true);
    static final Setting<Optional<String>> REDIS_PREFIX = Setting.of(
            "parley.redis.prefix", "", "at most 64 letters, digits and any of _ . -", Values::optionalPrefix);
    static final Setting<Optional<String>> REDIS_PASSWORD =
            new Setting<>("parley.redis.password", "", "a password", Values::optionalText, true);
    static final Setting<Integer> HISTORY =
            Setting.of("parley.history", "2000", "a whole number from 0 to 1000000", Values.number(0, 1_000_000));

    static final List<Setting<?>> ALL = List.of(
            HOME,
            PORT,
            ADDRESS,
            PATH,
            URL,
            ORIGINS,
            PROXIES,
            SIGNIN,
            REGISTER,
            SECOND_FACTOR,
            LIFETIME,
            IDLE,
            PASSWORDS,
            AUDIT,
            RATE,
            TEXT_LIMIT,
            FILE_LIMIT,
            FILES_LIMIT,
            EDIT_LIMIT,
            QUOTA,
            SCAN,
            COMPRESSION,
            DATABASE,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_POOL,
            FILES,
            REDIS,
            REDIS_PREFIX,
            REDIS_PASSWORD,
            HISTORY);

    public Settings {
        origins = Set.copyOf(origins);
        proxies = List.copyOf(proxies);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads them for this web application.
     *
     * @throws CannotStart with one line about the first that is wrong or unknown
     */
    public static Settings read(ServletContext context) {
        var sources = ContextSources.of(context);
        if (context.getAttribute(LAUNCH_HOME) instanceof Path home) {
            return read(sources, home, true);
        }
        return read(sources, ContextSources.defaultHome(context.getContextPath()), false);
    }

    /** @param decided whether the home is the given one whatever the sources say, as it is in use already */
    static Settings read(Sources withoutFile, Path usualHome, boolean decided) {
        var home = decided ? usualHome : HOME.read(withoutFile).orElse(usualHome);
        home = home.toAbsolutePath().normalize();
        var sources = withoutFile.withFileIn(home);
        if (sources.file().containsKey(HOME.name())) {
            throw new CannotStart(
                    Sources.FILE + ", " + HOME.name() + ": it cannot stand in the file that lies in the home;"
                            + " right is the environment variable " + HOME.environment());
        }
        var warnings = sources.checkNames(ALL);
        return new Settings(
                home,
                PORT.read(sources),
                ADDRESS.read(sources),
                PATH.read(sources),
                URL.read(sources),
                ORIGINS.read(sources),
                PROXIES.read(sources),
                signIn(sources),
                RATE.read(sources),
                TEXT_LIMIT.read(sources),
                FILE_LIMIT.read(sources),
                FILES_LIMIT.read(sources),
                EDIT_LIMIT.read(sources),
                QUOTA.read(sources),
                SCAN.read(sources),
                COMPRESSION.read(sources),
                new DatabaseSettings(
                        DATABASE.read(sources),
                        DATABASE_USER.read(sources),
                        DATABASE_PASSWORD.read(sources),
                        DATABASE_POOL.read(sources),
                        FILES.read(sources)),
                new RedisSettings(
                        REDIS.read(sources),
                        REDIS_PREFIX.read(sources),
                        REDIS_PASSWORD.read(sources),
                        HISTORY.read(sources)),
                warnings);
    }

    private static SignInSettings signIn(Sources sources) {
        var mode = SIGNIN.read(sources);
        var secondFactor = SECOND_FACTOR.read(sources);
        if (mode == SignIn.OPEN && secondFactor != SecondFactor.OFFERED) {
            throw new CannotStart(SECOND_FACTOR.name() + ": where a name is enough (" + SIGNIN.name()
                    + "=open) nobody has a second factor; right is " + SIGNIN.name() + "=accounts, or offered");
        }
        return new SignInSettings(
                mode,
                REGISTER.read(sources),
                secondFactor,
                LIFETIME.read(sources),
                IDLE.read(sources),
                PASSWORDS.read(sources),
                AUDIT.read(sources));
    }
}
