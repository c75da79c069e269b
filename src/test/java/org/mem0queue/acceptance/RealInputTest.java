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
import java.util.List;

/** A queue directory that Python wrote, as the command line contract's example has it. */
class RealInputTest {
    @TempDir Path folder;

    private ScratchQueue scratch;
    private RealProgram program;
    private JsonNode written;

    @BeforeEach
    void writeTheExample() {
        scratch = ScratchQueue.in(folder);
        program = scratch.program();
        written = scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void statusGivesTheNumbersOfTheContract() {
        JsonNode status = program.run("status", "--json").done().json();

        JsonNode counts = status.path("counts");
        assertThat(counts.path("spooled").asLong(-1)).isZero();
        assertThat(counts.path("pending").asLong(-1)).isEqualTo(40);
        assertThat(counts.path("in_flight").asLong(-1)).isZero();
        assertThat(counts.path("in_doubt").asLong(-1)).isZero();
        assertThat(counts.path("failed").asLong(-1)).isEqualTo(6);
        assertThat(counts.path("dead_letters").asLong(-1)).isEqualTo(3);
        assertThat(counts.path("emergency").asLong(-1)).isEqualTo(2);
        assertThat(counts.path("synced_confirmed").asLong(-1)).isZero();
        assertThat(counts.path("synced_reported").asLong(-1)).isEqualTo(10);
        assertThat(counts.get("uncertain").isNull()).isTrue();
        assertThat(counts.get("lost").isNull()).isTrue();
        JsonNode balance = status.path("balance");
        assertThat(balance.path("seen").asLong(-1)).isEqualTo(61);
        assertThat(balance.path("accounted").asLong(-1)).isEqualTo(61);
        assertThat(balance.path("unaccounted").asLong(-1)).isZero();
        assertThat(balance.path("before").path("queued").asLong(-1)).isEqualTo(61);
        assertThat(balance.path("before").path("synced_reported").asLong(-1)).isEqualTo(10);
        assertThat(balance.path("before").path("here").asLong(-1)).isEqualTo(49);
        assertThat(balance.path("before").path("not_provable").asLong(-1)).isEqualTo(2);
        assertThat(balance.get("since").isNull()).isTrue();
        assertThat(status.path("safe_to_save").asBoolean(true)).isFalse();
        assertThat(status.path("lock").path("state").asText()).isEqualTo("free");
        assertThat(status.path("queue_file").path("state").asText()).isEqualTo("ok");
        assertThat(status.path("stats").path("total_queued").asLong()).isEqualTo(61);
        assertThat(status.path("stats").path("last_sync").isTextual()).isTrue();
        assertThat(status.path("health").asText()).isEqualTo("warning");
        assertThat(program.run("status", "--check").exitCode()).isEqualTo(1);
    }

    @Test
    void listShowsEachStateWithExactlyItsMemories() {
        assertThat(listed("pending")).isEqualTo(ScratchQueue.texts(written.path("pending")));
        assertThat(listed("failed")).isEqualTo(ScratchQueue.texts(written.path("failed")));
        assertThat(listed("dead-letters"))
                .isEqualTo(ScratchQueue.texts(written.path("dead_letters")));
        assertThat(listed("emergency")).isEqualTo(ScratchQueue.texts(written.path("emergency")));
        assertThat(listed("all")).hasSize(51).doesNotHaveDuplicates();
        assertThat(program.run("list").done().out().lines()).hasSize(40);
    }

    private List<String> listed(String state) {
        return ScratchQueue.ids(program.run("list", state, "--json").done().json());
    }

    @Test
    void showGivesOneMemoryByTheBeginningOfItsId() {
        String id = written.path("pending").get(0).asText();

        JsonNode shown = program.run("show", id.substring(0, 8), "--json").done().json();

        assertThat(shown.path("id").asText()).isEqualTo(id);
        assertThat(shown.path("content").asText())
                .isEqualTo(written.path("first_content").asText());
        assertThat(shown.path("state").asText()).isEqualTo("pending");
        assertThat(program.run("show", id).done().out())
                .contains(id, written.path("first_content").asText());
    }

    @Test
    void logShowsTheWorkersLines() {
        assertThat(program.run("log").done().out())
                .contains("📤 Processing queue: 50 pending, 6 failed", "✨ Worker done:");
        assertThat(program.run("log", "--grep", "Synced: .*ID", "--json").done().json())
                .hasSize(10);
    }

    @Test
    void aSaveArrivesAndPythonFindsEverythingItOwnedUnchanged() throws IOException {
        byte[] before = Files.readAllBytes(scratch.queueFile());
        List<Path> others =
                List.of(
                        scratch.path().resolve("mem0_queue_dlq.json"),
                        scratch.path().resolve("mem0_emergency.json"),
                        scratch.path().resolve("logs/mem0_worker.log"));
        List<byte[]> othersBefore = new ArrayList<>();
        for (Path other : others) {
            othersBefore.add(Files.readAllBytes(other));
        }

        String id =
                program.run("save", "--project", "trace-hub", "Saved by us: é 🧠").done().savedId();

        JsonNode seen = scratch.asPythonSeesIt();
        assertThat(ScratchQueue.texts(seen.path("queue"))).hasSize(41).endsWith(id);
        assertThat(ScratchQueue.texts(seen.path("last_100"))).hasSize(62).endsWith(id);
        assertThat(ScratchQueue.texts(seen.path("contents"))).endsWith("Saved by us: é 🧠");
        assertThat(seen.path("stats").path("total_queued").asLong()).isEqualTo(62);
        assertThat(seen.path("ascii").asBoolean()).isTrue();
        // Python's own dump of what is left when ours is taken out, against Python's first dump
        assertThat(Python.run("without_ours.py", scratch.path(), id).out())
                .isEqualTo(new String(before, java.nio.charset.StandardCharsets.US_ASCII));
        // and without any parser between: all bytes up to the end of its last entry are the same
        byte[] after = Files.readAllBytes(scratch.queueFile());
        int endOfQueue =
                new String(before, java.nio.charset.StandardCharsets.US_ASCII).indexOf("\n  ],");
        assertThat(java.util.Arrays.copyOf(after, endOfQueue))
                .isEqualTo(java.util.Arrays.copyOf(before, endOfQueue));
        assertThat(Files.readAllBytes(scratch.path().resolve("mem0_queue_backup.json")))
                .isEqualTo(before);
        for (int i = 0; i < others.size(); i++) {
            assertThat(others.get(i)).hasBinaryContent(othersBefore.get(i));
        }
    }

    @Test
    void pythonGoesOnSavingAfterUs() {
        String ours = program.run("save", "--project", "p", "ours").done().savedId();
        String theirs = Python.run("legacy_saver.py", scratch.path(), 1, "p", 5).out().strip();

        assertThat(listed("pending")).hasSize(42).endsWith(ours, theirs);
        assertThat(scratch.queue().path("mem0_queue_monitor").isObject()).isTrue();
    }
}
