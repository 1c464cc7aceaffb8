package io.parley.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description as tests read it. It lets answers have members it does not name, for those who come later; here nothing is let
 * through that it does not name.
 */
final class Description {
    private static final String ID = "https://parley.test/openapi.json";
    private static final List<String> METHODS = List.of("get", "head", "options", "post", "put", "patch", "delete");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonNode root;
    private final List<Operation> operations;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Description(String text) {
        this.root = MAPPER.readTree(text);
        this.operations = operations(root);
        var strict = root.deepCopy();
        close(strict);
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, strict.toString())));
    }

    JsonNode root() {
        return root;
    }

    /** Those with fewer variables first: what is named goes before what may be anything. */
    List<Operation> operations() {
        return operations;
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** What is wrong with a value, a line each. @param pointer of the schema */
    String wrong(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(ID + "#" + at)))
                .validate(value)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .collect(Collectors.joining("\n"));
    }

    /** What a reference leads to, or the node itself, and where it is. */
    At at(String pointer) {
        var node = root.at(pointer);
        if (node.isMissingNode()) {
            throw new AssertionError("the description has nothing at " + pointer);
        }
        var reference = node.get("$ref");
        return reference == null || pointer.contains("/schemas/")
                ? new At(node, pointer)
                : at(reference.stringValue().substring(1));
    }

    record At(JsonNode node, String pointer) {}

    private List<Operation> operations(JsonNode root) {
        var found = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> {
            for (var method : METHODS) {
                var node = path.getValue().get(method);
                if (node != null) {
                    var above = "/paths/" + escaped(path.getKey());
                    var pointer = above + "/" + method;
                    var parameters = new ArrayList<Operation.Parameter>();
                    parameters(above, path.getValue(), parameters);
                    parameters(pointer, node, parameters);
                    found.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), node, pointer, parameters));
                }
            }
        });
        found.sort(Comparator.comparingInt(Operation::variables));
        return List.copyOf(found);
    }

    private void parameters(String pointer, JsonNode of, List<Operation.Parameter> found) {
        for (var i = 0; i < of.path("parameters").size(); i++) {
            var at = at(pointer + "/parameters/" + i);
            found.add(new Operation.Parameter(
                    at.node().path("in").stringValue(),
                    at.node().path("name").stringValue(),
                    at.node().path("required").booleanValue(false),
                    at.node().path("schema"),
                    at.pointer() + "/schema"));
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Says of every object whose members are named that it has no others. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").stringValue("").equals("object")
                && object.path("properties") instanceof ObjectNode
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Description::close);
    }
}
