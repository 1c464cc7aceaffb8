package io.parley.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.jspecify.annotations.Nullable;

/** The web application in a Tomcat of ours: the two know each other by attributes of its context only. */
final class Tenant {
    private final Context context;

    /** What the web application said when it could not start. */
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** @param context not started yet */
    Tenant(Context context, Path home) {
        this.context = context;
        var attributes = context.getServletContext();
        attributes.setAttribute("io.parley.launch.home", home);
        attributes.setAttribute("io.parley.launch.failure", (Consumer<String>) failure::set);
    }

    /** Tomcat reports in four records what the web application has said in one line. */
    void quietenEchoes() {
        for (var handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFilter() == null) {
                handler.setFilter(record -> failure.get() == null
                        || !String.valueOf(record.getLoggerName()).startsWith("org.apache."));
            }
        }
    }

    /** @throws CannotLaunch if it did not start */
    void check() {
        if (!context.getState().isAvailable()) {
            var line = failure.get();
            throw new CannotLaunch(
                    line == null ? "a fault in Parley; the log above has its trace" : line,
                    new IllegalStateException("the web application is " + context.getState()));
        }
    }

    /** The code of the set-up, as long as nobody owns this Parley. */
    Optional<String> setupCode() {
        return context.getServletContext().getAttribute("io.parley.launch.setup") instanceof String code
                ? Optional.of(code)
                : Optional.empty();
    }

    /** Lets it send people away while whoever asks still hears that it does. */
    void drain() {
        if (context.getServletContext().getAttribute("io.parley.launch.drain") instanceof Runnable drain) {
            drain.run();
        }
    }
}
