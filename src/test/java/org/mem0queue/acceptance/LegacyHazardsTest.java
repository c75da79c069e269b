package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the Python programs do to a queue, each known hazard once, and what we have to do about it
 * where files are read or written. The number is the hazard's in the list of what is known of them.
 */
class LegacyHazardsTest extends HazardousQueue {
    @Test
    void hazard1_aSaveIsNotRefusedWhileTheLockIsHeld() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            assertThat(Python.run("legacy_saver.py", scratch.path(), 1, "p", 0.2).out().strip())
                    .as("Python's own save")
                    .isEqualTo("timeout");

            Outcome ours = scratch.program().run("save", "--project", "p", "text").done();

            assertThat(scratch.spooledIds()).containsExactly(ours.savedId());
            assertThat(status().path("lock").path("state").asText()).isEqualTo("held");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "zero bytes", "byte order mark", "NUL bytes"})
    void hazard2_anUnreadableQueueIsNotTakenForAnEmptyOne(String damage) throws IOException {
        String ours = save("before the damage");
        byte[] whole = Files.readAllBytes(scratch.queueFile());
        byte[] damaged =
                switch (damage) {
                    case "half" -> Arrays.copyOf(whole, whole.length / 2);
                    case "zero bytes" -> new byte[0];
                    case "NUL bytes" -> new byte[whole.length];
                    default -> ("\ufeff" + new String(whole, UTF_8)).getBytes(UTF_8);
                };
        Files.write(scratch.queueFile(), damaged);

        String spooled = save("while it is damaged");

        if (damage.equals("byte order mark")) {
            scratch.assertMergedOnce(List.of(ours, spooled)); // readable for us, and then for all
        } else {
            assertThat(scratch.queueFile()).hasBinaryContent(damaged);
            assertThat(scratch.spooledIds()).containsExactly(spooled);
            assertThat(damaged.length == 0 || isKeptAside(damaged)).isTrue();
            assertThat(status().path("health").asText()).isEqualTo("critical");
        }
        String theirs =
                Python.run("careless_saver.py", scratch.path(), "p", "theirs").out().strip();
        if (!damage.equals("byte order mark")) {
            assertThat(scratch.queueIds()).as("Python wiped it").containsExactly(theirs);
            assertThat(findings()).contains("queue-wiped");
            assertThat(status().path("health").asText()).isEqualTo("critical");
        }
        here("restore", "--backup", "--yes").done();
        here("restore", "--kept", "--yes").done();
        here("flush").done();

        assertThat(scratch.queueIds()).contains(ours, spooled, theirs).hasSize(43);
        scratch.asPythonSeesIt();
    }

    private boolean isKeptAside(byte[] bytes) throws IOException {
        try (var files = Files.list(scratch.path().resolve("mem0_queue.d/snapshots"))) {
            for (Path file : files.filter(f -> f.toString().contains("damaged")).toList()) {
                if (Arrays.equals(Files.readAllBytes(file), bytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void hazard3_whatWeWriteCanBeReadInAnAsciiLocale() throws IOException {
        Python.run("write_raw_utf8.py", scratch.path());
        assertThat(Files.readString(scratch.queueFile())).contains("Zażółć");
        assertThat(findings()).contains("queue-not-ascii");

        String id = save("déjà vu 🧠");

        Outcome read = new AsciiLocale().run(Python.command("read_queue.py", scratch.path()));
        assertThat(read.exitCode()).as("%s", read).isZero();
        JsonNode seen = read.json();
        assertThat(seen.path("ascii").asBoolean()).isTrue();
        assertThat(ScratchQueue.texts(seen.path("queue"))).hasSize(41).endsWith(id);
        assertThat(ScratchQueue.texts(seen.path("contents"))).endsWith("déjà vu 🧠");
        assertThat(seen.path("contents").get(0).asText()).contains("Zażółć gęślą jaźń");
    }

    /** Where Python takes every file for ASCII. */
    private record AsciiLocale() {
        Outcome run(List<String> command) throws IOException {
            return RunningProcess.start(
                            command,
                            Map.of(
                                    "PATH", "/usr/bin:/bin",
                                    "LC_ALL", "C",
                                    "PYTHONCOERCECLOCALE", "0",
                                    "PYTHONUTF8", "0"),
                            Path.of("/"))
                    .endInput()
                    .outcome(Duration.ofSeconds(60));
        }
    }

    @Test
    void hazard6_weWriteOnlyUnderTheLockAndFromWhatIsThereThen() {
        String ours;
        String theirs;
        try (RunningProcess holder =
                Python.start("lock_holder.py", scratch.path(), 0, "write-back")) {
            holder.awaitLine("held");
            ours = scratch.program().run("save", "--project", "p", "ours").done().savedId();
            assertThat(scratch.queueIds()).hasSize(40);
            holder.endInput();
            holder.awaitLine("released"); // its old copy was written; nothing of ours was in it
        }
        theirs = Python.run("legacy_saver.py", scratch.path(), 1, "p", 10).out().strip();
        scratch.program().run("flush").done();
        scratch.assertMergedOnce(List.of(ours, theirs));
    }

    @Test
    void hazard7_ourLockExcludesPython() {
        Needs.tool("strace");
        String spooled = InProcess.spool(scratch.path(), "merged slowly");
        Path log = folder.resolve("strace.log");
        RealProgram slow =
                scratch.program()
                        .under(
                                "strace",
                                "-f",
                                "--seccomp-bpf",
                                "-o",
                                log.toString(),
                                "-e",
                                "trace=rename",
                                "-e",
                                "inject=rename:delay_enter=1000000");
        List<String> answers = new ArrayList<>();
        try (RunningProcess merging = slow.start("flush")) {
            while (merging.alive()) {
                answers.add(Python.run("legacy_saver.py", scratch.path(), 1, "p", 0).out().strip());
            }
            merging.outcome(Duration.ofSeconds(60)).done();
        }
        assertThat(answers).contains("timeout");
        answers.removeIf("timeout"::equals);
        answers.add(spooled);
        scratch.assertMergedOnce(answers);
    }

    /** The whole story is in {@link LockForRealTest#lockFileDeletedAndRecreatedInTheMiddle}. */
    @Test
    void hazard8_theLockFileIsNeverDeletedTruncatedOrReplacedByUs() throws IOException {
        Files.writeString(scratch.lockFile(), "somebody's note");
        Object inode = Files.getAttribute(scratch.lockFile(), "unix:ino");

        save("text");
        here("flush").done();
        status();

        assertThat(Files.getAttribute(scratch.lockFile(), "unix:ino")).isEqualTo(inode);
        assertThat(scratch.lockFile()).hasContent("somebody's note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"queue\": {}}", "{\"queue\": [], \"stats\": []}", "null", "5"})
    void hazard16_aQueueOfAnotherShapeIsToldAndNothingIsLost(String text) throws IOException {
        Files.writeString(scratch.queueFile(), text);

        String id = save("text");

        here("status").done();
        List<String> findings = findings();
        if (scratch.spooledIds().contains(id)) {
            assertThat(scratch.queueFile()).hasContent(text);
            assertThat(here("flush").exitCode()).isEqualTo(1);
            assertThat(findings).isNotEmpty();
        } else {
            scratch.assertMergedOnce(List.of(id));
            scratch.asPythonSeesIt();
        }
    }

    @Test
    void hazard16_missingKeysAreAdded() throws IOException {
        Files.writeString(scratch.queueFile(), "{\"queue\": [], \"theirs\": 1}");

        String id = save("text");

        scratch.assertMergedOnce(List.of(id));
        assertThat(scratch.queue().path("theirs").asInt()).isOne();
        scratch.asPythonSeesIt();
    }
}
