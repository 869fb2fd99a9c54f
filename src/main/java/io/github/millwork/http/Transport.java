package io.github.millwork.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server of HTTP that hands each request to a handler. {@link JdkTransport} is the one that needs no other library. */
public interface Transport {
    /**
     * Where and how a server listens.
     *
     * @param address the address and port; port 0 for any that is free
     * @param tls the keys to answer HTTPS with; null for plain HTTP
     * @param connections how many connections may be open at a time
     * @param slowest how long a request may take to arrive, and an answer to be taken
     */
    record Settings(InetSocketAddress address, @Nullable SSLContext tls, int connections, Duration slowest) {}

    /** A server that listens. */
    interface Listening {
        /** {@return the port it listens at} */
        int port();

        /**
         * Stops: answers that are under way are sent, and then nobody listens any more.
         *
         * @param longest how long to wait for that at most; requests that are not answered by then are cut off
         */
        void stop(Duration longest);
    }

    /**
     * Begins to listen.
     *
     * @param settings where and how
     * @param handler what answers, on threads of the server
     * @return the server, which listens already
     * @throws java.io.UncheckedIOException if it cannot, such as when the port is taken
     */
    Listening listen(Settings settings, Handler handler);
}
