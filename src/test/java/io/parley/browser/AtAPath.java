package io.parley.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat in a process of its own with the WAR at {@code /chat} and nothing at its root; says where it is. */
final class AtAPath {
    private AtAPath() {}

    /** @param args the WAR */
    public static void main(String[] args) throws IOException, LifecycleException {
        var folder = Path.of(System.getProperty("parley.home"), "tomcat");
        Files.createDirectories(folder.resolve("webapps"));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        // its own has servlets for JSP, which the embedded one lacks
        tomcat.setAddDefaultWebXmlToWebapp(false);
        var context = tomcat.addWebapp("/chat", Path.of(args[0]).toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).setLoadOnStartup(1);
        context.addServletMappingDecoded("/", "default");
        context.addWelcomeFile("index.html");
        Tomcat.addDefaultMimeTypeMappings(context);
        tomcat.start();
        System.out.println("Parley is at http://127.0.0.1:" + connector.getLocalPort() + "/");
        tomcat.getServer().await();
    }
}
