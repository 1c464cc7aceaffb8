package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.tomcat.util.IntrospectionUtils;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The image's Tomcat is tuned as that of {@code java -jar} is. */
class ServerXmlTest {
    /** What the connector of {@code java -jar} has otherwise: it is bound by code, and threads are its own. */
    private static final Set<String> OWN = Set.of("protocol", "bindOnInit", "executor");

    @Test
    void the_connectors_are_the_same() throws Exception {
        var connector = element("Connector");
        var tuned = Tuning.connector();
        var compared = 0;
        for (var i = 0; i < connector.getAttributes().getLength(); i++) {
            var attribute = connector.getAttributes().item(i);
            if (!OWN.contains(attribute.getNodeName())) {
                assertEquals(
                        String.valueOf(IntrospectionUtils.getProperty(tuned, attribute.getNodeName())),
                        attribute.getNodeValue(),
                        attribute.getNodeName());
                compared++;
            }
        }
        assertEquals(7, compared);
        assertEquals(tuned.getProtocolHandlerClassName(), connector.getAttribute("protocol"));
        // before it is told where it listens it must not
        assertEquals("false", connector.getAttribute("bindOnInit"));
    }

    @Test
    void the_threads_are_the_same() throws Exception {
        var executor = element("Executor");
        assertEquals(element("Connector").getAttribute("executor"), executor.getAttribute("name"));
        var threads = Tuning.threads();
        assertEquals(threads.getClass().getName(), executor.getAttribute("className"));
        for (var name : Set.of("name", "namePrefix", "maxThreads", "minSpareThreads", "maxIdleTime")) {
            assertEquals(
                    String.valueOf(IntrospectionUtils.getProperty(threads, name)), executor.getAttribute(name), name);
        }
    }

    @Test
    void nothing_but_parley_is_served() throws Exception {
        var host = element("Host");
        assertEquals("false", host.getAttribute("deployOnStartup"));
        assertEquals("false", host.getAttribute("autoDeploy"));
        assertTrue(element("Valve").getAttribute("className").endsWith("ErrorReportValve"));
        assertEquals("-1", element("Server").getAttribute("port"));
    }

    private static Element element(String name) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("docker/server.xml").toFile());
        var found = document.getElementsByTagName(name);
        assertEquals(1, found.getLength(), name);
        return (Element) found.item(0);
    }
}
