package io.parley.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.it.ServerProcess;
import io.parley.it.UpgradeRefused;
import io.parley.openapi.Described;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody may do what the tables say, and nothing else: every cell is tried (ASVS 5.0, 8.2 and 8.3). */
class AuthorityIT {
    private static final Table ROUTES = Table.read('r', "routes.txt");
    private static final Table COMMANDS = Table.read('s', "commands.txt");
    /** Names of tables: by tokens that have just what is needed, all but that, and that were revoked. */
    private static final char ENOUGH = 't';

    private static final char LACKING = 'u';
    private static final char ENDED = 'v';
    private static final Cell LISTENER = new Cell('w', 0, Actor.MEMBER, "read write");
    private static final Cell READER = new Cell('w', 1, Actor.MEMBER, "read");
    private static final Cell WRITER = new Cell('w', 2, Actor.MEMBER, "write admin");
    /** Requests; no more than a server is asked at a busy moment. */
    private static final int AT_ONCE = 10;

    /** What somebody else has, and what he has not is to look as. */
    private static final Pattern NAMES = Pattern.compile("\\$(channel|file|theirs|stranger)");

    private static final Set<String> OF_NO_MATTER = Set.of("welcome", "gap", "live", "you", "people");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path home;

    private static ServerProcess server;

