package io.parley.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** How the embedded Tomcat differs from one as it comes. */
final class Tuning {
    /** A WebSocket holds a connection all day: room for a big house, and for all of it to come back at once. */
    private static final String MOST_CONNECTIONS = "20000";

    /** More than wait in Linux by default (net.core.somaxconn, 4,096): who finds no room tries again after a second or more. */
    private static final String MOST_WAITING = "8192";

    private Tuning() {}

    /** It does not know yet where it listens. */
    static Connector connector() {
        var connector = new Connector(new FanoutProtocol());
        connector.setProperty("maxConnections", MOST_CONNECTIONS);
        connector.setProperty("acceptCount", MOST_WAITING);
        connector.setProperty("connectionTimeout", "20000");
        // A name of 1,500 characters in a cookie is 4,500 bytes or, with percent signs, 13,500.
        connector.setProperty("maxHttpRequestHeaderSize", "24576");
        // Tomcat has 8192, a part of what an idle connection weighs; what is read of a request's body passes it by
        connector.setProperty("socket.appReadBufSize", "512");
        connector.setMaxPostSize(1 << 16);
        connector.setMaxParameterCount(100);
        return connector;
    }

    /** Its threads: for requests and for what arrives on WebSockets; a connection holds none while it is quiet. */
    static FanoutExecutor threads() {
        var threads = new FanoutExecutor();
        threads.setMaxThreads(200);
        threads.setMinSpareThreads(4);
        return threads;
    }

    /**
     * The web application: no JSP, no sessions kept over a restart, no search for leaks at the end.
     *
     * @param path empty for the root
     */
    static Context context(Path folder, String path) throws IOException {
        var context = new StandardContext();
        context.setName(path);
        context.setPath(path);
        context.setDocBase(folder.toString());
        context.setParentClassLoader(Tuning.class.getClassLoader());
        var file = folder.resolve("META-INF/context.xml");
        if (Files.exists(file)) {
            context.setConfigFile(file.toUri().toURL());
        }
        context.addLifecycleListener(new Unsearched());
        var files = Tomcat.addServlet(context, "default", new DefaultServlet());
        files.setLoadOnStartup(1);
        files.setOverridable(true);
        context.addServletMappingDecoded("/", "default");
        Tomcat.addDefaultMimeTypeMappings(context);
        context.addWelcomeFile("index.html");
        context.setFailCtxIfServletStartFails(true);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.setRenewThreadsWhenStoppingContext(false);
        return context;
    }

    /** Error pages do not say what runs here. */
    static void hideServer(Container host) {
        var pages = new ErrorReportValve();
        pages.setShowServerInfo(false);
        pages.setShowReport(false);
        host.getPipeline().addValve(pages);
    }
}
