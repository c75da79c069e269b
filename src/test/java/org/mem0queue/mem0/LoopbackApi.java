package org.mem0queue.mem0;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.OkHttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server on loopback that answers by a function, and clients for it. */
final class LoopbackApi implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final ApiKey KEY = new ApiKey("m0sk_secret_of_this_test");
    static final Outgoing MEMORY =
            new Outgoing(
                    "0b6c9c9e-1",
                    "projet été",
                    "The staging database listens on port 5433, naïve café 😀.",
                    NOW.minusSeconds(60),
                    "test");
    static final Deadlines SHORT =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(900), Duration.ofMillis(900));

    final MockWebServer server = new MockWebServer();
    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    LoopbackApi(Function<RecordedRequest, MockResponse> answer) {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        requests.add(request);
                        return answer.apply(request);
                    }
                });
    }

    LoopbackApi start() throws IOException {
        server.start(InetAddress.getByName("localhost"), 0);
        return this;
    }

    URI address() {
        return server.url("/").uri();
    }

    Mem0Client client() {
        return client(address(), UnaryOperator.identity());
    }

    static Mem0Client client(URI address, UnaryOperator<OkHttpClient.Builder> more) {
        return new Mem0Client(
                new ClientSetup(address, KEY, Inference.VERBATIM, new TextLimit(20_000_000), SHORT),
                InstantSource.fixed(NOW),
                direct(),
                more);
    }

    static ProxySelector direct() {
        return new ProxyVariables(Map.of(), null);
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
