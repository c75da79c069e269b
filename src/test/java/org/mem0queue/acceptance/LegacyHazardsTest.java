package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the Python programs do to a queue, each known hazard once, and what we have to do about it
 * where files are read or written. The number is the hazard's in the list of what is known of them.
 */
class LegacyHazardsTest {
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

    private String save(String content) {
        return here("save", "--project", "p", content).done().savedId();
    }

    private JsonNode status() {
        return here("status", "--json").done().json();
    }

    private List<String> findings() {
        return LockForRealTest.codes(here("doctor", "--json").done().json());
    }

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

    @Test
    void hazard9_theEmergencyFileIsShownWithItsTornLineAndLeftAlone() throws IOException {
        Path emergency = scratch.path().resolve("mem0_emergency.json");
        Files.writeString(
                emergency,
                "{\"id\": \"torn-id\", \"project_id\": \"p\", \"content\": \"cut of",
                StandardOpenOption.APPEND);
        // long ago, so nobody is still writing it
        Files.setLastModifiedTime(emergency, FileTime.from(Instant.parse("2025-11-30T02:00:00Z")));
        byte[] before = Files.readAllBytes(emergency);

        assertThat(status().path("counts").path("emergency").asInt()).isEqualTo(2);
        assertThat(here("list", "emergency", "--json").done().json()).hasSize(2);
        assertThat(findings()).contains("emergency-waiting", "emergency-line-torn");
        save("text");

        assertThat(emergency).hasBinaryContent(before);
    }

    @Test
    void hazard11_failedMemoriesThatNoWorkerLooksAtAreTold() {
        assertThat(findings()).containsAnyOf("failed-orphaned", "failed-waiting");
        assertThat(here("list", "failed", "--json").done().json()).hasSize(6);
    }

    @Test
    void hazard14_aDamagedDeadLetterFileIsToldAndNotReplaced() throws IOException {
        Path letters = scratch.path().resolve("mem0_queue_dlq.json");
        byte[] whole = Files.readAllBytes(letters);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Files.write(letters, cut);

        assertThat(findings()).contains("dead-letters-corrupt");
        assertThat(status().path("counts").path("pending").asInt()).isEqualTo(40);
        String id = save("text");

        assertThat(letters).hasBinaryContent(cut);
        scratch.assertMergedOnce(List.of(id));
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

    @Test
    void hazard17_aLinkedQueueStaysALinkAndItsModeStays() throws IOException {
        Path real = Files.createDirectory(folder.resolve("elsewhere")).resolve("real.json");
        Files.move(scratch.queueFile(), real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(scratch.queueFile(), real);

        String id = save("text");

        assertThat(scratch.queueFile()).isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(real))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Files.readString(real)).contains(id);
        assertThat(findings()).contains("queue-link", "readable-by-others");
        scratch.assertMergedOnce(List.of(id));
    }

    @Test
    void hazard18_conflictCopiesOfACloudAreTold() throws IOException {
        Files.copy(scratch.queueFile(), scratch.path().resolve("mem0_queue 2.json"));
        assertThat(findings()).contains("conflict-copies");
    }

    @Test
    void hazard19_archivedQueuesAreFound() throws IOException {
        Path archive =
                Files.createDirectories(scratch.path().resolve("archive/vps-queue-20251202"));
        Files.copy(scratch.queueFile(), archive.resolve("mem0_queue.json"));
        assertThat(findings()).contains("archived-queues");
    }

    @Test
    void hazard21_aPoisonEntryIsToldAndOursAreNone() throws IOException {
        String text =
                Files.readString(scratch.queueFile())
                        .replaceFirst("\"queue\": \\[", "\"queue\": [{\"content\": \"no id\"},");
        Files.writeString(scratch.queueFile(), text);

        assertThat(findings()).contains("entries-stop-worker");
        String id = save("text");

        assertThat(scratch.queueIds()).hasSize(42).contains(id);
        assertThat(Files.readString(scratch.queueFile())).contains("\"content\": \"no id\"");
        JsonNode ours = scratch.queue().path("queue").get(41);
        assertThat(ours.path("id").asText()).isEqualTo(id);
        assertThat(ours.path("project_id").isTextual()).isTrue();
        assertThat(ours.path("retries").isInt()).isTrue();
        assertThat(ours.path("timestamp").isIntegralNumber()).isTrue();
    }

    @Test
    void hazard28_last100IsNoHistoryOfWhatWasSent() {
        assertThat(status().path("counts").path("synced_reported").asInt()).isEqualTo(10);
        assertThat(here("list", "synced", "--json").done().json()).isEmpty();
    }

    @Test
    void hazard31_theCountersAreComparedAndNotTrusted() throws IOException {
        Files.writeString(
                scratch.queueFile(),
                Files.readString(scratch.queueFile())
                        .replace("\"total_queued\": 61", "\"total_queued\": 1000"));
        JsonNode status = status();
        assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
        assertThat(status.path("balance").path("before").path("not_provable").asInt())
                .isEqualTo(1000 - 10 - 49);
    }

    @Test
    void hazard33_statusDuringASyncIsRightAndAtOnce() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            long began = System.nanoTime();
            JsonNode status = status();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
            assertThat(status.path("lock").path("pid").asLong()).isEqualTo(holder.pid());
        }
    }

    @Test
    void hazard34_aLogWithEmojiIsReadInAnyLocale() {
        Outcome log =
                scratch.program().with("LANG", "C").with("LC_ALL", "C").run("log", "-n", "100");
        assertThat(log.done().out()).contains("📤 Processing queue", "café--notes");
    }

    @Test
    void hazard35_oldMetricsAreTold() throws IOException {
        Path metrics = scratch.path().resolve("mem0_metrics.json");
        Files.writeString(
                metrics,
                "{\"last_update\": \"2025-11-30T03:00:00.5\", \"vps_status\": \"healthy\","
                        + " \"queue_size\": 1, \"dlq_size\": 0, \"total_synced\": 1,"
                        + " \"total_queued\": 1}");
        Files.setLastModifiedTime(metrics, FileTime.from(Instant.parse("2025-11-30T02:00:00Z")));
        assertThat(findings()).contains("metrics-stale");
    }

    @Test
    void hazard36_anOldLockFileMeansNothing() throws IOException {
        Files.setLastModifiedTime(
                scratch.lockFile(), FileTime.from(Instant.parse("2025-11-30T02:00:00Z")));
        assertThat(status().path("lock").path("state").asText()).isEqualTo("free");
        assertThat(findings()).noneMatch(code -> code.startsWith("lock-"));
    }
}
