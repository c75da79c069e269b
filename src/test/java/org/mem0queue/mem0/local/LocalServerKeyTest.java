package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.ApiKey;
import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.ListResult;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.Outgoing;
import org.mem0queue.mem0.ProbeResult;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.mem0.UploadResult;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A server that wants a key: for whoever shares the computer with others. */
class LocalServerKeyTest {
    private static final Outgoing MEMORY = new Outgoing("id-1", "p", "a secret", null, "test");

    @TempDir Path folder;
    private RunningServer server;

    @BeforeEach
    void start() {
        server =
                RunningServer.in(
                        folder.resolve("store"), Clock.systemUTC(), new ApiKey("m0-right-key"));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.trouble).isEmpty();
    }

    private Mem0Client client(@Nullable String key) {
        return new Mem0Client(
                ClientSetup.of(server.address(), key == null ? null : new ApiKey(key)),
                Clock.systemUTC(),
                new ProxyVariables(Map.of(), null));
    }

    @Test
    void ourClientFindsOutThatAKeyIsWantedAndSendsIt() {
        try (Mem0Client client = client("m0-right-key")) {
            ProbeResult found = client.probe(new Cancellation());
            assertThat(found)
                    .isInstanceOfSatisfying(
                            ProbeResult.Detected.class,
                            detected ->
                                    assertThat(detected.dialect())
                                            .isEqualTo(
                                                    new Dialect.OssRest(true, true, true, true)));
            for (String name : List.of("oss", "platform")) {
                Dialect dialect = Dialect.named(name).orElseThrow();
                assertThat(client.upload(dialect, MEMORY, new Cancellation()))
                        .as(name)
                        .isInstanceOf(UploadResult.Stored.class);
                assertThat(client.list(dialect, "p", new Cancellation()))
                        .as(name)
                        .isInstanceOf(ListResult.Complete.class);
            }
        }
    }

    @Test
    void withoutItNothingIsStoredToldOrDeleted() {
        for (String key : new String[] {null, "m0-wrong-key", "m0-right-ke", "m0-right-keyy"}) {
            try (Mem0Client client = client(key)) {
                assertThat(
                                client.upload(
                                        Dialect.named("oss").orElseThrow(),
                                        MEMORY,
                                        new Cancellation()))
                        .isInstanceOfSatisfying(
                                UploadResult.Misconfigured.class,
                                wrong ->
                                        assertThat(wrong.cause())
                                                .isEqualTo(UploadResult.Cause.KEY));
            }
        }
        for (String path :
                List.of(
                        "/memories?user_id=p",
                        "/memory/p",
                        "/v1/ping/",
                        "/v1/events/",
                        "/%6demories?user_id=p",
                        "/nowhere")) {
            assertThat(server.get(path).status()).as(path).isEqualTo(401);
            assertThat(server.get(path).text()).contains("\"detail\"").doesNotContain("secret");
        }
        for (String path : List.of("/docs", "/health", "/openapi.json")) {
            assertThat(server.get(path).status()).as(path).isEqualTo(200);
        }
    }
}
