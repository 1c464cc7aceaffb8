package io.parley.it;

import static io.parley.it.RawWebSocket.BINARY;
import static io.parley.it.RawWebSocket.CONTINUATION;
import static io.parley.it.RawWebSocket.PING;
import static io.parley.it.RawWebSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.it.Blow.Outcome;
import io.parley.it.Blow.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes blows by chance, the same for the same chance. */
final class Blows {
    private static final List<String> COMMANDS = List.of(
            "{\"type\":\"send\",\"cid\":\"c1\",\"channel\":\"nowhere\",\"text\":\"hello\"}",
            "{\"type\":\"send\",\"cid\":\"c2\",\"channel\":\"nowhere\",\"text\":\"\",\"files\":[\"f\"]}",
            "{\"type\":\"edit\",\"cid\":\"c3\",\"channel\":\"nowhere\",\"seq\":7,\"text\":\"hello\"}");
    private static final List<String> MEMBERS = List.of("type", "cid", "channel", "text", "seq", "files", "cursors");
    private static final List<String> VALUES = List.of(
            "null",
            "7",
            "-1e999",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"x\"",
            "[[1]]",
            "{\"type\":\"send\"}",
            "\"\\ud800\"",
            "1.5");
    private static final List<String> METADATA = List.of(
            "{\"file\":{\"name\":\"a/b\\\\c\",\"type\":\"text/plain\"}}",
            "{\"file\":{}}",
            "{\"file\":{\"name\":7}}",
            "{\"file\":[{}]}",
            "{\"file\":{\"name\":\"\\u0000\"}}",
            "{\"file\"");

    private final RandomGenerator random;
    private final int frameLimit;
    private final int textLimit;

    /**
     * @param frameLimit characters in a frame of protocol 1
     * @param textLimit bytes in a text of the classic protocol
     */
    Blows(RandomGenerator random, int frameLimit, int textLimit) {
        this.random = random;
        this.frameLimit = frameLimit;
        this.textLimit = textLimit;
    }

    /** Against a connection that speaks protocol 1 and has said hello. */
    Blow protocol1() {
        return switch (random.nextInt(24)) {
            case 0 -> rudeness();
            case 1 -> new Blow("invalid UTF-8", fragments(TEXT, notUtf8()), Outcome.CLOSED_1007);
            case 2 -> new Blow("binary", fragments(BINARY, bytes(random.nextInt(2_000))), Outcome.CLOSED_1003);
            case 3 ->
                random.nextInt(8) == 0
                        ? text("a huge frame", "x".repeat(frameLimit + 1), Outcome.CLOSED_1009)
                        : text(
                                "a large frame",
                                command().replace("hello", "y".repeat(frameLimit / 2)),
                                Outcome.REFUSED);
            case 4, 5 -> text("nesting", nesting(), Outcome.REFUSED);
            case 6, 7, 8, 9 -> text("truncated", truncated(), Outcome.REFUSED);
            case 10, 11, 12, 13 -> text("mutated", mutated(), Outcome.REFUSED);
            case 14, 15, 16, 17, 18 -> text("wrong types", wronglyTyped(), Outcome.REFUSED);
            case 19 -> text("again", "{\"type\":\"hello\",\"cursors\":{}}", Outcome.REFUSED);
            default -> text("noise", "?" + noise(random.nextInt(300)), Outcome.REFUSED);
        };
    }

    /** Against a connection at a classic page. */
    Blow classic() {
        return switch (random.nextInt(20)) {
            case 0 -> rudeness();
            case 1 -> new Blow("invalid UTF-8", fragments(TEXT, notUtf8()), Outcome.CLOSED_1007);
            case 2 ->
                random.nextInt(8) == 0
                        ? text("a huge text", "x".repeat(textLimit + 1), Outcome.CLOSED_1009)
                        : text("a large text", "y".repeat(1 + random.nextInt(textLimit)), Outcome.TAKEN);
            case 3, 4 -> text("nesting", nesting(), Outcome.TAKEN);
            case 5, 6, 7, 8 -> text("metadata", METADATA.get(random.nextInt(METADATA.size())), Outcome.TAKEN);
            case 9, 10, 11, 12, 13 -> new Blow("bytes", fragments(BINARY, bytes(random.nextInt(4_000))), Outcome.TAKEN);
            case 14, 15 -> text("another protocol", mutated(), Outcome.TAKEN);
            default -> text("noise", noise(random.nextInt(300)), Outcome.TAKEN);
        };
    }

