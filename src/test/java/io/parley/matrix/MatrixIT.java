package io.parley.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.it.Built;
import io.parley.it.Certificate;
import io.parley.matrix.Place.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server, at the root and below a path, behind every proxy, with and without TLS: {@code mvn -Pmatrix}. */
@Tag("matrix")
class MatrixIT {
    private static final List<String> COLUMNS =
            List.of("direct", "direct TLS", "nginx", "nginx TLS", "httpd", "httpd TLS", "HAProxy", "HAProxy TLS");

    /** By server and path, then by column. */
    private static final Map<String, Map<String, String>> TABLE = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void certify() throws Exception {
        certificate = Certificate.in(folder, Place.NAMES);
    }

    static Stream<Arguments> rows() {
        return Stream.of(Server.values())
                .flatMap(server -> Stream.of("/", "/team/chat").map(path -> Arguments.of(server, path)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void people_talk(Server server, String path) throws Exception {
        var row = TABLE.computeIfAbsent(server + " " + path, any -> new LinkedHashMap<>());
        var own = Files.createTempDirectory(folder, "row");
        try (var place = server.start(own.resolve("server"), path, certificate, "-Dparley.proxies=127.0.0.1")) {
            var faults = new ArrayList<Throwable>();
            cell(row, "direct", place, place.uri(), faults);
            assertEquals(
                    Cell.CLAIMED, new Cell(place, place.uri()).loggedAddress("127.0.0.1"), "a listed proxy's word");
            if (place.tls().isPresent()) {
                cell(row, "direct TLS", place, place.tls().get(), faults);
            } else {
                row.put("direct TLS", "has none");
            }
            for (var front : Front.values()) {
                try (var proxy = front.before(place, certificate, own.resolve(front.name()))) {
                    cell(row, front.toString(), place, proxy.plain(), faults);
                    cell(row, front + " TLS", place, proxy.tls(), faults);
                }
            }
            if (!faults.isEmpty()) {
                var failure = new AssertionError(row.toString());
                faults.forEach(failure::addSuppressed);
                throw failure;
            }
        }
    }

    @Test
    void a_proxy_that_is_not_listed_is_not_believed() throws Exception {
        try (var place = Server.JAR.start(folder.resolve("unlisted"), "/", certificate)) {
            for (var front : Front.values()) {
                try (var proxy = front.before(place, certificate, folder.resolve("unlisted-" + front.name()))) {
                    assertEquals(
                            "127.0.0.1", new Cell(place, proxy.plain()).loggedAddress(Cell.SOMEBODY), front::toString);
                }
            }
        }
    }

    private static void cell(
            Map<String, String> row, String column, Place place, URI entrance, List<Throwable> faults) {
        var begun = System.nanoTime();
        try {
            new Cell(place, entrance).passes();
            row.put(column, "yes, %.1f s".formatted((System.nanoTime() - begun) / 1e9));
        } catch (Exception | AssertionError fault) {
            row.put(column, "NO");
            faults.add(fault);
        }
    }

    @AfterAll
    static void show() throws IOException {
        var table = new StringBuilder();
        table.append("%-26s".formatted("page, sign-in, talk, file"));
        COLUMNS.forEach(column -> table.append("%-13s".formatted(column)));
        TABLE.forEach((name, row) -> {
            table.append("%n%-26s".formatted(name));
            COLUMNS.forEach(column -> table.append("%-13s".formatted(row.getOrDefault(column, "?"))));
        });
        System.out.println(table);
        Files.writeString(Built.folder().resolve("matrix.txt"), table + "\n");
    }
}
