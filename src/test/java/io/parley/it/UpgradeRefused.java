package io.parley.it;

import java.io.IOException;

/** The server answered a handshake with something else than 101. */
public final class UpgradeRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    UpgradeRefused(int status, String head) {
        super("the upgrade was refused: " + head);
        this.status = status;
    }

    /** Of the HTTP answer. */
    public int status() {
        return status;
    }
}
