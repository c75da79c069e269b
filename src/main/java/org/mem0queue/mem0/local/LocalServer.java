package org.mem0queue.mem0.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The embedded Mem0 server: running from {@link #start} until it is closed. Listens on 127.0.0.1
 * only. What it answered to have stored is on the disk.
 *
 * <p>Closing takes no new requests, waits for those that run, for {@link #PATIENCE} at most, and
 * gives the database back. Safe for several threads.
 */
public final class LocalServer implements AutoCloseable {
    /** The port of Mem0's own server, as its Compose file has it. */
    public static final int USUAL_PORT = 8888;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whoever has not sent a request to its end by then is cut off. */
    private static final int REQUEST_SECONDS = 60;

    private static final int MOST_HEADER_BYTES = 64 << 10;
    private static final int MOST_CONNECTIONS = 200;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Database database;
    private final Routes routes = new Routes();
    private final Semaphore largeBodies = new Semaphore(1);
    private final Consumer<String> trouble;
    private final @Nullable ApiKey key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalServer(
            HttpServer http,
            Database database,
            InstantSource clock,
            Consumer<String> trouble,
            @Nullable ApiKey key) {
        this.key = key;
        this.http = http;
        this.database = database;
        this.trouble = trouble;
        Memories memories = new Memories(database, clock);
        new OssPaths(memories).addTo(routes);
        new PlatformPaths(memories).addTo(routes);
        new PlatformEvents(memories).addTo(routes);
        new WrapperPaths(memories).addTo(routes);
        new AboutPaths(key != null).addTo(routes);
        threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mem0-", 0).factory());
        http.setExecutor(threads);
        http.createContext("/", this::handle);
    }

    /** How starting ended; all are normal. */
    public sealed interface Start {
        /**
         * It answers requests.
         *
         * @param note what a person should know, for example that a damaged database was set aside;
         *     null if there is nothing
         */
        record Started(LocalServer server, @Nullable String note) implements Start {}

        /** Something else listens on that port, or nobody may. */
        record PortTaken(int port) implements Start {}

        /** The database cannot be used. */
        record Unavailable(String sentence) implements Start {}
    }

    /**
     * Opens the database and begins to listen.
     *
     * @param folder where the database is; made, for its owner alone, if it is not there
     * @param port 0 for any that is free
     * @param trouble told what went wrong inside, on the thread of the request; never text of a
     *     memory
     */
    public static Start start(
            Path folder, int port, InstantSource clock, Consumer<String> trouble) {
        return start(folder, port, clock, trouble, null);
    }

    /**
     * The same.
     *
     * @param key without which nothing is stored, told or deleted; null for none
     */
    public static Start start(
            Path folder,
            int port,
            InstantSource clock,
            Consumer<String> trouble,
            @Nullable ApiKey key) {
        HttpServer http;
        try {
            http = listen(port);
        } catch (BindException | IllegalArgumentException taken) {
            return new Start.PortTaken(port);
        } catch (IOException e) {
            return new Start.Unavailable("The local server cannot listen: " + e.getMessage() + ".");
        }
        StoreFile.Opening opening = new StoreFile(folder, clock).own();
        if (opening instanceof StoreFile.Opening.Opened(Database database, String note)) {
            LocalServer server = new LocalServer(http, database, clock, trouble, key);
            http.start();
            return new Start.Started(server, note);
        }
        http.stop(0);
        return new Start.Unavailable(
                opening instanceof StoreFile.Opening.Unavailable(String sentence)
                        ? sentence
                        : "The local memories cannot be made.");
    }

    private static HttpServer listen(int port) throws IOException {
        // The JDK's server takes these limits from here only; it reads them once.
        limit("sun.net.httpserver.nodelay", "true");
        limit("sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS));
        limit("sun.net.httpserver.maxReqHeaderSize", String.valueOf(MOST_HEADER_BYTES));
        limit("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** What a client is configured with. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The database file. */
    public Path file() {
        return database.file();
    }

    private void handle(HttpExchange exchange) {
        try (exchange;
                BodyReader body = new BodyReader(largeBodies)) {
            exchange.getResponseHeaders().set("X-Request-ID", UUID.randomUUID().toString());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            send(exchange, answer(exchange, body));
        } catch (IOException clientLeft) {
            // Nobody is there to be told. What was committed stays committed.
        } catch (SQLException e) {
            // In the middle of a long answer: it is cut, and the client sees that it is.
            trouble.accept(StoreProblem.sentence(database.file(), e));
        }
    }

    private Answer answer(HttpExchange exchange, BodyReader body) throws IOException {
        try {
            String refusal = Gate.refusal(exchange.getRequestHeaders(), port());
            if (refusal != null) {
                throw Refusal.of(403, refusal);
            }
            URI uri = exchange.getRequestURI();
            String path = uri.getRawPath();
            if (path == null || !Gate.opens(key, path, exchange.getRequestHeaders())) {
                throw Refusal.of(401, "This server wants its key, in X-API-Key.");
            }
            if (path == null || !path.startsWith("/")) {
                throw Refusal.of(404, "Not Found");
            }
            Request request =
                    Request.of(
                            Gate.base(exchange.getRequestHeaders()),
                            path,
                            uri.getRawQuery(),
                            body.read(exchange));
            return routes.answer(method(exchange), request);
        } catch (Refusal refused) {
            if (refused.status() == 413 || refused.status() == 403) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            return Answer.refusal(refused);
        } catch (SQLException e) {
            String sentence = StoreProblem.sentence(database.file(), e);
            trouble.accept(sentence);
            return Answer.refusal(
                    Refusal.of(
                            StoreProblem.isBusy(e) ? 503 : 500, sentence + " Nothing was stored."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.refusal(Refusal.of(503, "The server is stopping. Nothing was stored."));
        } catch (RuntimeException bug) {
            StackTraceElement[] trace = bug.getStackTrace();
            trouble.accept(
                    "This is a bug ("
                            + bug.getClass().getName()
                            + List.of(trace).stream().limit(4).toList()
                            + "). Please report it.");
            return Answer.refusal(Refusal.of(500, "Internal Server Error"));
        }
    }

    private static String method(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    }

    private static void send(HttpExchange exchange, Answer answer)
            throws IOException, SQLException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        switch (answer) {
            case Answer.Whole whole -> {
                exchange.getResponseHeaders().set("Content-Type", whole.type());
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] bytes = whole.text().getBytes(StandardCharsets.UTF_8);
                boolean empty = head || bytes.length == 0;
                exchange.sendResponseHeaders(whole.status(), empty ? -1 : bytes.length);
                if (!empty) {
                    exchange.getResponseBody().write(bytes);
                }
            }
            case Answer.Streamed streamed -> {
                exchange.getResponseHeaders().set("Content-Type", Answer.JSON_TYPE);
                exchange.sendResponseHeaders(200, head ? -1 : 0);
                if (!head) {
                    Answer.write(streamed.json(), exchange.getResponseBody());
                }
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            http.stop((int) PATIENCE.toSeconds());
            threads.shutdownNow();
            database.close();
        }
    }
}
