package io.github.millwork.collect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;

/** The network as it is, but with a clock that pauses put forward, and names that can be made up. */
final class PatientWeb implements Web {
    private final Queue<List<InetAddress>> answers = new ArrayDeque<>();
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");
    private Duration paused = Duration.ZERO;

    /** Answers the next look-ups of any name with these addresses, one after the other. */
    PatientWeb resolving(String... addresses) throws UnknownHostException {
        for (String address : addresses) answers.add(List.of(InetAddress.getByName(address)));
        return this;
    }

    /** How long all pauses were together. */
    Duration paused() {
        return paused;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> made = answers.poll();
        return made == null ? JDK.resolve(host) : made;
    }

    @Override
    public HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
            throws IOException, InterruptedException {
        return JDK.send(request);
    }

    @Override
    public void pause(Duration time) {
        now = now.plus(time);
        paused = paused.plus(time);
    }

    @Override
    public Instant now() {
        return now;
    }
}
