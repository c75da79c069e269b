package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What the programs before leave in the folder is told, and left as it is. */
class LegacyFilesTest extends HazardousQueue {
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
