package io.parley.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A Tomcat's manager by its text interface, as the user that src/test/tomcat sets up. */
record TomcatManager(URI tomcat) {
    private static final String AS =
            "Basic " + Base64.getEncoder().encodeToString("deployer:of-tests".getBytes(StandardCharsets.UTF_8));

    void deploy(String path, Path war) throws IOException {
        ok("deploy?path=" + path + "&war=" + war.toUri());
    }

    /** Another version beside the ones that are there. */
    String deployBeside(String path, String version, Path war) throws IOException {
        return text("deploy?path=" + path + "&version=" + version + "&war=" + war.toUri());
    }

    void undeploy(String path) throws IOException {
        ok("undeploy?path=" + path);
    }

    /** What it says of applications that are gone and still in memory, after a full collection. */
    String leaks() throws IOException {
        return text("findleaks?statusLine=true").strip();
    }

    /** How many threads of this name run. */
    long threads(String name) throws IOException {
        return text("threaddump")
                .lines()
                .filter(line -> line.startsWith("\"" + name + "\""))
                .count();
    }

    private void ok(String command) throws IOException {
        var answer = text(command);
        if (!answer.startsWith("OK")) {
            throw new AssertionError(command + ": " + answer);
        }
    }

    private String text(String command) throws IOException {
        var answer = Pages.send(HttpRequest.newBuilder(tomcat.resolve("/manager/text/" + command))
                .timeout(Await.BOUND)
                .header("Authorization", AS)
                .build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(command + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
