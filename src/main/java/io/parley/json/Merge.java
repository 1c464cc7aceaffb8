package io.parley.json;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;

/** Many objects as one. */
final class Merge {
    private final JsonBuilderFactory builders;

    Merge(JsonBuilderFactory builders) {
        this.builders = builders;
    }

    /** @throws Malformed naming a member of which two of them say something, unless both say what is in an object */
    JsonObject of(List<JsonObject> objects) {
        return of(objects, "");
    }

    private JsonObject of(List<JsonObject> objects, String path) {
        var members = new LinkedHashMap<String, JsonValue>();
        for (var object : objects) {
            object.forEach((name, value) -> members.merge(name, value, (one, other) -> both(path + name, one, other)));
        }
        var merged = builders.createObjectBuilder();
        members.forEach(merged::add);
        return merged.build();
    }

    private JsonValue both(String path, JsonValue one, JsonValue other) {
        if (one instanceof JsonObject first && other instanceof JsonObject second) {
            return of(List.of(first, second), path + ".");
        }
        throw new Malformed(path + ": is there twice");
    }
}
