package io.parley.openapi;

import io.parley.web.ServedDescription;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether what a server is asked and answers is as its description says. Tests that talk to `api/v1` show it every answer they get,
 * whatever else they want to know of it.
 */
public final class Described {
    /** What all tests of this process use: it remembers what they have seen. */
    public static final Described API = new Described();

    private static final String BASE = "/api/v1";

    private final Description description = new Description(ServedDescription.text());
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private Described() {}

    Description description() {
        return description;
    }

    /** Operations with the statuses they were answered with, such as `GET /me 200`. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /**
     * The response, which is as it should be; of pages elsewhere nothing is asked.
     *
     * @throws AssertionError when it is not, or when a request was done that should not have been sent so
     */
    public <T> HttpResponse<T> checked(HttpRequest request, HttpResponse<T> response) {
        var raw = request.uri().getRawPath();
        var base = raw.indexOf(BASE + "/");
        if (base >= 0) {
            var faults = faults(request, raw.substring(base + BASE.length()), response);
            if (!faults.isEmpty()) {
                throw new AssertionError(request.method() + " " + request.uri() + " was answered "
                        + response.statusCode() + " " + response.body()
                        + "\nwhich is not what src/main/resources/io/parley/web/openapi says:\n"
                        + String.join("\n", faults));
            }
        }
        return response;
    }

    /** What is wrong with a request that nobody sent, if it shall be done. */
    List<String> asked(HttpRequest request) {
        var path = request.uri().getRawPath().substring(BASE.length());
        return operation(request.method(), path)
                .map(operation -> new Asked(description, operation, request, path).faults())
                .orElse(List.of("there is no such operation"));
    }

    private List<String> faults(HttpRequest request, String path, HttpResponse<?> response) {
        var head = request.method().equals("HEAD");
        var found = operation(request.method(), path).or(() -> head ? operation("GET", path) : Optional.empty());
        if (found.isEmpty()) {
            return Answered.ofNothing(description, request.method(), response);
        }
        var operation = found.get();
        var faults = new ArrayList<String>();
        if (response.statusCode() < 300) {
            faults.addAll(new Asked(description, operation, request, path).faults());
        }
        faults.addAll(new Answered(description, operation, head, response).faults());
        seen.add(operation.id() + " " + response.statusCode());
        return faults;
    }

    /** A slash at the end is no matter to the server. */
    private Optional<Operation> operation(String method, String path) {
        return exactly(method, path)
                .or(() ->
                        path.endsWith("/") ? exactly(method, path.substring(0, path.length() - 1)) : Optional.empty());
    }

    private Optional<Operation> exactly(String method, String path) {
        return description.operations().stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.matched(path).isPresent())
                .findFirst();
    }
}
