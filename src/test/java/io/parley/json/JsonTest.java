package io.parley.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.chat.Command;
import io.parley.chat.Event;
import io.parley.people.Person;
import io.parley.people.Status;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final String SEND = "{\"type\":\"send\",\"cid\":\"c1\",\"channel\":\"lobby\",\"text\":\"hello\"}";

    private final Json json = new Json();

    @AfterEach
    void close() {
        json.close();
    }

    @Test
    void type_comes_first_and_members_in_their_order() {
        assertEquals(
                "{\"type\":\"gap\",\"channel\":\"lobby\",\"to\":\"4.x\"}", json.write(new Event.Gap("lobby", "4.x")));
    }

    @Test
    void a_person_is_an_id_and_a_name_and_what_else_is_known() {
        var known = new Person("p2", "Bea", "bea", "f1", new Status("\uD83C\uDF34", null, 5L), "guest", true);
        assertEquals(
                "{\"id\":\"p2\",\"name\":\"Bea\",\"handle\":\"bea\",\"avatar\":\"f1\","
                        + "\"status\":{\"emoji\":\"\uD83C\uDF34\",\"until\":5},\"role\":\"guest\",\"inactive\":true}",
                json.write(known));
        assertEquals(known, json.read(json.write(known), Person.class));
        assertEquals("{\"id\":\"p1\",\"name\":\"Ann\"}", json.write(new Person("p1", "Ann")));
        assertEquals(new Person("p1", "Ann"), json.read("{\"id\":\"p1\",\"name\":\"Ann\"}", Person.class));
    }

    @Test
    void what_is_null_is_not_written() {
        assertEquals(
                "{\"type\":\"refused\",\"code\":\"busy\",\"text\":\"Later.\",\"retry\":true}",
                json.write(new Event.Refused(null, "busy", "Later.", true)));
        assertEquals(SEND, json.write(new Command.Send("c1", "lobby", "hello", List.of())));
    }

    @Test
    void what_is_absent_or_null_or_unknown_is_no_fault() {
        var expected = new Command.Send("c1", "lobby", "hello", null);
        assertEquals(expected, json.read(SEND, Command.class));
        assertEquals(expected, json.read(SEND.replace("}", ",\"files\":null}"), Command.class));
        assertEquals(expected, json.read(SEND.replace("}", ",\"mood\":[{\"a\":[null]}]}"), Command.class));
        assertEquals(new Command.Watch(null, null), json.read("{\"type\":\"watch\"}", Command.class));
        assertNull(((Event.Refused)
                        json.read("{\"type\":\"refused\",\"code\":\"a\",\"text\":\"b\",\"retry\":true}", Event.class))
                .cid());
    }

    @Test
    void type_may_stand_anywhere() {
        var moved = "{\"channel\":\"lobby\",\"type\":\"typing\"}";
        assertEquals(new Command.Typing("lobby"), json.read(moved, Command.class));
    }

    @Test
    void any_text_survives() {
        var text =
                "NUL \0, line \n\r\u2028\u2029, quote \" \\ /, \u007f\u0085, \ud83d\ude00, 007, </script>, \ufeff\uffff";
        var sent = json.write(new Command.Send("c1", "lobby", text, null));
        assertFalse(sent.contains("\n"), "one line");
        assertEquals(text, ((Command.Send) json.read(sent, Command.class)).text());
        assertArrayEquals(
                sent.getBytes(StandardCharsets.UTF_8), json.writeUtf8(new Command.Send("c1", "lobby", text, null)));
    }

    @ParameterizedTest(name = "<{0}>")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                  | A JSON object is expected, {…}.
            ` `                                                 | A JSON object is expected, {…}.
            null                                                | A JSON object is expected, {…}.
            5                                                   | A JSON object is expected, {…}.
            "hello"                                             | A JSON object is expected, {…}.
            []                                                  | A JSON object is expected, {…}.
            hello                                               | Not JSON at character 1.
            {                                                   | Not JSON at character 2.
            {'type':'live'}                                     | Not JSON at character 1.
            {"type":"live"}                                     | type: must be one of hello, send, edit, delete, read, typing, watch
            {"type":5}                                          | type: must be one of hello, send, edit, delete, read, typing, watch
            {"type":null}                                       | type: must be one of hello, send, edit, delete, read, typing, watch
            {}                                                  | type: must be one of hello, send, edit, delete, read, typing, watch
            {"type":"typing","type":"hello"}                    | type: is there twice
            {"type":"hello","cursors":{"a":"1.x","a":"2.x"}}    | a: is there twice
            {"type":"typing"}                                   | channel: must be an id of 1 to 64 characters
            {"type":"typing","channel":""}                      | channel: must be an id of 1 to 64 characters
            {"type":"typing","channel":null}                    | channel: must be an id of 1 to 64 characters
            {"type":"typing","channel":5}                       | channel: must be a string
            {"type":"typing","channel":["lobby"]}               | channel: must be a string
            {"type":"typing","channel":"lobby"} junk            | Not JSON at character 36.
            {"type":"typing","channel":"lobby"}{}               | Not JSON at character 35.
            {"type":"typing","channel":"\\ud800"}               | channel: must be Unicode text: it has half a surrogate pair
            {"type":"hello","cursors":[]}                       | cursors: must be an object
            {"type":"hello","cursors":{"a":null}}               | cursors: must be an object without null
            {"type":"hello","cursors":{"a":5}}                  | cursors: must be a string
            {"type":"watch","people":"p1"}                      | people: must be an array
            {"type":"watch","people":[null]}                    | people: must be an array without null
            {"type":"watch","people":[["p1"]]}                  | people: must be a string
            """)
    void a_command_that_is_none_is_refused_in_one_plain_line(String text, String why) {
        assertEquals(why, refusal(text));
    }

    @ParameterizedTest(name = "seq {0}")
    @CsvSource({
        "true",
        "null",
        "\"1\"",
        "{}",
        "[1]",
        "1.5",
        "1e-400000000",
        "1e400000000",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551617",
    })
    void a_number_is_whole_and_has_64_bits(String seq) {
        assertEquals("seq: must be a whole number of at most 64 bits", refusal(edit(seq)));
    }

    @Test
    void a_number_within_64_bits_is_itself() {
        assertEquals(Long.MAX_VALUE, ((Command.Edit) json.read(edit("9223372036854775807"), Command.class)).seq());
        assertEquals("seq: must name a message, so at least 1", refusal(edit("-9223372036854775808")));
    }

    @Test
    void deep_long_and_wide_texts_neither_overflow_nor_take_long() {
        assertEquals(
                "More than 32 levels of objects and arrays.",
                refusal(SEND.replace("}", ",\"x\":" + "[".repeat(2_000_000))));
        assertEquals("More than 32 levels of objects and arrays.", refusal("{\"a\":".repeat(500_000)));
        assertEquals("A number has too many digits.", refusal(edit("9".repeat(2_000_000))));
        assertEquals(
                "A number has too many digits.", refusal(SEND.replace("}", ",\"x\":" + "9".repeat(2_000_000) + "}")));
        assertTrue(refusal("{" + "\"a\u0000".repeat(100_000)).startsWith("Not JSON at character"));
        assertTrue(
                refusal("{\"" + "a".repeat(100_000) + "\":1,\"" + "a".repeat(100_000) + "\":2}")
                                .length()
                        <= 300,
                "short");
    }

    @Test
    void more_values_than_any_command_has_are_refused_before_they_are_held() {
        var why = "More than 25000 values.";
        assertEquals(why, refusal("{\"type\":\"typing\",\"x\":[" + "0,".repeat(2_000_000)));
        assertEquals(why, refusal("{\"type\":\"typing\",\"x\":[" + "{},".repeat(1_000_000)));
        var most = "{\"type\":\"typing\",\"channel\":\"lobby\",\"x\":[" + "0,".repeat(24_996) + "0%s]}";
        assertEquals(new Command.Typing("lobby"), json.read(most.formatted(""), Command.class));
        assertEquals(why, refusal(most.formatted(",0")));
    }

    @Test
    void the_largest_hello_is_read() {
        var cursors = IntStream.range(0, 10_000)
                .boxed()
                .collect(Collectors.toMap(n -> "channel-" + "x".repeat(40) + n, n -> n + ".qW4rT6yU"));
        var hello = new Command.Hello(cursors);
        assertEquals(hello, json.read(json.write(hello), Command.class));
    }

    @Test
    void a_member_of_another_name_than_its_component_is_checked_by_its_own() {
        assertEquals("new: must be a string", refusal("{\"new\":5}", Renamed.class));
        assertEquals("new: must be a string", refusal("{\"new\":{}}", Renamed.class));
        assertEquals(new Renamed("5"), json.read("{\"new\":\"5\",\"wanted\":5}", Renamed.class));
    }

    /** What JSON calls by a word of Java's. */
    public record Renamed(@JsonbProperty("new") String wanted) {}

    @Test
    void a_record_within_is_named_by_its_path() {
        var edited =
                "{\"type\":\"edited\",\"channel\":\"lobby\",\"seq\":2,\"mark\":\"m\",\"at\":1,\"cid\":\"c\",\"message\":%s}";
        assertEquals("message: must be an object", refusal(edited.formatted("5"), Event.class));
        assertEquals(
                "message.n: must be a whole number of at most 64 bits",
                refusal(edited.formatted("{\"n\":\"1\"}"), Event.class));
        assertEquals("A member is missing.", refusal(edited.formatted("{\"n\":1}"), Event.class));
        assertEquals("size: must be a whole number of at most 64 bits", refusal("{\"size\":\"\"}", Attachment.class));
    }

    @Test
    void bytes_are_utf8_or_refused() {
        var ann = new Person("p1", "\u00c4nn");
        assertEquals(ann, json.read(new ByteArrayInputStream(json.writeUtf8(ann)), Person.class));
        var latin = json.write(ann).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "The text is not UTF-8.",
                assertThrows(Malformed.class, () -> json.read(new ByteArrayInputStream(latin), Person.class))
                        .text());
    }

    @Test
    void nothing_but_malformed_comes_of_any_broken_frame() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var parts = List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\\",
                "\\u",
                "null",
                "1e9",
                "-",
                "\"type\"",
                "\"send\"",
                "\0",
                "\ud800",
                SEND,
                "\"cid\"");
        var refused = 0;
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder(SEND);
            for (var change = random.nextInt(4); change >= 0; change--) {
                var at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(8)), parts.get(random.nextInt(parts.size())));
            }
            try {
                json.read(text.toString(), Command.class);
            } catch (Malformed e) {
                refused++;
                assertFalse(
                        e.text().contains("io.parley")
                                || e.text().contains("jakarta")
                                || e.text().contains("\n"),
                        e.text());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        System.out.println(refused + " of 20000 broken frames refused, seed " + seed);
        assertTrue(refused > 15_000);
    }

    @Test
    void many_threads_read_and_write_at_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var work = IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(n ->
                            () -> IntStream.range(0, 2_000).allMatch(i -> {
                                var send = new Command.Send("c" + i, "channel" + n, "text " + i, null);
                                return json.read(json.write(send), Command.class)
                                        .equals(send);
                            }))
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertTrue(done.get());
            }
        }
    }

    private static String edit(String seq) {
        return "{\"type\":\"edit\",\"cid\":\"c1\",\"channel\":\"lobby\",\"seq\":" + seq + ",\"text\":\"t\"}";
    }

    private String refusal(String text) {
        return refusal(text, Command.class);
    }

    private String refusal(String text, Class<?> type) {
        return assertThrows(Malformed.class, () -> json.read(text, type)).text();
    }
}
