package io.parley.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the description.
 *
 * @param method in capitals
 * @param path such as `/channels/{channel}`
 * @param pointer where its answers stand in the description, as a JSON pointer
 */
record Operation(String method, String path, JsonNode node, String pointer, List<Parameter> parameters) {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    Operation {
        parameters = List.copyOf(parameters);
    }

    /** @param pointer where its schema stands */
    record Parameter(String in, String name, boolean required, JsonNode schema, String pointer) {}

    String id() {
        return method + " " + path;
    }

    List<Parameter> parameters(String in) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(in))
                .toList();
    }

    /** How many segments of its path are anything. */
    int variables() {
        return (int) NAME.matcher(path).results().count();
    }

    /** The values of the path's parameters, in its order; empty where it is another path. */
    Optional<List<String>> matched(String raw) {
        var matcher = Pattern.compile(NAME.matcher(path.replace(".", "\\.")).replaceAll("([^/]*)"))
                .matcher(raw);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        for (var group = 1; group <= matcher.groupCount(); group++) {
            values.add(URLDecoder.decode(matcher.group(group).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return Optional.of(values);
    }

    List<String> pathNames() {
        return NAME.matcher(path).results().map(match -> match.group(1)).toList();
    }
}