    @BeforeAll
    static void open() throws Exception {
        var cells = new ArrayList<>(ROUTES.cells());
        cells.addAll(COMMANDS.cells());
        cells.addAll(ROUTES.byTokens(ENOUGH, true));
        cells.addAll(ROUTES.byTokens(LACKING, false));
        cells.addAll(revoked());
        cells.addAll(List.of(LISTENER, READER, WRITER));
        var begun = System.nanoTime();
        Scene.make(home, cells);
        var made = System.nanoTime();
        server = ServerProcess.on(home)
                .with(
                        "-Dparley.signin=accounts",
                        "-Dparley.proxies=127.0.0.1",
                        "-Dparley.url=https://chat.example.org/")
                .start();
        System.out.printf(
                "%d cells: scene %d ms, start %d ms%n",
                cells.size(), (made - begun) / 1_000_000, (System.nanoTime() - made) / 1_000_000);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void every_route_and_command_has_a_row() {
        assertEquals(
                lines(Mounted.routes()), lines(ROUTES.covered()), "routes.txt lacks a route, or has one that is gone");
        assertEquals(Mounted.commands(), COMMANDS.covered(), "commands.txt lacks a command, or has one that is gone");
    }

    private static String lines(Set<String> routes) {
        return String.join("\n", new TreeSet<>(routes));
    }

    @Test
    void everybody_is_answered_by_http_as_it_is_written_down() throws Exception {
        var answers = atOnce(
                ROUTES.cells(),
                cell -> Integer.toString(ask(row(cell), cell, false).statusCode()));
        var wrong = new ArrayList<String>();
        for (var row : ROUTES.rows()) {
            var first = row.index() * Actor.values().length;
            compare(row, answers.subList(first, first + Actor.values().length), wrong);
        }
        assertEquals("", String.join("\n", wrong), "what is asked, what is written down, what was answered");
    }

    /** Cells have nothing in common: one after the other they would only wait for the disk. */
    private static <B> List<B> atOnce(List<Cell> cells, Trial<B> trial) throws Exception {
        var answers = new ArrayList<B>();
        try (var askers = Executors.newFixedThreadPool(AT_ONCE)) {
            var trials = cells.stream()
                    .map(cell -> (Callable<B>) () -> trial.of(cell))
                    .toList();
            for (var answer : askers.invokeAll(trials)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /** What is tried of a cell. */
    private interface Trial<B> {
        B of(Cell cell) throws Exception;
    }

    private static Table.Row row(Cell cell) {
        return ROUTES.rows().get(cell.row());
    }

    @Test
    void what_is_private_looks_as_what_is_not_there() throws Exception {
        var hidden = ROUTES.cells().stream()
                .filter(cell -> cell.actor().outside()
                        && row(cell).answer(cell.actor()).startsWith("4")
                        && NAMES.matcher(row(cell).asks() + row(cell).body()).find())
                .toList();
        assertEquals("", String.join("\n", found(atOnce(hidden, AuthorityIT::difference))));
    }

    private static Optional<String> difference(Cell cell) throws IOException, InterruptedException {
        var row = row(cell);
        var there = ask(row, cell, false);
        var missing = ask(row, cell, true);
        var told = there.statusCode() + " " + there.body();
        var toldOfNone = missing.statusCode() + " " + cell.renamed(missing.body());
        return told.equals(toldOfNone)
                ? Optional.empty()
                : Optional.of(row.what() + " for " + cell.actor() + ": " + told + ", not " + toldOfNone);
    }

    private static List<String> found(List<Optional<String>> faults) {
        return faults.stream().flatMap(Optional::stream).toList();
    }

    @Test
    void every_command_does_what_is_written_down() throws Exception {
        var wrong = new ArrayList<String>();
        for (var row : COMMANDS.rows()) {
            var is = new ArrayList<String>();
            for (var actor : Actor.values()) {
                is.add(command(row, new Cell(COMMANDS.name(), row.index(), actor)));
            }
            compare(row, is, wrong);
        }
        assertEquals("", String.join("\n", wrong), "what is said, what is written down, what came of it");
    }

    private static List<Cell> revoked() {
        return ROUTES.rows().stream()
                .map(row -> new Cell(ENDED, row.index(), Actor.REVOKED, "read write admin"))
                .toList();
    }

    @Test
    void an_access_token_does_what_its_scopes_say_and_nothing_else() throws Exception {
        var wrong = new ArrayList<String>();
        wrong.addAll(wrong(
                ROUTES.byTokens(ENOUGH, true), row -> row.scope().equals("person") ? "403" : row.answer(Actor.ADMIN)));
        wrong.addAll(wrong(
                ROUTES.byTokens(LACKING, false), row -> row.scope().equals("-") ? row.answer(Actor.ADMIN) : "403"));
        wrong.addAll(wrong(revoked(), row -> row.answer(Actor.REVOKED)));
        assertEquals("", String.join("\n", wrong), "what is asked with which scopes, what was answered");
    }

    private static List<String> wrong(List<Cell> cells, Function<Table.Row, String> expected) throws Exception {
        return found(atOnce(cells, cell -> fault(cell, expected)));
    }

    private static Optional<String> fault(Cell cell, Function<Table.Row, String> expected) throws Exception {
        var row = row(cell);
        var wanted = expected.apply(row);
        var answer = Integer.toString(ask(row, cell, false).statusCode());
        return wanted.equals(answer)
                ? Optional.empty()
                : Optional.of(row.what() + " | " + row.asks() + " with " + cell.table() + " " + cell.scopes() + ": "
                        + answer + ", not " + wanted);
    }

    @Test
    void a_token_that_only_reads_changes_nothing_on_a_socket_and_one_that_only_writes_opens_none() throws Exception {
        try (var reader = Caller.call(uri(), header(READER))) {
            reader.say("{\"type\":\"hello\"}");
            reader.until(
                    event -> is(event, "live") && event.getString("channel").equals("lobby"));
            for (var row : COMMANDS.rows()) {
                if (row.scope().equals("write")) {
                    reader.say(READER.fill(row.asks()).replace("$cid", "the-one"));
                    var heard = reader.including(event -> !OF_NO_MATTER.contains(event.getString("type")));
                    assertEquals("refused:forbidden", types(heard), row.what());
                }
            }
        }
        assertEquals(
                403,
                assertThrows(UpgradeRefused.class, () -> Caller.call(uri(), header(WRITER)))
                        .status());
    }

    @Test
    void a_socket_ends_when_its_token_is_revoked() throws Exception {
        try (var listener = Caller.call(uri(), header(LISTENER))) {
            listener.say("{\"type\":\"hello\"}");
            listener.until(
                    event -> is(event, "live") && event.getString("channel").equals("lobby"));
            var begun = System.nanoTime();
            var revoked = CLIENT.send(
                    HttpRequest.newBuilder(server.uri().resolve("api/v1/me/tokens/token-" + LISTENER.id()))
                            .header("Cookie", "parley=" + LISTENER.token())
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(204, revoked.statusCode(), revoked.body());
            assertEquals(1008, listener.end());
            System.out.printf("revoked, and its socket closed after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        }
        assertEquals(
                401,
                assertThrows(UpgradeRefused.class, () -> Caller.call(uri(), header(LISTENER)))
                        .status());
    }

    private static String header(Cell cell) {
        return cell.credential()
                .map(header -> header.getKey() + ": " + header.getValue())
                .orElse("Accept: */*");
    }

    private static void compare(Table.Row row, List<String> is, List<String> wrong) {
        if (!is.equals(row.answers())) {
            wrong.add(row.what() + " | " + row.asks() + "\n    " + String.join(" ", row.answers()) + "\n    "
                    + String.join(" ", is));
        }
    }

    /** Each cell comes from an address of its own: none is slowed down by what others try. */
    private static HttpResponse<String> ask(Table.Row row, Cell cell, boolean missing)
            throws IOException, InterruptedException {
        var asks = missing ? cell.miss(row.asks()) : cell.fill(row.asks());
        var body = missing ? cell.miss(row.body()) : cell.fill(row.body());
        var request = HttpRequest.newBuilder(server.uri().resolve("api/v1/" + asks))
                .header(
                        "X-Forwarded-For",
                        "203.0.113.7, 198.18." + cell.row() + "." + cell.actor().ordinal())
                .header("Tus-Resumable", "1.0.0")
                .method(row.what().split(" ", 2)[0], HttpRequest.BodyPublishers.ofString(body));
        if (row.what().contains("uploads")) {
            request.header("Upload-Length", "14").header("Upload-Offset", "0");
        }
        if (row.what().equals("POST v1/uploads/{id}")) {
            request.header("X-HTTP-Method-Override", "PATCH");
        }
        if (!body.isEmpty()) {
            request.header(
                    "Content-Type", body.startsWith("{") ? "application/json" : "application/offset+octet-stream");
        }
        cell.credential().ifPresent(header -> request.header(header.getKey(), header.getValue()));
        var built = request.build();
        return Described.API.checked(built, CLIENT.send(built, HttpResponse.BodyHandlers.ofString()));
    }

    /** What he and the other hear of it, before a message that both hear. */
    private static String command(Table.Row row, Cell cell) throws IOException {
        try (var me = Caller.call(uri(), header(cell));
                var other = Caller.call(uri(), "Cookie: parley=" + cell.otherToken())) {
            for (var caller : List.of(other, me)) {
                caller.say("{\"type\":\"hello\"}");
                caller.until(
                        event -> is(event, "live") && event.getString("channel").equals("lobby"));
            }
            var mine = new ArrayList<JsonObject>();
            me.say(cell.fill(row.asks()).replace("$cid", "the-one"));
            if (row.asks().contains("$cid")) {
                mine.addAll(me.until(event -> event.getString("cid", "").equals("the-one") && mine.add(event)));
            }
            me.say("{\"type\":\"send\",\"cid\":\"the-last\",\"channel\":\"lobby\",\"text\":\"last of " + cell.id()
                    + "\"}");
            mine.addAll(me.until(event -> ends(event, cell)));
            return types(mine) + "/" + types(other.until(event -> ends(event, cell)));
        } catch (UpgradeRefused refused) {
            return Integer.toString(refused.status());
        }
    }

    private static URI uri() {
        return server.uri();
    }

    private static boolean ends(JsonObject event, Cell cell) {
        return is(event, "message") && event.getString("text").equals("last of " + cell.id());
    }

    private static boolean is(JsonObject event, String type) {
        return event.getString("type").equals(type);
    }

    /** Presence counts once, with all who were told of: a change that comes while it is asked for is told again. */
    private static String types(List<JsonObject> events) {
        var told = events.stream()
                .filter(event -> !OF_NO_MATTER.contains(event.getString("type")) && !is(event, "presence"))
                .map(event -> event.getString("type") + (is(event, "refused") ? ":" + event.getString("code") : ""));
        var presence = events.stream()
                .filter(event -> is(event, "presence"))
                .flatMap(event -> event.getJsonArray("people").getValuesAs(JsonObject.class).stream())
                .map(person -> person.getString("id"))
                .collect(Collectors.toSet());
        var counted = events.stream().anyMatch(event -> is(event, "presence"))
                ? Stream.of("presence:" + presence.size())
                : Stream.<String>empty();
        var types = Stream.concat(told, counted).collect(Collectors.joining("+"));
        return types.isEmpty() ? "-" : types;
    }
}
