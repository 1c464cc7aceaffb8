package io.parley.launch;

import java.util.logging.LogManager;

/** The JDK's own takes the handlers away as soon as the process begins to stop, and the drain would go unlogged. */
public final class StayingLog extends LogManager {
    @Override
    public void reset() {
        // the handlers stay until the process ends
    }
}
