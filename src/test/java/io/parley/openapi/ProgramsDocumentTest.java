package io.parley.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Command;
import io.parley.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What src/docs/programs.md shows is described, and is a command. */
class ProgramsDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** Up to the line's end; a backslash before it joins the next one. */
    private static final Pattern CURL = Pattern.compile("^curl .*", Pattern.MULTILINE);

    private static final Pattern FRAME = Pattern.compile("'(\\{\"type\":.*?})'");
    /** What a shell makes one word of. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static String shell() throws IOException {
        var text = new StringBuilder();
        BLOCK.matcher(Files.readString(Path.of("src/docs/programs.md")))
                .results()
                .forEach(block -> text.append(block.group(1)).append('\n'));
        return text.toString();
    }

    @Test
    void every_request_is_one_that_is_described() throws IOException {
        var wrong = new StringBuilder();
        var found = CURL.matcher(shell().replace("\\\n", " ")).results().toList();
        for (var curl : found) {
            var faults = Described.API.asked(request(curl.group()));
            if (!faults.isEmpty()) {
                wrong.append(curl.group()).append("\n  ").append(faults).append('\n');
            }
        }
        assertEquals("", wrong.toString());
        assertTrue(found.size() >= 10, "requests on the page: " + found.size());
    }

    @Test
    void every_frame_is_a_command() throws IOException {
        var frames = FRAME.matcher(shell()).results().toList();
        try (var json = new Json()) {
            for (var frame : frames) {
                json.read(frame.group(1), Command.class);
            }
        }
        assertTrue(frames.size() >= 4, "frames on the page: " + frames.size());
    }

    /** What curl would send; what a shell puts in is some number, which all of it may be. */
    private static HttpRequest request(String curl) {
        var words = words(curl);
        var request = HttpRequest.newBuilder();
        var method = "GET";
        var body = BodyPublishers.noBody();
        for (var i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-sS", "-i" -> {}
                case "-o" -> i++;
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    var header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d", "--data-binary" -> {
                    body = BodyPublishers.ofString(words.get(++i));
                    method = method.equals("GET") ? "POST" : method;
                }
                default -> request.uri(URI.create(words.get(i)));
            }
        }
        return request.method(method, body).build();
    }

    private static List<String> words(String curl) {
        var words = new ArrayList<String>();
        var filled = curl.replaceAll("\\$\\([^)]*\\)", "1")
                .replace("$PARLEY", "http://parley.test")
                .replaceAll("\\$[A-Z]+", "1");
        WORD.matcher(filled).results().forEach(word -> {
            for (var group = 1; group <= 3; group++) {
                if (word.group(group) != null) {
                    words.add(word.group(group));
                }
            }
        });
        return words;
    }
}
