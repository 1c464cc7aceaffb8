package io.parley;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Why Parley does not start, when an operator can cure it: the message is the one line he reads, naming what is wrong,
 * where it stands and what would be right. It has no stack trace, so that a container's log shows that line too.
 */
public final class CannotStart extends RuntimeException {
    /** The servlet-context attribute by which {@code java -jar} hears the line: a {@code Consumer<String>}. */
    static final String LISTENER = "io.parley.launch.failure";

    private static final long serialVersionUID = 1;

    public CannotStart(String line) {
        this(line, null);
    }

    public CannotStart(String line, @Nullable Throwable cause) {
        super(line, cause, false, false);
    }

    /** What the operator reads. */
    public String line() {
        return String.valueOf(getMessage());
    }

    /** Tells {@code java -jar}, if that is what runs us; in another Tomcat its log says it. */
    @SuppressWarnings("unchecked") // only our own launcher sets it
    public void tell(ServletContext context) {
        if (context.getAttribute(LISTENER) instanceof Consumer<?> listener) {
            ((Consumer<String>) listener).accept(line());
        }
    }
}
