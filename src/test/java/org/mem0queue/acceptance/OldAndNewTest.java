package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * R25: files of a newer version of ours are carried along, and the Python programs keep working
 * beside us at every step.
 */
class OldAndNewTest {
    @TempDir Path folder;

    private ScratchQueue scratch;

    @BeforeEach
    void writeTheExample() {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome here(String... command) {
        return SameJvm.run(scratch.program(), new byte[0], List.of(command));
    }

    @Test
    void whatANewerVersionWroteIsCarriedAlong() throws IOException {
        here("save", "--project", "p", "by this version").done();
        String claim =
                "{\"id\": \"claimed\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\":"
                        + " 1764460800, \"retries\": 1, \"claim\": {\"by\": \"a newer one\"}}";
        Files.writeString(
                scratch.queueFile(),
                Files.readString(scratch.queueFile())
                        .replaceFirst(
                                "\"mem0_queue_monitor\": \\{",
                                "\"in_flight\": ["
                                        + claim
                                        + "], \"mem0_queue_monitor\": {\"later\": [1, 2],"));
        Path batch = scratch.spool().resolve("20991231T000000.000Z-v2-of-a-later-version.batch");
        Files.writeString(batch, "binary, who knows");
        Path journal = Files.writeString(scratch.path().resolve("mem0_queue.d/sync.journal"), "j");

        String id = here("save", "--project", "p", "again").done().savedId();
        here("flush").done();

        JsonNode queue = scratch.queue();
        assertThat(queue.path("in_flight").get(0).path("claim").path("by").asText())
                .isEqualTo("a newer one");
        assertThat(queue.path("mem0_queue_monitor").path("later")).hasSize(2);
        assertThat(batch).hasContent("binary, who knows");
        assertThat(journal).hasContent("j");
        assertThat(scratch.queueIds()).contains(id).hasSize(42);
        assertThat(here("status", "--json").json().path("counts").path("in_doubt").asInt()).isOne();
    }

    @Test
    void settingsOfANewerVersionSurviveOurs() throws IOException {
        here("config", "set", "theme", "dark").done();
        Path file;
        try (var files = Files.walk(scratch.home())) {
            file =
                    files.filter(path -> path.toString().endsWith(".json"))
                            .findFirst()
                            .orElseThrow();
        }
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\\{", "{\n  \"from_the_future\": {\"a\": [1]},"));

        here("config", "set", "theme", "light").done();

        assertThat(Outcome.JSON.readTree(file.toFile()).path("from_the_future").path("a"))
                .hasSize(1);
        assertThat(here("config", "get", "theme").out().strip()).isEqualTo("light");
    }

    @Test
    void pythonKeepsWorkingBesideUsAtEveryStep() {
        Path uploads = folder.resolve("uploads");
        Set<String> all = new HashSet<>(scratch.queueIds());
        for (String manner : List.of("a", "b")) {
            all.add(here("save", "--project", "p", "ours, before " + manner).done().savedId());
            all.add(Python.run("legacy_saver.py", scratch.path(), 1, "p", 5).out().strip());
            InProcess.spool(scratch.path(), "spooled during the pass");
            Python.run("legacy_worker.py", scratch.path(), manner, uploads, 0, 0.4, 7, 2);
            scratch.asPythonSeesIt();
            here("flush").done();
            scratch.asPythonSeesIt();
            JsonNode status = here("status", "--json").done().json();
            assertThat(status.path("queue_file").path("state").asText()).isEqualTo("ok");
            assertThat(status.path("balance").path("unaccounted").asInt()).isZero();
        }
        Set<String> somewhere = new HashSet<>(scratch.queueIds());
        somewhere.addAll(ScratchQueue.ids(scratch.queue().path("failed")));
        try {
            somewhere.addAll(Files.readAllLines(uploads));
            somewhere.addAll(
                    ScratchQueue.ids(
                            Outcome.JSON
                                    .readTree(
                                            scratch.path().resolve("mem0_queue_dlq.json").toFile())
                                    .path("items")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(somewhere).containsAll(new ArrayList<>(all));
    }
}
