package io.parley.web;

import io.parley.json.Json;

/** The description of the API, as a server gives it. */
public final class ServedDescription {
    private ServedDescription() {}

    public static String text() {
        try (var json = new Json()) {
            return DescriptionResource.text(json);
        }
    }
}
