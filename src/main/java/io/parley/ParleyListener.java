package io.parley;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops Parley with its servlet context.
 *
 * <p>It is an initializer that registers itself as a listener, because listeners end in the reverse order of their registration: one from
 * web.xml or an annotation would end after the container's WebSocket listener, which closes every session at once; this one ends before
 * it and can send people away in peace.
 */
public final class ParleyListener implements ServletContainerInitializer, ServletContextListener {
    private @Nullable Parley parley;

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        try {
            parley = Parley.start(context);
        } catch (CannotStart reason) {
            reason.tell(context);
            throw new NotStarted(reason.line());
        }
        context.addListener(this);
    }

    /** Without a trace: a container would write it below the line, where it helps no operator. */
    private static final class NotStarted extends ServletException {
        private static final long serialVersionUID = 1;

        NotStarted(String line) {
            super(line);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (parley != null) {
            parley.close();
        }
        Forgetting.records(ServletContext.class);
    }
}
