package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Registration;
import io.parley.people.SecondFactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path home;

    @Test
    void an_operator_who_sets_nothing_gets_the_defaults() {
        var settings = read(sources());
        assertEquals(home.toAbsolutePath(), settings.home());
        assertEquals(8080, settings.port());
        assertEquals("localhost", settings.address());
        assertEquals("", settings.path());
        assertEquals(Optional.empty(), settings.url());
        assertEquals(Set.of(), settings.origins());
        assertEquals(List.of(), settings.proxies());
        assertEquals(
                new SignInSettings(
                        SignIn.ACCOUNTS,
                        new Registration.Off(),
                        SecondFactor.OFFERED,
                        Duration.ofDays(90),
                        Duration.ofDays(30),
                        Optional.empty(),
                        Duration.ofDays(400)),
                settings.signin());
        assertEquals(50, settings.rate());
        assertEquals(2 * 1024 * 1024, settings.textLimit());
        assertEquals(50L * 1024 * 1024, settings.fileLimit());
        assertEquals(20, settings.filesLimit());
        assertEquals(0, settings.quota());
        assertEquals(Optional.empty(), settings.scan());
        assertFalse(settings.compression());
        assertEquals(
                new RedisSettings(new RedisSettings.At.Off(), Optional.empty(), Optional.empty(), 2000),
                settings.redis());
        assertEquals(
                new DatabaseSettings(
                        new DatabaseSettings.At.InHome(), Optional.empty(), Optional.empty(), 8, Optional.empty()),
                settings.database());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void the_table_in_the_documentation_and_the_settings_are_the_same() throws IOException {
        try (var lines = Files.lines(Path.of("src/docs/settings.md"))) {
            var documented = lines.filter(line -> line.startsWith("| `parley."))
                    .map(line -> Stream.of(line.split("\\|"))
                            .map(cell -> cell.strip().replace("`", ""))
                            .toList())
                    .map(cells -> List.of(cells.get(1), cells.get(2), cells.get(3), cells.get(5)))
                    .toList();
            assertEquals(
                    Settings.ALL.stream()
                            .map(setting -> List.of(
                                    setting.name(), setting.environment(), setting.otherwise(), setting.right()))
                            .toList(),
                    documented);
        }
    }

    @Test
    void the_more_specific_place_wins() throws IOException {
        var jndi = Map.of("parley/rate", "1");
        var parameters = Map.of("parley.rate", "2");
        var properties = Map.of("parley.rate", "3");
        var environment = Map.of("PARLEY_RATE", "4");
        Files.writeString(home.resolve("parley.properties"), "parley.rate=5\n");
        assertEquals(
                1,
                read(new Sources(jndi, parameters, properties, environment, NONE))
                        .rate());
        assertEquals(
                2,
                read(new Sources(NONE, parameters, properties, environment, NONE))
                        .rate());
        assertEquals(
                3, read(new Sources(NONE, NONE, properties, environment, NONE)).rate());
        assertEquals(4, read(new Sources(NONE, NONE, NONE, environment, NONE)).rate());
        assertEquals(5, read(sources()).rate());
    }

    @Test
    void a_blank_value_counts_as_absent() {
        var sources = new Sources(NONE, Map.of("parley.rate", " "), NONE, Map.of("PARLEY_RATE", "7"), NONE);
        assertEquals(7, read(sources).rate());
    }

    @Test
    void the_home_is_found_before_its_file_is_read(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("parley.properties"), "parley.url = https://grüße.example\n");
        Files.writeString(home.resolve("parley.properties"), "parley.nonsense = 1\n");
        var failure = failure(new Sources(NONE, NONE, NONE, Map.of("PARLEY_HOME", other.toString()), NONE));
        assertTrue(failure.startsWith(
                "parley.url: the value \"https://grüße.example\" from parley.properties, parley.url"));
        Files.writeString(other.resolve("parley.properties"), "parley.home = /elsewhere\n");
        failure = failure(new Sources(NONE, NONE, NONE, Map.of("PARLEY_HOME", other.toString()), NONE));
        assertEquals(
                "parley.properties, parley.home: it cannot stand in the file that lies in the home; right is the"
                        + " environment variable PARLEY_HOME",
                failure);
    }

    @Test
    void java_jar_and_the_web_application_use_one_home(@TempDir Path other) {
        var sources = new Sources(NONE, Map.of("parley.home", other.toString()), NONE, NONE, NONE);
        assertEquals(home, Settings.read(sources, home, true).home());
        assertEquals(other, Settings.read(sources, home, false).home());
    }

    @Test
    void each_context_of_a_tomcat_has_its_own_home() {
        assertEquals("ROOT", ContextSources.baseName(""));
        assertEquals("chat", ContextSources.baseName("/chat"));
        assertEquals("team#chat", ContextSources.baseName("/team/chat"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "parley.home | a\0b | the path of a folder",
                "parley.port | 65536 | a whole number from 0 to 65535",
                "parley.port | http | a whole number from 0 to 65535",
                "parley.address | a b | a name or address of this machine, or * for all of them",
                "parley.path | chat | / or a path such as /team/chat",
                "parley.path | /a//b | / or a path such as /team/chat",
                "parley.path | /a/../b | / or a path such as /team/chat",
                "parley.path | /a?b | / or a path such as /team/chat",
                "parley.url | chat.example.org | an address such as https://chat.example.org/",
                "parley.url | https://chat.example.org/?a | an address such as https://chat.example.org/",
                "parley.url | https://me:pw@chat.example.org/ | an address such as https://chat.example.org/",
                "parley.origins | https://a.example/path | origins such as https://intranet.example.org, separated by commas",
                "parley.origins | * | origins such as https://intranet.example.org, separated by commas",
                "parley.proxies | localhost | addresses or ranges such as 10.0.0.0/8, separated by commas",
                "parley.proxies | 10.0.0.0/33 | addresses or ranges such as 10.0.0.0/8, separated by commas",
                "parley.proxies | 10.0.0.256 | addresses or ranges such as 10.0.0.0/8, separated by commas",
                "parley.signin | ldap | accounts or open",
                "parley.signin.register | yes | off, on, or domains such as example.org, separated by commas",
                "parley.signin.register | a.org,b@c.org | off, on, or domains such as example.org, separated by commas",
                "parley.signin.lifetime | 30 | a time from 5min to 3650d such as 30d or 12h",
                "parley.signin.lifetime | 1min | a time from 5min to 3650d such as 30d or 12h",
                "parley.audit | 1h | a time from 1d to 36500d such as 90d",
                "parley.signin.idle | 1y | a time from 15min to 3650d such as 7d or 8h",
                "parley.scan | tcp://localhost:3310 | the address of a clamd such as clamd://scanner.example.org:3310",
                "parley.scan | clamd://localhost | the address of a clamd such as clamd://scanner.example.org:3310",
                "parley.limits.quota | -1 | a size from 0 to 1024TiB",
                "parley.limits.files | 0 | a whole number from 1 to 100",
                "parley.rate | -1 | a whole number from 0 to 1000000",
                "parley.rate | 1.5 | a whole number from 0 to 1000000",
                "parley.limits.edit | 30s | a time from 1min to 3650d such as 15min or 2h",
                "parley.limits.text | 100MiB | a size from 1KiB to 64MiB",
                "parley.limits.text | 2MB | a size from 1KiB to 64MiB",
                "parley.limits.file | 999999999999TiB | a size from 1KiB to 1TiB",
                "parley.limits.file | 1 | a size from 1KiB to 1TiB",
                "parley.compression | yes | on or off",
            })
    void a_wrong_value_is_one_line_naming_setting_place_and_cure(String name, String value, String right) {
        var line = failure(new Sources(NONE, NONE, Map.of(name, value), NONE, NONE));
        assertEquals(
                name + ": the value \"" + value.replace('\0', '?') + "\" from the system property " + name
                        + " is wrong; right is " + right,
                line);
    }

    @Test
    void every_place_is_named() throws IOException {
        assertPlace("JNDI java:comp/env/parley/rate", new Sources(Map.of("parley/rate", "x"), NONE, NONE, NONE, NONE));
        assertPlace(
                "the context parameter parley.rate", new Sources(NONE, Map.of("parley.rate", "x"), NONE, NONE, NONE));
        assertPlace(
                "the environment variable PARLEY_RATE",
                new Sources(NONE, NONE, NONE, Map.of("PARLEY_RATE", "x"), NONE));
        Files.writeString(home.resolve("parley.properties"), "parley.rate=x");
        assertPlace("parley.properties, parley.rate", sources());
    }

    @Test
    void a_line_stays_one_line_and_short() {
        var line = failure(new Sources(NONE, NONE, Map.of("parley.rate", "1\n2" + "3".repeat(5_000)), NONE, NONE));
        assertEquals(1, line.lines().count());
        assertTrue(line.length() < 300, line);
    }

    @ParameterizedTest
    @CsvSource({
        "parley/rat, , , , JNDI java:comp/env/parley/rat is no setting of Parley; did you mean parley/rate?",
        ", parley.signIn, , , the context parameter parley.signIn is no setting of Parley; did you mean parley.signin?",
        ", , parley.limit.text, , the system property parley.limit.text is no setting of Parley; did you mean parley.limits.text?",
        ", , , parlay.rate, 'parley.properties, parlay.rate is no setting of Parley; did you mean parley.rate?'",
    })
    void an_unknown_name_stops_the_start(String jndi, String parameter, String property, String inFile, String line)
            throws IOException {
        if (inFile != null) {
            Files.writeString(home.resolve("parley.properties"), inFile + "=1");
        }
        assertEquals(line, failure(new Sources(one(jndi), one(parameter), one(property), NONE, NONE)));
    }

    @Test
    void an_unknown_name_in_the_environment_is_a_warning() {
        var settings = read(new Sources(NONE, NONE, NONE, Map.of("PARLEY_RATES", "1", "PATH", "/bin"), NONE));
        assertEquals(
                List.of("The environment variable PARLEY_RATES is no setting of Parley; did you mean PARLEY_RATE?"),
                settings.warnings());
    }

    @Test
    void what_kubernetes_puts_into_the_environment_is_ignored() {
        var settings = read(new Sources(
                NONE,
                NONE,
                NONE,
                Map.of(
                        "PARLEY_PORT", "tcp://10.0.0.1:8080",
                        "PARLEY_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                        "PARLEY_PORT_8080_TCP_ADDR", "10.0.0.1",
                        "PARLEY_SERVICE_HOST", "10.0.0.1",
                        "PARLEY_SERVICE_PORT_HTTP", "8080"),
                NONE));
        assertEquals(8080, settings.port());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void a_secret_may_lie_in_a_file_and_is_never_shown() throws IOException {
        var secret = new Setting<>("parley.made.up", "", "a number", Integer::valueOf, true);
        var file = Files.writeString(home.resolve("secret"), "42\n");
        var sources = new Sources(NONE, NONE, NONE, Map.of("PARLEY_MADE_UP_FILE", file.toString()), NONE);
        assertEquals(42, secret.read(sources));
        assertEquals(List.of(), sources.checkNames(List.of(secret)));

        Files.writeString(file, "hunter2");
        var wrong = assertThrows(CannotStart.class, () -> secret.read(sources)).line();
        assertEquals(
                "parley.made.up: the value from the file named by the environment variable PARLEY_MADE_UP_FILE is wrong;"
                        + " right is a number",
                wrong);

        Files.delete(file);
        var gone = assertThrows(CannotStart.class, () -> secret.read(sources)).line();
        assertTrue(
                gone.startsWith("parley.made.up: the file \"" + file + "\" named by the environment variable"), gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on",
                "localhost:6379",
                "http://localhost:6379",
                "redis://",
                "redis:localhost",
                "redis://localhost/chat",
                "redis://localhost/0?timeout=1s",
                "redis-sentinel://one:26379,two",
                "redis://a b"
            })
    void what_is_no_address_of_a_redis_stops_the_start_and_is_not_shown(String address) {
        var line = assertThrows(
                        CannotStart.class,
                        () -> read(new Sources(NONE, NONE, Map.of("parley.redis", address), NONE, NONE)))
                .line();
        assertEquals(
                "parley.redis: the value from the system property parley.redis is wrong; right is "
                        + Settings.REDIS.right(),
                line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on",
                "postgresql://host/parley?password=hunter2",
                "jdbc:mysql://host/parley",
                "jdbc:sqlite:parley.db",
                "java:",
                "java:comp/env/a b",
                "ldap://host/name"
            })
    void what_is_no_database_stops_the_start_and_is_not_shown(String address) {
        var line = failure(new Sources(NONE, NONE, Map.of("parley.database", address), NONE, NONE));
        assertEquals(
                "parley.database: the value from the system property parley.database is wrong; right is an address such"
                        + " as jdbc:postgresql://host:5432/database, or the JNDI name of a DataSource such as"
                        + " java:comp/env/jdbc/parley",
                line);
    }

    @Test
    void an_operator_names_his_database() throws IOException {
        var password = Files.writeString(home.resolve("password"), "hunter2\n");
        var settings = read(new Sources(
                NONE,
                NONE,
                NONE,
                Map.of(
                        "PARLEY_DATABASE", "jdbc:postgresql://one,two/parley?targetServerType=primary",
                        "PARLEY_DATABASE_USER", "parley",
                        "PARLEY_DATABASE_PASSWORD_FILE", password.toString(),
                        "PARLEY_DATABASE_POOL", "20",
                        "PARLEY_FILES", "/shared/files"),
                NONE));
        assertEquals(
                new DatabaseSettings(
                        new DatabaseSettings.At.Address("jdbc:postgresql://one,two/parley?targetServerType=primary"),
                        Optional.of("parley"),
                        Optional.of("hunter2"),
                        20,
                        Optional.of(Path.of("/shared/files"))),
                settings.database());
        assertFalse(settings.toString().contains("hunter2"));
        assertEquals(
                new DatabaseSettings.At.Named("java:comp/env/jdbc/parley"),
                read(new Sources(NONE, Map.of("parley.database", "java:comp/env/jdbc/parley"), NONE, NONE, NONE))
                        .database()
                        .at());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "rediss://parley:s3cret@redis.example.org:6380/2",
                "redis://[::1]:6379",
                "redis-sentinel://:s3cret@one,two:26380/1#main"
            })
    void an_operator_names_his_redis(String address) {
        var settings = read(new Sources(NONE, NONE, Map.of("parley.redis", address), NONE, NONE));
        assertEquals(
                new RedisSettings.At.Address(URI.create(address)),
                settings.redis().at());
    }

    @Test
    void no_secret_shares_its_file_variable_with_another_setting() {
        var variables = Settings.ALL.stream().map(Setting::environment).toList();
        Settings.ALL.stream()
                .filter(Setting::secret)
                .forEach(secret -> assertFalse(variables.contains(secret.environment() + "_FILE"), secret.name()));
    }

    @Test
    void sizes_origins_proxies_and_addresses_are_read() throws IOException {
        var settings = read(new Sources(
                NONE,
                NONE,
                Map.of(
                        "parley.limits.text", "4096",
                        "parley.limits.file", "1 gib",
                        "parley.url", "https://chat.example.org/team",
                        "parley.origins", "HTTPS://A.example:443, http://b.example:8080/",
                        "parley.proxies", "10.0.0.0/15, ::1",
                        "parley.compression", "on"),
                NONE,
                NONE));
        assertEquals(4096, settings.textLimit());
        assertEquals(1L << 30, settings.fileLimit());
        assertEquals(Optional.of(URI.create("https://chat.example.org/team/")), settings.url());
        assertEquals(Set.of(URI.create("https://a.example"), URI.create("http://b.example:8080")), settings.origins());
        assertTrue(settings.compression());
        var range = settings.proxies().get(0);
        assertTrue(range.contains(InetAddress.getByName("10.1.255.255")));
        assertFalse(range.contains(InetAddress.getByName("10.2.0.0")));
        assertTrue(settings.proxies().get(1).contains(InetAddress.getByName("::1")));
        assertFalse(settings.proxies().get(1).contains(InetAddress.getByName("127.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrators", "required"})
    void a_second_factor_that_nobody_could_have_stops_the_start(String demanded) {
        var open = Map.of("parley.signin", "open", "parley.second-factor", demanded);
        assertEquals(
                "parley.second-factor: where a name is enough (parley.signin=open) nobody has a second factor; right is"
                        + " parley.signin=accounts, or offered",
                failure(new Sources(NONE, NONE, open, NONE, NONE)));
        var offered = Map.of("parley.signin", "open", "parley.second-factor", "offered");
        assertEquals(
                SignIn.OPEN,
                read(new Sources(NONE, NONE, offered, NONE, NONE)).signin().mode());
    }

    private String failure(Sources sources) {
        return assertThrows(CannotStart.class, () -> read(sources)).line();
    }

    private void assertPlace(String place, Sources sources) {
        assertEquals(
                "parley.rate: the value \"x\" from " + place + " is wrong; right is a whole number from 0 to 1000000",
                failure(sources));
    }

    private Settings read(Sources sources) {
        return Settings.read(sources, home, false);
    }

    private static Sources sources() {
        return new Sources(NONE, NONE, NONE, NONE, NONE);
    }

    private static Map<String, String> one(String name) {
        return name == null ? NONE : Map.of(name, "1");
    }
}