    /** What RFC 6455 forbids any client. */
    private Blow rudeness() {
        var mask = new byte[] {0, 0, 0, 0};
        var bytes = switch (random.nextInt(6)) {
            case 0 -> new byte[] {(byte) 0x81, 1, 'x'}; // without a mask
            case 1 -> joined(new byte[] {(byte) 0xF1, (byte) 0x80}, mask); // reserved bits
            case 2 -> joined(new byte[] {(byte) 0x83, (byte) 0x80}, mask); // a reserved opcode
            case 3 -> joined(new byte[] {(byte) 0x80, (byte) 0x80}, mask); // continues nothing
            case 4 -> joined(new byte[] {0x09, (byte) 0x80}, mask); // a ping in fragments
            default -> joined(new byte[] {(byte) 0x89, (byte) 0xFE, 0, 126}, mask); // a ping too long
        };
        return new Blow("broken frame " + Arrays.toString(bytes), List.of(new Part.Raw(bytes)), Outcome.CLOSED_1002);
    }

    private Blow text(String what, String text, Outcome outcome) {
        var shown = text.length() <= 300 ? text : text.length() + " characters";
        return new Blow(what + ": " + shown, fragments(TEXT, text.getBytes(UTF_8)), outcome);
    }

    /** Mostly one frame; sometimes pieces that split characters too, with a ping between them. */
    private List<Part> fragments(int opcode, byte[] payload) {
        if (random.nextInt(4) != 0) {
            return List.of(new Part.Masked(true, opcode, payload));
        }
        var parts = new ArrayList<Part>();
        var at = 0;
        for (var pieces = random.nextInt(5); pieces > 0; pieces--) {
            var to = at + random.nextInt(payload.length - at + 1);
            parts.add(new Part.Masked(
                    false, parts.isEmpty() ? opcode : CONTINUATION, Arrays.copyOfRange(payload, at, to)));
            at = to;
            if (random.nextBoolean()) {
                parts.add(new Part.Masked(true, PING, new byte[0]));
            }
        }
        var rest = Arrays.copyOfRange(payload, at, payload.length);
        parts.add(new Part.Masked(true, parts.isEmpty() ? opcode : CONTINUATION, rest));
        return parts;
    }

    private String command() {
        return COMMANDS.get(random.nextInt(COMMANDS.size()));
    }

    private String truncated() {
        var command = command();
        return command.substring(0, random.nextInt(command.length()));
    }

    /** Some characters are others; the channel can never become the lobby. */
    private String mutated() {
        var text = new StringBuilder(command());
        for (var times = 1 + random.nextInt(4); times > 0; times--) {
            text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private String wronglyTyped() {
        var member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        var value = VALUES.get(random.nextInt(VALUES.size()));
        return switch (random.nextInt(3)) {
            case 0 -> "{\"" + member + "\":" + value + "}";
            case 1 -> command().replace("}", ",\"" + member + "\":" + value + "}");
            default -> command().replaceFirst("\"(cid|channel|seq)\":[^,]*", "\"$1\":" + value.replace("\\", "\\\\"));
        };
    }

    private String nesting() {
        var open = List.of("[", "{\"a\":", "{\"type\":\"send\",\"cid\":[").get(random.nextInt(3));
        return open.repeat(random.nextInt(textLimit / open.length() - 1) + 1);
    }

    private String noise(int characters) {
        var text = new StringBuilder();
        while (text.length() < characters) {
            var c = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT + 1);
            if (Character.getType(c) != Character.SURROGATE) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private byte[] notUtf8() {
        var text = noise(random.nextInt(100)).getBytes(UTF_8);
        var wrong = List.of(new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xC0, (byte) 0xAF}, new byte[] {
            (byte) 0xED, (byte) 0xA0, (byte) 0x80
        });
        return joined(joined(text, wrong.get(random.nextInt(wrong.size()))), text);
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
