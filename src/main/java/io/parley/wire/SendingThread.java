package io.parley.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A thread that sends, and an executor of itself: a container that knows such threads gives back to it what follows a send, in place of
 * waking another thread for it. That runs when the send has returned, so that no completion needs a stack of its own.
 */
final class SendingThread extends Thread implements Executor {
    /** Sends with nothing given back that show that nothing will be: hardly any frame has to wait for its peer. */
    static final int IN_VAIN = 100;

    private static final System.Logger LOG = System.getLogger(SendingThread.class.getName());

    /** Confined to the thread itself, as all below. */
    private final ArrayDeque<Runnable> given = new ArrayDeque<>();

    private int inVain;
    private boolean gives;

    SendingThread(Runnable task, String name) {
        super(null, task, name);
    }

    /** The container's method that sends has returned: runs what it gave back. Does nothing on other threads. */
    static void sent() {
        if (Thread.currentThread() instanceof SendingThread own) {
            own.look();
            own.runGiven();
        }
    }

    /** Takes what this thread itself hands over; others are refused. */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() != this) {
            throw new RejectedExecutionException("only for what " + getName() + " itself hands over");
        }
        given.add(task);
    }

    /** Says once which of the two containers this is: nobody would notice otherwise, but for its cost. */
    private void look() {
        if (gives) {
            return;
        }
        if (!given.isEmpty()) {
            gives = true;
            LOG.log(Level.INFO, "What follows a send is given back by the container's executor");
        } else if (++inVain == IN_VAIN) {
            LOG.log(
                    Level.INFO,
                    "What follows a send is handed to another thread by the container's executor, which costs as much as the"
                            + " send: see FanoutExecutor in src/docs/operations.md");
        }
    }

    private void runGiven() {
        for (var task = given.poll(); task != null; task = given.poll()) {
            try {
                task.run();
            } catch (IllegalStateException closed) {
                // the rest of a long frame found that its session was closed meanwhile, of which the connection hears
                // anyway
                LOG.log(Level.DEBUG, "What follows a send found the session closed", closed);
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "What follows a send failed", bug);
            }
        }
    }
}
