package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The database file: whose it is, what is made of a damaged or newer one, and who takes it on. */
class LocalStoreTest {
    @TempDir Path folder;

    private Path store() {
        return folder.resolve("state").resolve("store");
    }

    private static LocalServer.Start start(Path store) {
        return LocalServer.start(store, 0, Clock.systemUTC(), trouble -> {});
    }

    private static String refusal(Path store) {
        LocalServer.Start start = start(store);
        assertThat(start).isInstanceOf(LocalServer.Start.Unavailable.class);
        return ((LocalServer.Start.Unavailable) start).sentence();
    }

    @Test
    void whatWasStoredIsThereAfterARestart() {
        String id;
        try (RunningServer server = RunningServer.in(store())) {
            assertThat(server.note).isNull();
            id = server.add("p", "tea");
        }
        try (RunningServer server = RunningServer.in(store())) {
            assertThat(server.get("/memories").ids()).containsExactly(id);
            assertThat(server.get("/memories/" + id + "/history").json()).hasSize(1);
        }
    }

    @Test
    void filesAreTheOwnersAlone() throws IOException {
        Files.createDirectories(store());
        Files.setPosixFilePermissions(store(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (RunningServer server = RunningServer.in(store())) {
            server.add("p", "tea");
            assertThat(mode(store())).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(store())) {
                assertThat(files.toList())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
            }
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        try (RunningServer server = RunningServer.in(store())) {
            assertThat(refusal(store())).contains("another serve-mem0");
            server.add("p", "tea");
        }
        RunningServer.in(store()).close();
    }

    @Test
    void aTakenPortIsTold() {
        try (RunningServer server = RunningServer.in(store())) {
            int port = server.server().port();
            assertThat(LocalServer.start(folder.resolve("other"), port, Clock.systemUTC(), t -> {}))
                    .isEqualTo(new LocalServer.Start.PortTaken(port));
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndToldOf() throws IOException {
        try (RunningServer server = RunningServer.in(store())) {
            for (int i = 0; i < 50; i++) {
                server.add("p", "text " + i + " ".repeat(2000));
            }
        }
        Path file = store().resolve("memories.db");
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 8192; at < damaged.length(); at += 4096) {
                damaged.seek(at);
                damaged.write(new byte[64]);
            }
        }
        byte[] before = Files.readAllBytes(file);
        assertThat(LocalMemories.open(store(), Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        LocalMemories.Opening.Unavailable.class,
                        u -> assertThat(u.sentence()).contains("damaged"));
        try (RunningServer server = RunningServer.in(store())) {
            assertThat(server.note).contains("damaged").contains("set aside as");
            assertThat(server.get("/memories").texts()).isEmpty();
            server.add("p", "new");
        }
        try (Stream<Path> files = Files.list(store())) {
            Path aside =
                    files.filter(f -> f.toString().matches(".*memories.damaged-[\\d-]+\\.db"))
                            .findFirst()
                            .orElseThrow();
            assertThat(Files.readAllBytes(aside)).isEqualTo(before);
        }
    }

    @Test
    void whatIsNoDatabaseIsSetAside() throws IOException {
        Files.createDirectories(store());
        Files.writeString(store().resolve("memories.db"), "not a database at all ".repeat(500));
        try (RunningServer server = RunningServer.in(store())) {
            assertThat(server.note).contains("set aside");
            server.add("p", "new");
        }
    }

    @Test
    void aNewerFormatIsRefusedAndLeftAlone() throws IOException, SQLException {
        RunningServer.in(store()).close();
        Path file = store().resolve("memories.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThat(refusal(store())).contains("newer version").contains("99");
        assertThat(LocalMemories.open(store(), Clock.systemUTC()))
                .isInstanceOf(LocalMemories.Opening.Unavailable.class);
        assertThat(file).exists();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve("state"), "a file");
        assertThat(refusal(store())).startsWith("Local memories ");
    }

    @Test
    void sendingOnSeesWhatWasNotSentAsItIsNow() throws LocalMemories.Unreadable {
        assertThat(LocalMemories.open(store(), Clock.systemUTC()))
                .isInstanceOf(LocalMemories.Opening.Missing.class);
        try (RunningServer server = RunningServer.in(store())) {
            String id =
                    server.add(
                            "p",
                            "tea",
                            "{\"mq_id\":\"7\",\"mq_saved_at\":\"2026-11-01T10:00:00Z\"}");
            server.post("/memories", "{'messages':'coffee','agent_id':'a'}").is(200);
            try (LocalMemories memories = opened()) {
                assertThat(memories.count()).isEqualTo(2);
                List<LocalMemories.Stored> all = memories.notSentOn(0, 10);
                assertThat(all).hasSize(2);
                LocalMemories.Stored tea = all.getFirst();
                assertThat(tea.id()).isEqualTo(id);
                assertThat(tea.ourId()).isEqualTo("7");
                assertThat(tea.project()).isEqualTo("p");
                assertThat(tea.saved()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
                assertThat(all.get(1).project()).isEqualTo("a");
                assertThat(memories.notSentOn(tea.number(), 10)).hasSize(1);

                memories.markSentOn(all);
                assertThat(memories.notSentOn(0, 10)).isEmpty();
                server.put("/memories/" + id, "{'text':'green tea'}").is(200);
                assertThat(memories.notSentOn(0, 10))
                        .extracting(LocalMemories.Stored::text)
                        .containsExactly("green tea");
            }
        }
    }

    private LocalMemories opened() {
        return ((LocalMemories.Opening.Opened) LocalMemories.open(store(), Clock.systemUTC()))
                .memories();
    }
}
