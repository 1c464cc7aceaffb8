package io.parley.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/**
 * Jersey as a servlet that is started beside everything else: the page and the sockets need not wait for it, requests to
 * it do.
 */
final class Api implements Servlet {
    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Jersey warns of every resource given as an instance, falsely, and calls it an error when a visitor goes away while
     * he is answered; what really goes wrong, {@link Problems} logs. Held, as a logger nobody holds forgets its level.
     */
    private final List<Logger> needless = List.of(
            Logger.getLogger("org.glassfish.jersey.internal.inject.Providers"),
            Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder"));

    private final Object[] components;
    private final CompletableFuture<ServletContainer> started = new CompletableFuture<>();
    private final Thread starter = Thread.ofPlatform().name("parley-api-start").unstarted(this::start);
    /** Set by the container before anything else happens here. */
    private volatile @Nullable ServletConfig config;

    /** @param components resources and providers, as instances */
    Api(Object... components) {
        this.components = components.clone();
    }

    @Override
    public void init(ServletConfig given) {
        config = given;
        starter.setContextClassLoader(Api.class.getClassLoader());
        starter.start();
    }

    private void start() {
        var begun = System.nanoTime();
        try {
            needless.forEach(logger -> logger.setLevel(Level.OFF));
            var jersey = new ServletContainer(resources());
            jersey.init(config);
            started.complete(jersey);
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Jersey started in "
                            + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        } catch (ServletException | RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
            LOG.log(System.Logger.Level.ERROR, "The pages under api/ do not start", e);
        }
    }

    /** Nothing is looked for on the class path: that takes longer than everything else, and finds what we name here. */
    private ResourceConfig resources() {
        var resources = new ResourceConfig()
                .property("jersey.config.disableDefaultProvider", "ALL")
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        for (var component : components) {
            resources.register(component);
        }
        return resources;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        try {
            started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).service(request, response);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServletException("The pages under api/ have not started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException("stopped while starting", e);
        }
    }

    @Override
    public void destroy() {
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!started.isCompletedExceptionally() && started.isDone()) {
            started.join().destroy();
        }
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Parley's pages under api/";
    }
}
