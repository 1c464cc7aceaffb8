package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** Requests that want to become a WebSocket. */
final class Upgrades {
    private Upgrades() {}

    static boolean asked(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Upgrade")).stream()
                .anyMatch(protocol -> protocol.strip().equalsIgnoreCase("websocket"));
    }
}
