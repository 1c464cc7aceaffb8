package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image, its compose files and src/docs/deploy.md set is there to be set. */
class DeployDocumentTest {
    private static final Pattern VARIABLE = Pattern.compile("\\bPARLEY_[A-Z_]+");

    /** Of the compose files themselves. */
    private static final Set<String> COMPOSE = Set.of("PARLEY_IMAGE", "PARLEY_PUBLISHED");

    @Test
    void every_variable_is_a_setting() throws IOException {
        var known = Settings.ALL.stream()
                .flatMap(setting -> setting.secret()
                        ? Stream.of(setting.environment(), setting.environment() + "_FILE")
                        : Stream.of(setting.environment()))
                .collect(Collectors.toSet());
        var unknown = new TreeSet<String>();
        var found = 0;
        for (var file : List.of(
                "docker/Dockerfile", "docker/compose.yaml", "docker/compose.cluster.yaml", "src/docs/deploy.md")) {
            for (var match :
                    VARIABLE.matcher(Files.readString(Path.of(file))).results().toList()) {
                found++;
                if (!known.contains(match.group()) && !COMPOSE.contains(match.group())) {
                    unknown.add(file + ": " + match.group());
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(found > 10, () -> "variables in the files");
    }
}
