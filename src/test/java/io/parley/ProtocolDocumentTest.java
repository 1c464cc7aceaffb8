package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Command;
import io.parley.chat.Event;
import io.parley.json.Json;
import io.parley.web.HistoryPage;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The frames in src/docs/protocol.md are what is really read and written. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("src/docs/protocol.md");
    private static final Pattern BLOCK = Pattern.compile(
            "^```json (client|server|page)(?: ([a-z]+))?\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** Nodes tell each other of these; a client never sees them. */
    private static final Set<String> BETWEEN_NODES = Set.of("arrived", "departed", "roster", "shown", "touched");

    private static final Json JSON = new Json();

    /** @param side `client`, `server` or `page`; @param type of the object, empty for a page */
    private record Block(String side, String type, String text, int line) {
        Class<?> read() {
            return switch (side) {
                case "client" -> Command.class;
                case "server" -> Event.class;
                default -> HistoryPage.class;
            };
        }
    }

    @AfterAll
    static void close() {
        JSON.close();
    }

    @TestFactory
    Stream<DynamicTest> every_block_is_read_and_written_back_to_the_letter() throws IOException {
        return blocks().stream()
                .map(block -> DynamicTest.dynamicTest(
                        "line " + block.line() + ": " + block.side() + " " + block.type(), () -> {
                            var value = JSON.read(block.text(), block.read());
                            assertEquals(block.text(), JSON.write(value));
                            if (!block.type().isEmpty()) {
                                assertTrue(
                                        block.text().startsWith("{\"type\":\"" + block.type() + "\""),
                                        "named as it is typed");
                            }
                        }));
    }

    @Test
    void every_command_and_event_a_client_sees_has_a_block() throws IOException {
        var shown = new TreeSet<>(types(Event.class));
        shown.removeAll(BETWEEN_NODES);
        assertEquals(shown, documented("server"));
        assertEquals(types(Command.class), documented("client"));
        assertEquals(
                1,
                blocks().stream().filter(block -> block.side().equals("page")).count(),
                "history pages");
    }

    @Test
    void every_kind_of_command_and_event_has_a_type() {
        for (var sealed : List.of(Command.class, Event.class)) {
            var typed = Arrays.stream(sealed.getAnnotation(JsonbTypeInfo.class).value())
                    .map(JsonbSubtype::type)
                    .collect(Collectors.toSet());
            assertEquals(typed, records(sealed).collect(Collectors.toSet()));
        }
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProtocolDocumentTest::records)
                : Stream.of(type);
    }

    private static TreeSet<String> types(Class<?> sealed) {
        return Arrays.stream(sealed.getAnnotation(JsonbTypeInfo.class).value())
                .map(JsonbSubtype::alias)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> documented(String side) throws IOException {
        return blocks().stream()
                .filter(block -> block.side().equals(side))
                .map(Block::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Block> blocks() throws IOException {
        var document = Files.readString(DOCUMENT);
        return BLOCK.matcher(document)
                .results()
                .map(match -> new Block(
                        match.group(1),
                        match.group(2) == null ? "" : match.group(2),
                        match.group(3),
                        1
                                + (int) document.substring(0, match.start())
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count()))
                .toList();
    }
}
