package io.parley.wire;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How an endpoint is met: its instance for each connection, the server's choice of subprotocol, and what the connection has to remember. */
final class Handshake extends ServerEndpointConfig.Configurator {
    private static final String COOKIES = "io.parley.cookies";

    private final Supplier<?> endpoint;
    private final boolean compression;

    /**
     * @param endpoint makes the instance for one connection
     * @param compression whether permessage-deflate may be used: costs 16 µs a delivery and 164 KB a connection, so only when asked for
     */
    Handshake(Supplier<?> endpoint, boolean compression) {
        this.endpoint = endpoint;
        this.compression = compression;
    }

    /** The Cookie headers of a connection's upgrade. */
    @SuppressWarnings("unchecked")
    static List<String> cookies(Map<String, Object> userProperties) {
        return (List<String>) userProperties.getOrDefault(COOKIES, List.of());
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(endpoint.get());
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream().filter(supported::contains).findFirst().orElse("");
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return compression ? super.getNegotiatedExtensions(installed, requested) : List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.getHeaders());
        config.getUserProperties().put(COOKIES, headers.getOrDefault("cookie", List.of()));
    }
}
