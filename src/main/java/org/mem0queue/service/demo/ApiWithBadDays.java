package org.mem0queue.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.local.LocalMemories;
import org.mem0queue.mem0.local.LocalServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Mem0 API on this computer that is slow, refuses some adds, carries out others without an
 * answer, and is out of order now and then: the embedded server behind a door with that {@link
 * Weather}. Listens on 127.0.0.1 only, until it is closed.
 */
final class ApiWithBadDays implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ANSWERS = 1 << 20;

    /** What people see as the reason: they can edit the text, and send it again. */
    static final String REJECTED_BECAUSE = "the text looks like a password: edit it";

    private static final LoopbackHttp.Answer REJECTION =
            new LoopbackHttp.Answer(
                    422, "application/json", "{\"detail\":\"" + REJECTED_BECAUSE + "\"}");

    private final Path folder;
    private final InstantSource clock;
    private final Weather weather;
    private final SimulatedTime time;
    private final LocalServer server;
    private final HttpServer door;
    private final ExecutorService threads;
    private final AtomicLong stored = new AtomicLong();

    /**
     * @param folder of the embedded server; made if it is not there
     */
    ApiWithBadDays(Path folder, InstantSource clock, Weather weather, SimulatedTime time)
            throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.weather = weather;
        this.time = time;
        this.server =
                switch (LocalServer.start(folder, 0, clock, trouble -> {})) {
                    case LocalServer.Start.Started(LocalServer started, String _) -> started;
                    case LocalServer.Start.PortTaken(int _) ->
                            throw new IOException("No port is free on 127.0.0.1.");
                    case LocalServer.Start.Unavailable(String sentence) ->
                            throw new IOException(sentence);
                };
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("demo-api-", 0).factory());
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        try {
            this.door = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        } catch (IOException e) {
            server.close();
            threads.close();
            throw e;
        }
        door.setExecutor(threads);
        door.createContext("/", this::handle);
        door.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    /** How many adds were carried out. */
    long stored() {
        return stored.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (weather.outage()) {
                refuse(exchange);
                return;
            }
            String text = added(exchange, body);
            Weather.Forecast forecast =
                    text == null
                            ? new Weather.Forecast(Weather.Fate.STORED, Duration.ZERO)
                            : weather.of(text);
            if (!time.pass(forecast.takes())) {
                return;
            }
            if (forecast.fate() == Weather.Fate.REFUSED) {
                refuse(exchange);
                return;
            }
            if (forecast.fate() == Weather.Fate.REJECTED) {
                answer(exchange, REJECTION);
                return;
            }
            LoopbackHttp.Answer answer = forward(exchange, body);
            if (text != null && answer.status() < 300) {
                stored.incrementAndGet();
            }
            if (forecast.fate() == Weather.Fate.STORED) {
                answer(exchange, answer);
            }
            // Otherwise the connection is closed: whoever asked never learns that it is stored.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed meanwhile
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                new LoopbackHttp.Answer(
                        503, "application/json", "{\"detail\":\"Service Unavailable\"}"));
    }

    private static void answer(HttpExchange exchange, LoopbackHttp.Answer answer)
            throws IOException {
        if (answer.type() != null) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private LoopbackHttp.Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        return LoopbackHttp.send(
                exchange.getRequestMethod(),
                server.address().resolve(exchange.getRequestURI().toString()),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body,
                PATIENCE);
    }

    /** The text that a request adds; null if it adds none. */
    private static @Nullable String added(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("POST")
                || !(path.equals("/memory") || path.equals("/memories"))) {
            return null;
        }
        JsonNode json = JSON.readTree(body);
        JsonNode text =
                path.equals("/memory")
                        ? json.path("content")
                        : json.path("messages").path(0).path("content");
        return text.isTextual() ? text.textValue() : null;
    }

    /** Every text that is stored, with how often; to be asked when nothing is sent any more. */
    Map<String, Integer> texts() throws IOException {
        if (!(LocalMemories.open(folder, clock)
                instanceof LocalMemories.Opening.Opened(LocalMemories memories))) {
            throw new IOException(folder + ": what the API of the demo stored cannot be read.");
        }
        try (memories) {
            Map<String, Integer> texts = new HashMap<>();
            memories.notSentOn(0, MOST_ANSWERS)
                    .forEach(memory -> texts.merge(memory.text(), 1, Integer::sum));
            return texts;
        } catch (LocalMemories.Unreadable e) {
            throw new IOException(e.sentence(), e);
        }
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
        threads.close();
        server.close();
    }
}
