package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** Sending from the window, on real files, against the embedded server. */
class SendingWalkTest {
    private static final String ENTRY =
            """
            {"id": "%s", "project_id": "trace-hub", "content": "%s",
             "timestamp": 1763900000, "retries": 0}\
            """;

    @TempDir private Path folder;
    private ScratchRequest request;
    private LocalServer server;

    @BeforeEach
    void makeQueue() throws IOException {
        request = ScratchRequest.managing(folder);
        Files.writeString(
                request.queue.resolve("mem0_queue.json"),
                "{\"queue\": ["
                        + ENTRY.formatted("11111111-1111-4111-8111-111111111111", "First text")
                        + ", "
                        + ENTRY.formatted("22222222-2222-4222-8222-222222222222", "Second text")
                        + "], \"last_100\": [], \"failed\": [], \"stats\": {\"total_queued\": 2,"
                        + " \"total_synced\": 0, \"total_failed\": 0, \"last_sync\": null}}");
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private void startServer() {
        LocalServer.Start start =
                new LocalApi(folder.resolve("server"), Clock.systemUTC())
                        .start(0, trouble -> {}, null);
        server = ((LocalServer.Start.Started) start).server();
        request.set(SettingKey.API_URL, server.address().toString());
    }

    private static String get(URI base, String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(base.resolve(path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private QueueSnapshot look() {
        try (QueueService service =
                new QueueService(request.setup(request.queue, ServiceSetup.Duty.LOOK))) {
            return service.look();
        }
    }

    @Test
    void syncNowSendsWhatWaitsAndSaysSo() {
        startServer();
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("Sync now");
            window.awaitText("2 in the files, ");
            window.press("Sync now");
            window.awaitText("Sync ended: 2 synced.");
        }
        assertThat(look().counts().here()).isZero();
        assertThat(get(server.address(), "/memories?user_id=trace-hub"))
                .contains("First text", "Second text");
    }

    @Test
    void theFindingOfAPauseLetsSendingGoOn() throws Exception {
        try (QueueService service =
                new QueueService(request.setup(request.queue, ServiceSetup.Duty.MANAGE))) {
            service.sync().pause("cli");
        }
        assertThat(look().findings()).anyMatch(f -> f.code().equals("sending-paused"));
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("Resume sending");
            window.press("Resume sending");
            window.awaitText("Sending goes on.");
        }
        assertThat(look().findings()).noneMatch(f -> f.code().equals("sending-paused"));
    }

    @Test
    void withoutAnApiTheButtonLeadsToItsSetting() {
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");
            window.press("Sync now");
            window.awaitText("there is nobody to send to");
            window.press("Set up the API");
            window.awaitText("A server on this computer");
        }
        assertThat(look().in(MemoryState.PENDING)).hasSize(2);
    }

    @Test
    void aServerOnThisComputerRunsWhileTheWindowIsOpen() {
        request.set(SettingKey.API_URL, "http://127.0.0.1:" + freePort());
        request.set(SettingKey.API_OWN_SERVER, "on");
        URI address = request.values(request.queue).settings().apiUrl();
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");
            window.press("Sync now");
            window.awaitText("Sync ended: 2 synced.");
            assertThat(get(address, "/memories?user_id=trace-hub")).contains("First text");
        }
        assertThat(look().counts().here()).isZero();
    }

    /** A server in a terminal prints it; nobody sees what the window prints. */
    @Test
    void whatGoesWrongInsideThatServerIsToldInTheWindow() throws SQLException {
        request.set(SettingKey.API_URL, "http://127.0.0.1:" + freePort());
        request.set(SettingKey.API_OWN_SERVER, "on");
        URI address = request.values(request.queue).settings().apiUrl();
        Path file = request.folders.state().resolve("mem0-server/memories.db");
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");
            assertThat(get(address, "/memories?user_id=trace-hub")).contains("results");
            try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement change = stranger.createStatement()) {
                change.execute("ALTER TABLE memory RENAME TO elsewhere");
            }
            assertThat(get(address, "/memories?user_id=trace-hub")).contains("no such table");
            window.awaitText("Local memories ");
            assertThat(window.texts()).anyMatch(text -> text.contains("no such table"));
        }
        assertThat(look().in(MemoryState.PENDING)).hasSize(2);
    }

    private static int freePort() {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thePersonsOwnWorkerRunsWithItsLinesInTheLog() throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("worker.sh"),
                        "echo '  ✅ Synced: trace-hub (ID: 11111111...)'\n"
                                + "echo 'a warning' >&2\n");
        request.set(SettingKey.WORKER_COMMAND, "sh " + script);
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");
            window.press("Sync now");
            window.awaitText("Your worker has ended.");
            window.awaitText("Synced: trace-hub");
        }
        assertThat(request.queue.resolve("mem0_worker.log"))
                .content()
                .contains("✅ Synced: trace-hub (ID: 11111111...)", "a warning");
    }

    @Test
    void aWorkerThatFailsIsToldWithItsExitCode() {
        request.set(SettingKey.WORKER_COMMAND, "sh -c 'exit 3'");
        try (OpenDesktop window = new OpenDesktop(request)) {
            window.awaitText("2 in the files, ");
            window.press("Sync now");
            window.awaitText("Your worker ended with exit code 3.");
        }
    }
}
