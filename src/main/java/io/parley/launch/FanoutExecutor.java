package io.parley.launch;

import java.util.concurrent.Executor;
import org.apache.catalina.core.StandardThreadExecutor;
import org.apache.tomcat.util.net.SocketProcessorBase;

/**
 * The threads of a connector, which hands each frame's completion to them: to another thread, though the frame has left already. That costs
 * more than sending it. So a thread that is an {@link Executor} itself, as those are on which Parley sends, gets back what it hands over;
 * only work on sockets goes to the pool, as all work does of threads that are none.
 *
 * <p>In {@code java -jar} and the image; in another Tomcat an {@code <Executor className="io.parley.launch.FanoutExecutor">} of its
 * {@code server.xml}. Nothing but speed depends on it.
 */
public final class FanoutExecutor extends StandardThreadExecutor {
    /** Not started yet; named as {@code server.xml} needs it. */
    public FanoutExecutor() {
        setName("requests");
        setNamePrefix("http-");
    }

    @Override
    public void execute(Runnable task) {
        // the JDK's interface is all that this class and the web application share: they have different loaders
        if (Thread.currentThread() instanceof Executor own && !(task instanceof SocketProcessorBase)) {
            own.execute(task);
        } else {
            super.execute(task);
        }
    }
}
