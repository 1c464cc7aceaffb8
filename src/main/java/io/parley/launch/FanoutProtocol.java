package io.parley.launch;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Tomcat's own protocol of a connector, but what leaves does so by {@link FanoutChannel}; with TLS, which encrypts into a buffer of its own
 * anyway, nothing is different.
 *
 * <p>In {@code java -jar} and the image; in another Tomcat 11 a {@code <Connector protocol="io.parley.launch.FanoutProtocol">} of its
 * {@code server.xml}. Tomcat 10.1 does not ask for channels: there it is as Tomcat's own. Nothing but speed depends on it.
 */
public final class FanoutProtocol extends Http11NioProtocol {
    /** Named by its class in {@code server.xml}. */
    public FanoutProtocol() {
        super(new Endpoint());
    }

    private static final class Endpoint extends NioEndpoint {
        @Override
        protected NioChannel createChannel(SocketBufferHandler buffers) {
            if (isSSLEnabled()) {
                return super.createChannel(buffers);
            }
            var sizes = getSocketProperties();
            return new FanoutChannel(
                    new FanoutBuffers(sizes.getAppReadBufSize(), sizes.getAppWriteBufSize(), sizes.getDirectBuffer()));
        }
    }
}
