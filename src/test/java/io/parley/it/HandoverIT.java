package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sql.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tomcat's parallel deployment, {@code chat##1.war} and {@code chat##2.war}, on PostgreSQL: nobody is without a server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HandoverIT {
    @Test
    void a_new_version_takes_over_while_people_talk_on_tomcat_11() throws Exception {
        takeOver("tomcat-11");
    }

    @Test
    @Tag("matrix")
    void a_new_version_takes_over_while_people_talk_on_tomcat_10_1() throws Exception {
        takeOver("tomcat-10");
    }

    private static void takeOver(String tomcat) throws Exception {
        var manager = new TomcatManager(URI.create("http://127.0.0.1:" + System.getProperty(tomcat + ".port") + "/"));
        var place = manager.tomcat().resolve("/handover/");
        var postgres = PostgresServer.shared();
        var home = Files.createDirectories(Path.of(System.getProperty(tomcat + ".home"), "parley", "handover"));
        Nodes.properties(home, postgres, postgres.schema(), Optional.empty());
        deploy(manager, "1");
        try (var ann = ParleyClient.join(place, "Ann")) {
            ann.awaitAcknowledged(ann.says("to the first version"));
            deploy(manager, "2");
            try (var bea = ParleyClient.join(place, "Bea")) {
                bea.awaitMessage("to the first version");
                bea.says("to the second version");
                ann.awaitMessage("to the second version");
                manager.undeploy("/handover&version=1");
                assertTrue(ann.awaitEnd() instanceof Received.Close close && close.code() == 1001, ann::toString);
                ann.says("while nobody listens");
                ann.connect(place);
                bea.awaitMessage("while nobody listens");
                ann.awaitAllAcknowledged();
                assertEquals(bea.texts(), ann.texts());
                assertEquals(List.of(), ann.violations());
                assertEquals(List.of(), bea.violations());
            }
        } finally {
            manager.undeploy("/handover&version=2");
        }
    }

    private static void deploy(TomcatManager manager, String version) throws IOException {
        var answer = manager.deployBeside("/handover", version, Built.war());
        assertTrue(answer.startsWith("OK"), answer);
    }
}
