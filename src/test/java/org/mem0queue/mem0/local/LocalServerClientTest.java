package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.ApiKey;
import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.ListResult;
import org.mem0queue.mem0.LookUpBy;
import org.mem0queue.mem0.LookUpResult;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.Outgoing;
import org.mem0queue.mem0.ProbeResult;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.mem0.UploadResult;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Our own client on our own server, in each dialect that the server speaks. */
class LocalServerClientTest {
    private static final Outgoing MEMORY =
            new Outgoing(
                    "0b6c9c9e-1",
                    "projet/été",
                    "The staging database listens on port 5433, naïve café 😀.",
                    Instant.parse("2026-11-23T09:00:00Z"),
                    "test");

    @TempDir Path folder;
    private RunningServer server;
    private Mem0Client client;

    @BeforeEach
    void start() {
        server = RunningServer.in(folder.resolve("store"));
        client =
                new Mem0Client(
                        ClientSetup.of(server.address(), new ApiKey("m0-any")),
                        Clock.systemUTC(),
                        new ProxyVariables(Map.of(), null));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        assertThat(server.trouble).isEmpty();
    }

    @Test
    void probeFindsTheNewRestServerThatAsksForNoKey() {
        assertThat(client.probe(new Cancellation()))
                .isInstanceOfSatisfying(
                        ProbeResult.Detected.class,
                        found ->
                                assertThat(found.dialect())
                                        .isEqualTo(new Dialect.OssRest(true, true, true, false)));
    }

    @Test
    void everyDialectStoresFindsAndLists() {
        for (String name : List.of("oss", "oss-old", "platform", "wrapper")) {
            Dialect dialect = Dialect.named(name).orElseThrow();
            Outgoing memory =
                    new Outgoing(
                            "id-" + name,
                            "projet/été " + name,
                            MEMORY.content(),
                            MEMORY.savedAt(),
                            "test");
            assertThat(lookUp(dialect, memory)).as(name).isInstanceOf(LookUpResult.Absent.class);
            UploadResult sent = client.upload(dialect, memory, new Cancellation());
            assertThat(sent).as(name).isInstanceOf(UploadResult.Stored.class);
            List<String> ids = server.get("/memories?top_k=1&user_id=" + encoded(memory)).ids();
            assertThat(lookUp(dialect, memory)).as(name).isEqualTo(new LookUpResult.Present(ids));
            assertThat(client.list(dialect, memory.projectId(), new Cancellation()))
                    .as(name)
                    .isInstanceOfSatisfying(
                            ListResult.Complete.class,
                            all -> {
                                assertThat(all.memories()).hasSize(1);
                                assertThat(all.memories().getFirst().text())
                                        .isEqualTo(memory.content());
                                assertThat(all.memories().getFirst().ourId())
                                        .isEqualTo(memory.id());
                            });
        }
    }

    private static String encoded(Outgoing memory) {
        return URLEncoder.encode(memory.projectId(), StandardCharsets.UTF_8);
    }

    private LookUpResult lookUp(Dialect dialect, Outgoing memory) {
        LookUpBy by = dialect.keepsOurId() ? LookUpBy.OUR_ID : LookUpBy.CONTENT;
        return client.lookUp(dialect, memory, by, Instant.EPOCH, new Cancellation());
    }

    @Test
    void isFoundAmongMoreThanTheServerListsAtOnce() {
        for (int i = 0; i < 20; i++) {
            StringBuilder many = new StringBuilder("{'user_id':'projet/été','messages':[");
            for (int j = 0; j < 60; j++) {
                many.append("{'role':'user','content':'filler ").append(i * 60 + j).append("'},");
            }
            many.setLength(many.length() - 1);
            server.post("/memories", many + "]}").is(200);
        }
        Dialect dialect = new Dialect.OssRest(true, true, true, false);
        assertThat(lookUp(dialect, MEMORY)).isInstanceOf(LookUpResult.Absent.class);
        Outgoing signs = new Outgoing("id-2", "projet/été", "😀 !!", MEMORY.savedAt(), "test");
        Outgoing marks = new Outgoing("id-3", "projet/été", "¿… —?", MEMORY.savedAt(), "test");
        for (Outgoing memory : List.of(MEMORY, signs, marks)) {
            assertThat(client.upload(dialect, memory, new Cancellation()))
                    .isInstanceOf(UploadResult.Stored.class);
            for (int i = 0; i < 3; i++) {
                server.add("projet/été", "later " + i);
            }
            assertThat(lookUp(dialect, memory)).isInstanceOf(LookUpResult.Present.class);
            assertThat(lookUp(new Dialect.Platform(), memory))
                    .isInstanceOf(LookUpResult.Present.class);
        }
    }
}
