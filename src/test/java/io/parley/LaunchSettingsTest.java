package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.launch.CannotLaunch;
import io.parley.launch.LaunchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar} reads some settings before there is a web application: both must come to the same. */
class LaunchSettingsTest {
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path home;

    record Case(Map<String, String> properties, Map<String, String> environment, String file) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(NONE, NONE, ""),
                new Case(Map.of("parley.port", "0"), Map.of("PARLEY_PORT", "1"), "parley.port=2"),
                new Case(NONE, Map.of("PARLEY_PORT", "1"), "parley.port=2"),
                new Case(NONE, NONE, "parley.port = 2 \nparley.address=*"),
                new Case(Map.of("parley.port", " "), Map.of("PARLEY_PORT", ""), "parley.port=2"),
                new Case(NONE, Map.of("PARLEY_PORT", "tcp://10.0.0.1:8080"), ""),
                new Case(Map.of("parley.port", "tcp://10.0.0.1:8080"), NONE, ""),
                new Case(Map.of("parley.port", "65536"), NONE, ""),
                new Case(NONE, Map.of("PARLEY_PORT", "-1"), ""),
                new Case(NONE, Map.of("PARLEY_PORT", "80\n80" + "0".repeat(200)), ""),
                new Case(NONE, NONE, "parley.port=http"),
                new Case(Map.of("parley.address", "::1"), NONE, ""),
                new Case(Map.of("parley.address", "http://me"), NONE, ""),
                new Case(Map.of("parley.path", "/"), NONE, "parley.path=/other"),
                new Case(NONE, Map.of("PARLEY_PATH", "/team/chat/"), ""),
                new Case(Map.of("parley.path", "team"), NONE, ""),
                new Case(Map.of("parley.path", "//"), NONE, ""),
                new Case(Map.of("parley.path", "/.."), NONE, ""),
                new Case(Map.of("parley.home", "a\0b"), NONE, ""),
                new Case(Map.of("parley.home", "no/where"), Map.of("PARLEY_HOME", "else"), ""),
                new Case(NONE, NONE, "parley.port=\\u00g"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void java_jar_and_the_web_application_agree(Case c) throws IOException {
        Files.writeString(home.resolve("parley.properties"), c.file());
        assertEquals(theWebApplications(c), javaJars(c));
    }

    private String javaJars(Case c) {
        try {
            return LaunchSettings.read(c.properties(), c.environment(), home).toString();
        } catch (CannotLaunch e) {
            return e.line();
        }
    }

    private String theWebApplications(Case c) {
        try {
            var sources = new Sources(NONE, NONE, c.properties(), c.environment(), NONE);
            var settings = Settings.read(sources, home, false);
            return new LaunchSettings(settings.home(), settings.address(), settings.port(), settings.path()).toString();
        } catch (CannotStart e) {
            return e.line();
        }
    }
}
