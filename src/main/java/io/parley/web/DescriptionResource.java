package io.parley.web;

import io.parley.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is described of all pages under `api/v1`, for programs and those who write them (OpenAPI 3.1): for everybody, as it is the
 * same everywhere and tells nothing of anybody.
 *
 * <p>Written by hand, a part for each subject, in `openapi/` beside this class; tests hold it to what is mounted and to what is
 * answered.
 */
@Path("v1/openapi.json")
public final class DescriptionResource {
    /** The first one is the head, with what the others share. */
    private static final List<String> PARTS =
            List.of("head", "sign-in", "me", "factors", "people", "channels", "messages", "files", "administration");

    private final Json json;
    /** Put together when somebody asks first, which on most servers nobody does. */
    private volatile @Nullable Whole whole;

    DescriptionResource(Json json) {
        this.json = json;
    }

    /** @param tag of HTTP, with its quotes */
    private record Whole(byte[] text, String tag) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response description(@HeaderParam("If-None-Match") @Nullable String known) {
        var told = whole;
        if (told == null) {
            told = together();
            whole = told;
        }
        var answer = FilesResource.knows(known, told.tag()) ? Response.notModified() : Response.ok(told.text());
        return answer.header("ETag", told.tag())
                .header("Cache-Control", "no-cache")
                .build();
    }

    private Whole together() {
        var text = text(json).getBytes(StandardCharsets.UTF_8);
        return new Whole(text, tag(text));
    }

    static String text(Json json) {
        return json.merged(PARTS.stream().map(DescriptionResource::part).toList());
    }

    private static String part(String name) {
        try (var in = DescriptionResource.class.getResourceAsStream("openapi/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("openapi/" + name + ".json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
