package io.parley.openapi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.authority.Mounted;
import io.parley.authority.Table;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is described is what is mounted, under the same limits. */
class DescriptionTest {
    private static final Description DESCRIPTION = Described.API.description();
    private static final Pattern FRAME =
            Pattern.compile("^```json (?:server )?(\\w+)\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void every_route_is_described_and_nothing_else() {
        var mounted = Mounted.methods().stream()
                .flatMap(route -> described(route.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        var described =
                DESCRIPTION.operations().stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", mounted), String.join("\n", described));
    }

    /** As it is called in the description; a last segment that may be left out gives two. */
    private static Stream<String> described(String route) {
        var path = route.replace(" v1/", " /");
        return path.contains("}{")
                ? Stream.of(path.replaceFirst("}\\{.*", "}"), path.replace("}{", "}/{"))
                : Stream.of(path);
    }

    @Test
    void every_parameter_is_described_and_none_else() {
        var wrong = new StringBuilder();
        for (var route : Mounted.methods()) {
            var paths = names(route, PathParam.class);
            var queries = names(route, QueryParam.class);
            var headers = names(route, HeaderParam.class);
            described(route.name()).map(DescriptionTest::operation).forEach(operation -> {
                if (!operation.pathNames().containsAll(paths)
                        || !operation
                                .pathNames()
                                .equals(documented(operation, "path").toList())
                        || !queries.equals(documented(operation, "query").collect(Collectors.toSet()))
                        || !documented(operation, "header").toList().containsAll(headers)) {
                    wrong.append(operation.id())
                            .append(": ")
                            .append(route.method())
                            .append('\n');
                }
            });
        }
        assertEquals("", wrong.toString(), "what has other parameters than the description says");
    }

    private static Set<String> names(Mounted.Route route, Class<?> kind) {
        return Arrays.stream(route.method().getParameters())
                .flatMap(parameter -> Arrays.stream(parameter.getAnnotations()))
                .filter(kind::isInstance)
                .map(annotation -> switch (annotation) {
                    case PathParam path -> path.value();
                    case QueryParam query -> query.value();
                    case HeaderParam header -> header.value();
                    default -> throw new AssertionError(annotation);
                })
                .collect(Collectors.toSet());
    }

    private static Stream<String> documented(Operation operation, String in) {
        return operation.parameters(in).stream().map(Operation.Parameter::name);
    }

    private static Operation operation(String id) {
        return DESCRIPTION.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not described"));
    }

    /** The table is held to the server by its own test. */
    @Test
    void what_each_route_needs_is_what_the_table_of_authority_says() {
        var wrong = new StringBuilder();
        for (var row : Table.read('r', "routes.txt").rows()) {
            described(row.what()).map(DescriptionTest::operation).forEach(operation -> {
                var security = operation.node().path("security");
                var words = operation.node().path("description").stringValue();
                var right = switch (row.scope()) {
                    case "-" ->
                        (security.isEmpty() || security.get(0).isEmpty())
                                && words.endsWith("Nobody has to be signed in.");
                    case "person" ->
                        security.toString().equals("[{\"session\":[]}]") && words.endsWith("No access token suffices.");
                    default ->
                        security.toString().equals("[{\"session\":[]},{\"token\":[\"" + row.scope() + "\"]}]")
                                && words.endsWith("Scope: `" + row.scope() + "`.");
                };
                if (!right) {
                    wrong.append(operation.id())
                            .append(" needs ")
                            .append(row.scope())
                            .append(", not ")
                            .append(security)
                            .append('\n');
                }
            });
        }
        assertEquals("", wrong.toString());
    }

    @Test
    void limits_are_those_of_the_code() {
        assertAll(LIMITS.entrySet().stream().map(limit -> () -> {
            var constant = limit.getValue().split("#");
            var field = Class.forName("io.parley." + constant[0]).getDeclaredField(constant[1]);
            field.setAccessible(true);
            assertEquals(
                    ((Number) field.get(null)).longValue(),
                    DESCRIPTION.at(limit.getKey()).node().longValue(),
                    limit::toString);
        }));
    }

    /** Where a limit stands in the description, and the constant that holds it. */
    private static final Map<String, String> LIMITS = limits();

    private static Map<String, String> limits() {
        var limits = new LinkedHashMap<String, String>();
        limits.put("/components/parameters/Limit/schema/maximum", "web.Parameters#MOST");
        limits.put("/components/parameters/Limit/schema/default", "web.Parameters#USUAL");
        limits.put("/components/parameters/After/schema/maxLength", "web.Parameters#LONGEST_PLACE");
        limits.put("/components/schemas/Id/maxLength", "web.Parameters#LONGEST_ID");
        limits.put("/paths/~1people/get/parameters/0/schema/maxItems", "web.Parameters#MOST");
        limits.put("/paths/~1people/get/parameters/1/schema/maxLength", "web.Parameters#LONGEST_QUERY");
        limits.put("/paths/~1channels/get/parameters/0/schema/maxLength", "web.Parameters#LONGEST_QUERY");
        limits.put("/components/schemas/ShownName/maxLength", "people.ShownName#LONGEST");
        limits.put("/components/schemas/Name/maxLength", "people.Name#LONGEST");
        limits.put("/components/schemas/Email/maxLength", "people.Email#LONGEST");
        limits.put("/components/schemas/NewPassword/minLength", "people.Password#SHORTEST");
        limits.put("/components/schemas/NewPassword/maxLength", "people.Password#LONGEST");
        limits.put("/components/schemas/Password/maxLength", "web.Members#PASSWORD");
        limits.put("/components/schemas/LinkToken/maxLength", "web.InvitesResource#TOKEN");
        limits.put("/components/schemas/Credentials/properties/login/maxLength", "web.SignInResource#LONGEST");
        limits.put("/components/schemas/Status/properties/emoji/maxLength", "people.Status#LONGEST_EMOJI");
        limits.put("/components/schemas/Status/properties/text/maxLength", "people.Status#LONGEST_TEXT");
        limits.put("/components/schemas/TokenWish/properties/name/maxLength", "people.Label#LONGEST");
        limits.put("/components/schemas/InviteWish/properties/uses/maximum", "people.Administration#MOST_USES");
        limits.put(
                "/components/schemas/InviteWish/properties/channels/maxItems", "people.Administration#MOST_CHANNELS");
        limits.put("/components/schemas/ChannelName/maxLength", "chat.ChannelName#LONGEST");
        limits.put("/components/schemas/Topic/maxLength", "chat.Channels#LONGEST_TOPIC");
        limits.put("/components/schemas/Description/maxLength", "chat.Channels#LONGEST_DESCRIPTION");
        limits.put(
                "/paths/~1channels~1{channel}~1members/post/requestBody/content/application~1json/schema/properties/people/maxItems",
                "chat.Channels#MOST_ADDED");
        limits.put(
                "/paths/~1conversations/post/requestBody/content/application~1json/schema/properties/people/maxItems",
                "chat.Channels#MOST_DIRECT");
        limits.put("/components/schemas/File/properties/name/maxLength", "files.FileName#LONGEST");
        limits.put("/components/schemas/File/properties/alt/maxLength", "chat.Limits#ALT");
        limits.put("/paths/~1uploads/post/parameters/2/schema/maxLength", "web.Tus#LONGEST_METADATA");
        return limits;
    }

    @Test
    void words_are_those_of_the_code() {
        assertEquals(words("io.parley.people.Audit$Kind"), listed("AuditKind"));
        assertEquals(words("io.parley.people.Role"), listed("Role"));
        assertEquals(words("io.parley.people.Scope"), listed("Scope"));
    }

    private static Set<String> words(String type) {
        try {
            return Arrays.stream(Class.forName(type).getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> listed(String schema) {
        var words = new TreeSet<String>();
        DESCRIPTION.at("/components/schemas/" + schema + "/enum").node().forEach(word -> words.add(word.stringValue()));
        return words;
    }

    /** What the protocol's document shows of frames is, where HTTP tells the same, as it is described here. */
    @Test
    void what_a_socket_tells_too_looks_the_same() throws IOException {
        var schemas = Map.of(
                "message", "Message", "joined", "Joined", "left", "Left", "channel", "Altered", "page", "History");
        var wrong = new StringBuilder();
        var found = FRAME.matcher(
                Files.readString(Path.of("src/docs/protocol.md")).replace("```json page", "```json server page"));
        while (found.find()) {
            var frame = Description.parse(found.group(2));
            var schema = schemas.get(found.group(1));
            if (schema != null) {
                wrong.append(DESCRIPTION.wrong("/components/schemas/" + schema, frame));
            }
            if (List.of("welcome", "you", "people").contains(found.group(1))) {
                frame.path("channels")
                        .forEach(view -> wrong.append(DESCRIPTION.wrong("/components/schemas/Channel", view)));
                frame.path("people")
                        .forEach(person -> wrong.append(DESCRIPTION.wrong("/components/schemas/Person", person)));
            }
        }
        assertEquals("", wrong.toString());
    }

    @Test
    void every_reference_leads_somewhere_and_everything_shared_is_used() {
        var references = new TreeSet<String>();
        references(DESCRIPTION.root(), references);
        for (var reference : references) {
            assertFalse(DESCRIPTION.root().at(reference.substring(1)).isMissingNode(), reference);
        }
        DESCRIPTION.root().path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .propertyNames()
                        .forEach(name -> assertEquals(
                                true,
                                references.contains("#/components/" + kind.getKey() + "/" + name),
                                name + " is used nowhere"));
            }
        });
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.path("$ref").isString()) {
            found.add(node.path("$ref").stringValue());
        }
        node.forEach(inner -> references(inner, found));
    }
}
