package io.parley.bench.server;

import io.parley.bench.load.RoomDialect;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsContextListener;

/**
 * The simplest chat server on Tomcat that is correct, as tutorials have it: it loops over all sessions and sends to each. Two threads
 * must not send to one session at once, so the loop is synchronized.
 *
 * <p>It speaks {@link RoomDialect}, keeps nothing and knows nobody. Tomcat is as it comes, but lets in as many
 * connections as Parley does.
 */
public final class NaiveTomcat {
    private static final String ROOMS = "rooms";

    private NaiveTomcat() {}

    public static void main(String[] args) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("naive").toString());
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxConnections", "20000");
        connector.setProperty("acceptCount", "1024");
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        context.addApplicationListener(WsContextListener.class.getName());
        context.addServletContainerInitializer((classes, servlets) -> servlets.addListener(new Deploy()), Set.of());
        Tomcat.addServlet(context, "default", new org.apache.catalina.servlets.DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        System.out.println(ServerUnderLoad.LISTENS + "http://127.0.0.1:" + connector.getLocalPort() + "/");
        tomcat.getServer().await();
    }

    /** Mounts the endpoint. */
    public static final class Deploy implements jakarta.servlet.ServletContextListener {
        @Override
        public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
            var container = (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            try {
                container.addEndpoint(Rooms.class);
            } catch (jakarta.websocket.DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The endpoint. */
    @ServerEndpoint("/ws")
    public static final class Rooms {
        @OnMessage
        public void message(Session sender, String text) throws IOException {
            if (text.startsWith("join ")) {
                sender.getUserProperties().put(ROOMS, Set.of(text.substring(5).split(" ")));
                synchronized (Rooms.class) {
                    sender.getBasicRemote().sendText("joined");
                }
                return;
            }
            var room = text.substring(0, text.indexOf(' '));
            synchronized (Rooms.class) {
                for (var session : sender.getOpenSessions()) {
                    if (session.getUserProperties().get(ROOMS) instanceof Set<?> rooms && rooms.contains(room)) {
                        send(session, text);
                    }
                }
            }
        }

        private static void send(Session session, String text) {
            try {
                session.getBasicRemote().sendText(text);
            } catch (IOException | IllegalStateException gone) {
                // the others shall hear it all the same
            }
        }
    }
}
