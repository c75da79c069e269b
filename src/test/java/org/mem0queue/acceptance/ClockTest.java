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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** R12: the clock is wrong, jumps, or says the same for two different files. */
class ClockTest {
    @TempDir Path folder;

    private ScratchQueue scratch;

    @BeforeEach
    void prepare() {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private RealProgram at(String offset) {
        Needs.tool("faketime");
        // In reality only the wall clock jumps; the fix would make a JVM ten times slower.
        return scratch.program()
                .with("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                .under(
                        Needs.find("faketime").orElseThrow().toString(),
                        "--exclude-monotonic",
                        "-f",
                        offset);
    }

    @Test
    void backADayAndForwardTenYears() {
        List<String> saved = new ArrayList<>();
        for (String offset : List.of("+0", "-1d", "+3650d", "+0", "-3650d")) {
            saved.add(at(offset).run("save", "--project", "p", "at " + offset).done().savedId());
            scratch.assertMergedOnce(saved);
        }
        List<String> listed = ScratchQueue.ids(at("-1d").run("list", "--json").done().json());
        assertThat(listed).hasSize(45).containsAll(saved);
        for (String offset : List.of("-1d", "+3650d")) {
            JsonNode status = at(offset).run("status", "--json").done().json();
            assertThat(status.path("counts").path("pending").asInt()).isEqualTo(45);
            assertThat(status.path("oldest_pending_s").asLong(-1)).isNotNegative();
            at(offset).run("list").done();
            at(offset).run("doctor").done();
        }
        assertThat(ScratchQueue.texts(scratch.asPythonSeesIt().path("queue"))).containsAll(saved);
    }

    /**
     * What waits in the spool was accepted by a clock that was ahead, and is merged all the same.
     */
    @Test
    void spooledBeforeTheJump() {
        List<String> saved = new ArrayList<>();
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            saved.add(at("+3650d").run("save", "--project", "p", "ahead").done().savedId());
            saved.add(at("-1d").run("save", "--project", "p", "behind").done().savedId());
            assertThat(scratch.spooledIds()).containsExactlyInAnyOrderElementsOf(saved);
            holder.endInput();
            holder.awaitLine("released");
        }
        Await.until(
                "merged after the release",
                Duration.ofSeconds(60),
                () -> scratch.spooledIds().isEmpty());
        scratch.assertMergedOnce(saved);
    }

    /** Snapshots of a time that has not come yet are neither thinned nor preferred for ever. */
    @Test
    void restoreAfterTheClockWasSetBack() throws IOException {
        String ahead = at("+3650d").run("save", "--project", "p", "ahead").done().savedId();
        String now = at("+0").run("save", "--project", "p", "now").done().savedId();
        byte[] whole = Files.readAllBytes(scratch.queueFile());
        Files.write(scratch.queueFile(), new byte[100]);

        scratch.program().run("restore", "--backup", "--yes").done();

        scratch.assertMergedOnce(List.of(ahead));
        Outcome kept = scratch.program().run("restore", "--kept", "--yes").done();
        assertThat(scratch.queueIds()).as("%s", kept).contains(ahead, now).hasSize(42);
        assertThat(Files.size(scratch.queueFile())).isGreaterThan(whole.length / 2);
    }

    @Test
    void sameSizeAndSameTimeButOtherContent() throws IOException {
        try (RunningProcess watch = scratch.program().start("status", "--watch", "--json")) {
            String first = watch.nextLine(Duration.ofSeconds(60));
            assertThat(first).contains("\"pending\": 40", "\"failed\": 6,");
            FileTime time = Files.getLastModifiedTime(scratch.queueFile());
            String text = Files.readString(scratch.queueFile());
            // the two lists change names: as many bytes, other counts
            String swapped =
                    text.replace("\"queue\": [", "\"QQ\": [")
                            .replace("\"failed\": [", "\"queue\": [")
                            .replace("\"QQ\": [", "\"failed\": [");
            assertThat(swapped).hasSameSizeAs(text);
            Path other = Files.writeString(scratch.path().resolve("other"), swapped);
            Files.setLastModifiedTime(other, time);
            Files.move(other, scratch.queueFile(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);

            String second = watch.nextLine(Duration.ofSeconds(60));

            assertThat(second).contains("\"pending\": 6,", "\"failed\": 40");
        }
    }

    @Test
    void filesFromTheFuture() throws IOException {
        FileTime future = FileTime.fromMillis(System.currentTimeMillis() + 1_000_000_000_000L);
        for (String name : List.of("mem0_queue.json", "mem0_queue.lock", "logs/mem0_worker.log")) {
            Files.setLastModifiedTime(scratch.path().resolve(name), future);
        }
        JsonNode status = scratch.program().run("status", "--json").done().json();
        assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
        scratch.program().run("doctor").done();
        String saved = scratch.program().run("save", "--project", "p", "x").done().savedId();
        scratch.assertMergedOnce(Collections.singleton(saved));
    }
}
