package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator drops the WAR into the Tomcat he has. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DeployIT {
    @Deployment(name = "root", testable = false)
    static WebArchive root() {
        return Built.warAs("ROOT.war");
    }

    @Deployment(name = "chat", testable = false)
    static WebArchive chat() {
        return Built.warAs("chat.war");
    }

    @Deployment(name = "older-root", testable = false)
    @TargetsContainer("tomcat-10")
    static WebArchive rootOnTomcat10() {
        return Built.warAs("ROOT.war");
    }

    @Deployment(name = "older-chat", testable = false)
    @TargetsContainer("tomcat-10")
    static WebArchive chatOnTomcat10() {
        return Built.warAs("chat.war");
    }

    @Test
    void people_talk_at_the_root_of_tomcat_11_with_and_without_the_executor(
            @ArquillianResource @OperateOnDeployment("root") URL place) throws Exception {
        peopleTalk(uri(place), "/");
        comesBack(uri(place), "tomcat-11");
    }

    @Test
    void people_talk_under_a_path_of_tomcat_11(@ArquillianResource @OperateOnDeployment("chat") URL place)
            throws Exception {
        peopleTalk(uri(place), "/chat");
    }

    @Test
    void people_talk_at_the_root_of_tomcat_10_1_with_and_without_the_executor(
            @ArquillianResource @OperateOnDeployment("older-root") URL place) throws Exception {
        peopleTalk(uri(place), "/");
        comesBack(uri(place), "tomcat-10");
    }

    @Test
    void people_talk_under_a_path_of_tomcat_10_1(@ArquillianResource @OperateOnDeployment("older-chat") URL place)
            throws Exception {
        peopleTalk(uri(place), "/chat");
    }

    @Test
    void redeploys_of_a_busy_chat_leave_nothing_behind_on_tomcat_11(
            @ArquillianResource @OperateOnDeployment("chat") URL place) throws Exception {
        Redeploys.leaveNothing(new TomcatManager(uri(place).resolve("/")), "/again", time -> {});
    }

    @Test
    void redeploys_of_a_busy_chat_leave_nothing_behind_on_tomcat_10_1(
            @ArquillianResource @OperateOnDeployment("older-chat") URL place) throws Exception {
        Redeploys.leaveNothing(new TomcatManager(uri(place).resolve("/")), "/again", time -> {});
    }

    @Test
    void a_second_version_beside_the_first_is_refused_on_sqlite(
            @ArquillianResource @OperateOnDeployment("chat") URL place) throws Exception {
        refusedBeside(uri(place), "tomcat-11.home");
    }

    @Test
    @Tag("matrix")
    void a_second_version_beside_the_first_is_refused_on_sqlite_and_tomcat_10_1(
            @ArquillianResource @OperateOnDeployment("older-chat") URL place) throws Exception {
        refusedBeside(uri(place), "tomcat-10.home");
    }

    /** And over the connector that has the executor; said once, in the Tomcat's log. After all else: his leaving is heard. */
    private static void comesBack(URI place, String tomcat) throws Exception {
        var home = Path.of(Objects.requireNonNull(System.getProperty(tomcat + ".home"), tomcat));
        var port = System.getProperty(tomcat + ".fanout");
        var fast = URI.create(place.getScheme() + "://" + place.getHost() + ":" + port + place.getPath());
        try (var bea = ParleyClient.join(fast, "Bea")) {
            bea.awaitAcknowledged(bea.says("by the fast way"));
            assertEquals(List.of(), bea.violations());
        }
        Await.until(
                () -> "a line about it in the log of " + home,
                () -> lines(home, "given back by the container's executor") > 0);
    }

    /** Tomcat's parallel deployment, as of {@code chat##2.war}: on a database in the home there is but one. */
    private static void refusedBeside(URI place, String home) throws Exception {
        var manager = new TomcatManager(place.resolve("/"));
        try (var bea = ParleyClient.join(place, "Bea")) {
            var answer = manager.deployBeside("/chat", "2", Built.war());
            assertTrue(answer.startsWith("FAIL"), answer);
            manager.undeploy("/chat&version=2");
            bea.awaitAcknowledged(bea.says("still here"));
            assertEquals(List.of(), bea.violations());
        }
        assertEquals(1, linesAboutTheHome(Path.of(Objects.requireNonNull(System.getProperty(home), home))));
    }

    /** In a Tomcat's log: those that name the home's holder, and a trace below it. */
    private static long linesAboutTheHome(Path tomcat) throws IOException {
        return lines(tomcat, " is in use by process ") + lines(tomcat, "at io.parley.ParleyListener");
    }

    /** How many lines of a Tomcat's log contain that. */
    private static long lines(Path tomcat, String part) throws IOException {
        try (var logs = Files.newDirectoryStream(tomcat.resolve("logs"), "catalina.*.log")) {
            var lines = 0L;
            for (var log : logs) {
                lines += Files.readAllLines(log).stream()
                        .filter(line -> line.contains(part))
                        .count();
            }
            return lines;
        }
    }

    /** Over both protocols, by its page's address, with a file. */
    private static void peopleTalk(URI place, String path) throws Exception {
        try (var alice = ClassicClient.join(place, ClassicClient.FILES, "alice");
                var bea = ParleyClient.join(place, "Bea")) {
            alice.hears(ClassicClient.joined("Bea"));
            bea.says("to " + place);
            alice.hears(ClassicClient.line("Bea", "to " + place));
            alice.sends("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", new byte[] {'h', 'i'});
            var file = bea.next("message", event -> !event.getJsonArray("files").isEmpty())
                    .getJsonArray("files")
                    .getJsonObject(0);
            var pages = new Pages(place, "Bea");
            assertEquals(
                    "hi",
                    pages.get("api/v1/files/" + file.getString("id") + "/a.txt").body());
            assertEquals("{\"status\":\"up\"}", pages.get("api/v1/health").body());
            var page = pages.get("");
            assertEquals(200, page.statusCode());
            assertTrue(
                    page.headers().firstValue("Content-Security-Policy").isPresent(),
                    page.headers().toString());
            assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
            assertEquals(List.of(), bea.violations());
        }
        var signedIn = Pages.send(new Pages(place, "")
                .request("api/v1/sign-in")
                .header("Content-Type", "application/json")
                .header("Origin", "http://" + place.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Ann\"}"))
                .build());
        assertEquals(200, signedIn.statusCode(), signedIn.body());
        var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("Path=" + path + ";"), cookie);
    }

    /** Ending with a slash. */
    private static URI uri(URL place) {
        var uri = URI.create(place.toString());
        return uri.getPath().endsWith("/") ? uri : URI.create(uri + "/");
    }
}
