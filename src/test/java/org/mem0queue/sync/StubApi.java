package org.mem0queue.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A small Mem0 server on loopback that stores word for word, speaks any of the dialects of {@link
 * Kind}, and has the bad days that a test gives it.
 */
public final class StubApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits 40 ms for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Which dialect it shows. */
    public enum Kind {
        OSS,
        /** Before an add could ask for word-for-word storage and a search for our id. */
        OSS_OLD,
        PLATFORM,
        OPENMEMORY,
        WRAPPER;

        /** Whether it is Mem0's own REST server. */
        boolean own() {
            return this == OSS || this == OSS_OLD;
        }
    }

    /** One stored memory. */
    public record Stored(String project, String content, String ourId) {}

    /** Decides what happens to an add. */
    @FunctionalInterface
    public interface Weather {
        StubDay of(int number, String content);
    }

    private final HttpServer server;
    private final StubEvents events = new StubEvents();
    private final StubMemories memories = new StubMemories();
    private final List<String> adds = new ArrayList<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final RequestsUnderWay underWay = new RequestsUnderWay();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Weather weather = (number, content) -> StubDay.GOOD;
    private volatile Consumer<String> lookedUp = project -> {};
    private volatile Duration latency = Duration.ZERO;
    private volatile String key = "";
    private volatile Kind shown;
    private volatile @Nullable Kind other;
    private volatile int unknownPath = 404;
    private volatile boolean gated;
    private volatile boolean overlapped;
    private volatile int mostAtOnce;

    public StubApi(Kind kind) {
        this(kind, 0);
    }

    public StubApi(Kind kind, int port) {
        this.shown = kind;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(underWay);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public StubApi weather(Weather now) {
        weather = now;
        return this;
    }

    /** What the platform says from now on of what it has accepted. */
    public StubApi events(StubEvents.Day now) {
        events.day(now);
        return this;
    }

    /** What happens while somebody looks a memory of a project up. Only of Mem0's own dialect. */
    public StubApi onLookUp(Consumer<String> happens) {
        lookedUp = happens;
        return this;
    }

    public StubApi latency(Duration each) {
        latency = each;
        return this;
    }

    /** From now on nothing is answered without this key. Only of Mem0's own dialect. */
    public StubApi requireKey(String wanted) {
        key = wanted;
        return this;
    }

    /**
     * From now on it lists everything in words of its own, without our ids and as of this moment:
     * nobody can tell what is stored.
     */
    public StubApi rewording() {
        memories.reword();
        return this;
    }

    /** From now on, or no longer, a gate in front of it answers everything with a page. */
    public StubApi gated(boolean now) {
        gated = now;
        return this;
    }

    /** From now on it is another server, with the memories that this one has stored. */
    public StubApi become(Kind now) {
        shown = now;
        return this;
    }

    /** From now on it and another server answer in turns, as behind a gate. */
    public StubApi inTurns(Kind with) {
        other = with;
        return this;
    }

    /** How it answers to a path that it does not know. */
    public StubApi unknownPath(int status) {
        unknownPath = status;
        return this;
    }

    /** As if somebody had deleted it on the server. */
    public void remove(String content) {
        memories.remove(content);
    }

    /** What is stored, in order. */
    public List<Stored> stored() {
        return memories.all();
    }

    /** The texts that are stored, in order. */
    public List<String> texts() {
        return stored().stream().map(Stored::content).toList();
    }

    /** The texts of all adds that came in, whatever became of them. */
    public synchronized List<String> adds() {
        return List.copyOf(adds);
    }

    /** Whether two adds of one project ever ran at the same time. */
    public boolean overlapped() {
        return overlapped;
    }

    /** How many adds ran at the same time at most. */
    public int mostAtOnce() {
        return mostAtOnce;
    }

    /** All requests, of whatever kind. */
    public int requests() {
        return requests.get();
    }

    /** As if another program had stored it. */
    public void store(String project, String content) {
        memories.keep(new Stored(project, content, ""));
    }

    /** Waits until everything has been done that was asked until now, though nobody may wait. */
    public void awaitIdle() {
        try {
            address().resolve("/idle").toURL().openConnection().getContentLength(); // behind them
        } catch (IOException gone) {
            // what counts is that it was asked last
        }
        underWay.awaitNone();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int request = requests.incrementAndGet();
            Kind second = other;
            // For all of this request, also if it becomes another one meanwhile.
            Kind kind = second != null && request % 2 == 0 ? second : shown;
            exchange.getResponseHeaders().set("Server", "stub-" + kind);
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String description = StubAnswer.openApi(kind, key);
            boolean post = exchange.getRequestMethod().equals("POST");
            if (gated) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                StubAnswer.json(exchange, 200, "<html>Log in</html>");
            } else if (path.equals("/openapi.json") && description != null) {
                StubAnswer.json(exchange, 200, description);
            } else if (!key.isEmpty()
                    && !key.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
                StubAnswer.json(exchange, 401, "{\"detail\":\"Invalid API key.\"}");
            } else if (kind == Kind.WRAPPER && path.equals("/health")) {
                StubAnswer.json(
                        exchange,
                        200,
                        "{\"status\":\"ok\",\"llm_provider\":\"x\",\"vector_store\":\"y\"}");
            } else if (post && (path.equals("/memory") || path.equals(ownAdd(kind)))) {
                add(exchange, kind, JSON.readTree(body), path.equals("/memory"));
            } else if (kind == Kind.PLATFORM && !path.equals("/openapi.json")) {
                platform(exchange, path, JSON.readTree(body));
            } else if (kind == Kind.OSS && post && path.equals("/search")) {
                JsonNode filters = JSON.readTree(body).path("filters");
                lookedUp.accept(filters.path("user_id").asText());
                StubAnswer.json(
                        exchange,
                        200,
                        memories.results(
                                        filters.path("user_id").asText(),
                                        filters.path("mq_id").asText())
                                .toString());
            } else if (kind == Kind.OPENMEMORY && path.equals("/api/v1/memories/filter")) {
                String project = JSON.readTree(body).path("user_id").asText();
                StubAnswer.json(exchange, 200, memories.page(project).toString());
            } else if (kind.own() && path.equals("/memories")) {
                String query = exchange.getRequestURI().getRawQuery();
                String project =
                        URLDecoder.decode(
                                query.replaceAll("(?:.*&)?user_id=([^&]*).*", "$1"), UTF_8);
                StubAnswer.json(exchange, 200, memories.results(project, "").toString());
            } else if (kind == Kind.WRAPPER && path.startsWith("/memory/")) {
                ObjectNode all = JSON.createObjectNode().put("success", true);
                all.set("memories", memories.results(path.substring("/memory/".length()), ""));
                StubAnswer.json(exchange, 200, all.toString());
            } else {
                StubAnswer.json(exchange, unknownPath, "{\"detail\":\"Not Found\"}");
            }
        }
    }

    /** The Python programs' way of adding works everywhere, as behind a gateway. */
    private static String ownAdd(Kind kind) {
        return switch (kind) {
            case OSS, OSS_OLD -> "/memories";
            case PLATFORM -> "/v3/memories/add/";
            case OPENMEMORY -> "/api/v1/memories/";
            case WRAPPER -> "/memory";
        };
    }

    private void platform(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (path.equals("/v1/ping/")) {
            StubAnswer.json(exchange, 200, "{\"status\":\"ok\"}");
        } else if (path.equals("/v3/memories/")) {
            JsonNode all = body.path("filters").path("AND");
            ObjectNode answer =
                    memories.results(
                            all.path(0).path("user_id").asText(),
                            all.path(1).path("metadata").path("mq_id").asText());
            answer.put("count", answer.path("results").size()).putNull("next");
            StubAnswer.json(exchange, 200, answer.toString());
        } else if (path.equals("/v1/events/")) {
            StubAnswer.json(exchange, 200, events.running());
        } else if (path.startsWith("/v1/event/")) {
            String id = path.split("/")[3];
            events.ended(id).ifPresent(memories::keep);
            events.answer(exchange, id);
        } else {
            StubAnswer.json(exchange, unknownPath, "{\"detail\":\"Not Found\"}");
        }
    }

    private void add(HttpExchange exchange, Kind kind, JsonNode body, boolean plain)
            throws IOException {
        String project = body.path("user_id").asText();
        String content =
                plain
                        ? body.path("content").asText()
                        : kind == Kind.OPENMEMORY
                                ? body.path("text").asText()
                                : body.path("messages").path(0).path("content").asText();
        String ourId = body.path("metadata").path("mq_id").asText("");
        int number = numbers.incrementAndGet();
        begin(project, content);
        StubDay day;
        try {
            if (latency.isPositive()) {
                LockSupport.parkNanos(latency.toNanos());
            }
            day = weather.of(number, content);
            if (day.stores()) {
                Stored one = new Stored(project, content, plain ? "" : ourId);
                if (kind == Kind.PLATFORM && !plain && day == StubDay.GOOD) {
                    events.accept("e" + number, one);
                } else {
                    memories.keep(one);
                }
            }
        } finally {
            end(project);
        }
        new AddAnswer(exchange, StubAnswer.added(kind, plain, number), closed).send(day);
    }

    private synchronized void begin(String project, String content) {
        adds.add(content);
        overlapped |= running.merge(project, 1, Integer::sum) > 1;
        mostAtOnce =
                Math.max(mostAtOnce, running.values().stream().mapToInt(Integer::intValue).sum());
    }

    private synchronized void end(String project) {
        running.merge(project, -1, Integer::sum);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
