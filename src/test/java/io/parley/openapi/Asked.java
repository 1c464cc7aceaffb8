package io.parley.openapi;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that was done, held against what is said of it. @param path below `api/v1` */
record Asked(Description description, Operation operation, HttpRequest request, String path) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    List<String> faults() {
        var faults = new ArrayList<String>();
        var queries = queries();
        var segments = operation
                .matched(path)
                .or(() -> operation.matched(path.replaceFirst("/$", "")))
                .orElseThrow();
        for (var parameter : operation.parameters()) {
            var values = switch (parameter.in()) {
                case "path" -> List.of(segments.get(operation.pathNames().indexOf(parameter.name())));
                case "query" -> queries.getOrDefault(parameter.name(), List.of());
                default -> request.headers().allValues(parameter.name());
            };
            parameter(parameter, values, faults);
        }
        var named = operation.parameters("query").stream()
                .map(Operation.Parameter::name)
                .toList();
        queries.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> faults.add("query " + name + ": is not described"));
        body(faults);
        return faults;
    }

    private void parameter(Operation.Parameter parameter, List<String> values, List<String> faults) {
        var name = parameter.in() + " " + parameter.name() + ": ";
        if (values.isEmpty()) {
            if (parameter.required()) {
                faults.add(name + "was left out, though required");
            }
            return;
        }
        var schema = parameter.schema();
        JsonNode value;
        if (schema.path("type").stringValue("").equals("array")) {
            var array = NODES.arrayNode();
            values.forEach(array::add);
            value = array;
        } else {
            value = value(schema, description, values.getFirst());
        }
        var wrong = description.wrong(parameter.pointer(), value);
        if (!wrong.isEmpty()) {
            faults.add(name + values + " was taken, though " + wrong);
        }
    }

    /** A text as what a schema says it means. */
    static JsonNode value(JsonNode schema, Description description, String text) {
        var reference = schema.get("$ref");
        var type = (reference == null
                        ? schema
                        : description.root().at(reference.stringValue().substring(1)))
                .path("type")
                .stringValue("string");
        return switch (type) {
            case "integer" ->
                text.matches("-?[0-9]{1,18}") ? NODES.numberNode(Long.parseLong(text)) : NODES.stringNode(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? NODES.booleanNode(text.equals("true"))
                        : NODES.stringNode(text);
            default -> NODES.stringNode(text);
        };
    }

    /** A query that names nothing, as that of a picture's address, is left out. */
    private Map<String, List<String>> queries() {
        var queries = new LinkedHashMap<String, List<String>>();
        var raw = request.uri().getRawQuery();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                queries.computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return queries;
    }

    private void body(List<String> faults) {
        var type = request.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        var content = operation.node().path("requestBody").path("content");
        var needed = operation.node().path("requestBody").path("required").booleanValue(false);
        var length = request.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .orElse(0L);
        if (length == 0 || type.isEmpty()) {
            if (needed && content.has("application/json")) {
                faults.add("it had no body, though required");
            }
        } else if (!content.has(type)) {
            faults.add("a body of " + type + " was taken, and is not described");
        } else if (content.path(type).has("schema")) {
            var schema = operation.pointer() + "/requestBody/content/" + Description.escaped(type) + "/schema";
            var wrong =
                    description.wrong(schema, given(text(request.bodyPublisher().orElseThrow())));
            if (!wrong.isEmpty()) {
                faults.add("its body was taken, though " + wrong);
            }
        }
    }

    /** A member that is null is as one that is absent. */
    private static JsonNode given(String text) {
        var body = Description.parse(text);
        if (body instanceof ObjectNode object) {
            object.removeNulls();
        }
        return body;
    }

    /** What it publishes, which is here already. */
    private static String text(HttpRequest.BodyPublisher publisher) {
        var bytes = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                var copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
