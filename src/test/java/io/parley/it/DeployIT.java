package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator drops the WAR into the Tomcat he has. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DeployIT {
    @Deployment(name = "chat", testable = false)
    static WebArchive chat() {
        return Built.warAs("chat.war");
    }

    @Deployment(name = "older", testable = false)
    @TargetsContainer("tomcat-10")
    static WebArchive onTomcat10() {
        return Built.warAs("chat.war");
    }

    @Test
    void it_is_well_on_tomcat_11(@ArquillianResource @OperateOnDeployment("chat") URL place) throws Exception {
        assertEquals(200, health(place));
    }

    @Test
    void it_is_well_on_tomcat_10_1(@ArquillianResource @OperateOnDeployment("older") URL place) throws Exception {
        assertEquals(200, health(place));
    }

    private static int health(URL place) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var asked = URI.create(place.toString()).resolve("api/v1/health");
            System.out.println("asking " + asked);
            return http.send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
