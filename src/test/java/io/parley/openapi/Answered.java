package io.parley.openapi;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An answer, held against what is said of it. @param head whether only its head was asked for */
record Answered(Description description, Operation operation, boolean head, HttpResponse<?> response) {
    private static final String PROBLEM = "application/problem+json";
    /** What can happen to any request stands at none of them. */
    private static final Set<Integer> ANYWHERE = Set.of(404, 405, 406, 413, 415, 500, 503);

    /** What nobody describes is refused, by a problem. */
    static List<String> ofNothing(Description description, String method, HttpResponse<?> response) {
        if (method.equals("OPTIONS") && response.statusCode() < 300) {
            return List.of();
        }
        if (response.statusCode() < 400) {
            return List.of("there is no such operation");
        }
        return method.equals("HEAD") ? List.of() : body(description, "/components/schemas/Problem", PROBLEM, response);
    }

    List<String> faults() {
        var found = described();
        if (found.isEmpty()) {
            return List.of("no such status is described");
        }
        var at = found.get();
        var faults = new ArrayList<String>();
        var headers = at.node().path("headers");
        for (var name : headers.propertyNames()) {
            header(name, description.at(at.pointer() + "/headers/" + name), faults);
        }
        if (!head) {
            faults.addAll(content(at));
        }
        return faults;
    }

    private Optional<Description.At> described() {
        var responses = operation.pointer() + "/responses/";
        if (operation.node().path("responses").has("" + response.statusCode())) {
            return Optional.of(description.at(responses + response.statusCode()));
        }
        return ANYWHERE.contains(response.statusCode())
                ? Optional.of(description.at(responses + "default"))
                : Optional.empty();
    }

    private void header(String name, Description.At at, List<String> faults) {
        var value = response.headers().firstValue(name);
        if (value.isEmpty()) {
            if (at.node().path("required").booleanValue(false)) {
                faults.add(name + ": is missing");
            }
            return;
        }
        var wrong = description.wrong(
                at.pointer() + "/schema", Asked.value(at.node().path("schema"), description, value.get()));
        if (!wrong.isEmpty()) {
            faults.add(name + ": " + value.get() + wrong);
        }
    }

    private List<String> content(Description.At at) {
        var content = at.node().get("content");
        if (content == null) {
            return text(response).isEmpty() ? List.of() : List.of("it has a body, and should have none");
        }
        var type = type(response);
        if (content.has("*/*")) {
            return type.isEmpty() ? List.of("it has no type") : List.of();
        }
        if (!content.has(type)) {
            return List.of("its type is " + type + ", not " + String.join(" or ", content.propertyNames()));
        }
        return content.get(type).has("schema")
                ? body(description, at.pointer() + "/content/" + Description.escaped(type) + "/schema", type, response)
                : List.of();
    }

    private static List<String> body(Description description, String schema, String type, HttpResponse<?> response) {
        if (!type(response).equals(type)) {
            return List.of("its type is " + type(response) + ", not " + type);
        }
        var wrong = description.wrong(schema, Description.parse(text(response)));
        return wrong.isEmpty() ? List.of() : List.of(wrong);
    }

    private static String type(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
    }

    private static String text(HttpResponse<?> response) {
        return response.body() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(response.body());
    }
}
