package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.service.ObservationFixture;
import org.mem0queue.settings.Thresholds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The queue file itself: readable, there, and as full as it was. */
class QueueFileChecksTest {
    private static final QueueFileCheck FILE = new QueueFileCheck();
    private static final QueueWipedCheck WIPED = new QueueWipedCheck();
    private static final QueueShapeCheck SHAPE = new QueueShapeCheck();
    private static final QueueLinkCheck LINK = new QueueLinkCheck();

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyDirectory() {
        queue = new ObservationFixture(folder);
    }

    @Test
    void aReadableQueueIsNoFinding() {
        queue.queue(3, 1);

        assertThat(queue.check(FILE)).isEmpty();
        assertThat(queue.check(WIPED)).isEmpty();
        assertThat(queue.check(SHAPE)).isEmpty();
        assertThat(queue.check(LINK)).isEmpty();
    }

    @Test
    void aCutQueueIsCorruptUntilItIsWholeAgain() {
        queue.queue("{\"queue\": [");
        assertThat(queue.check(FILE))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("queue-corrupt");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.message())
                                    .contains(queue.directory().queueFile().toString());
                            assertThat(finding.action()).contains("mem0-queue restore --backup");
                        });

        queue.queue(1, 0);
        assertThat(queue.check(FILE)).isEmpty();
    }

    @Test
    void emptyNulFilledAndFolderAreCorruptToo() throws IOException {
        queue.queue("");
        assertThat(queue.codes(FILE)).containsExactly("queue-corrupt");
        queue.queue("\0".repeat(100));
        assertThat(queue.codes(FILE)).containsExactly("queue-corrupt");
        Files.delete(queue.directory().queueFile());
        Files.createDirectory(queue.directory().queueFile());
        assertThat(queue.codes(FILE)).containsExactly("queue-corrupt");
    }

    @Test
    void aMissingQueueIsANoticeAndAMissingFolderAWarning() {
        assertThat(queue.check(FILE))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("queue-missing", Severity.NOTICE));
        assertThat(new ObservationFixture(folder.resolve("none")).codes(FILE))
                .containsExactly("directory-missing");
    }

    @Test
    void aDeniedQueueAndAnUnstableOneAreTold() {
        queue.queue(1, 0).queueFile(new ReadResult.Denied<>("permission denied"));
        assertThat(queue.check(FILE))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("queue-denied");
                            assertThat(finding.message()).contains("permission denied");
                        });
        queue.queueFile(new ReadResult.Unstable<>("it changed while it was read"));
        assertThat(queue.codes(FILE)).containsExactly("queue-unstable");
    }

    @Test
    void aQueueAboveTheLimitIsTold() {
        Thresholds t = ObservationFixture.THRESHOLDS;
        queue.queue(3, 0)
                .thresholds(
                        new Thresholds(
                                t.pendingWarning(),
                                t.pendingAgeWarning(),
                                t.failedCritical(),
                                t.safeToSavePending(),
                                t.spoolAgeWarning(),
                                t.lockHeldWarning(),
                                t.diskFreeWarningBytes(),
                                t.metricsAgeWarning(),
                                t.logSilenceWarning(),
                                100));

        assertThat(queue.codes(FILE)).containsExactly("queue-too-large");
    }

    @Test
    void aLinkIsAWarningAndADanglingOneAnAlarm() throws IOException {
        Path real = folder.resolve("elsewhere.json");
        Files.createSymbolicLink(queue.directory().queueFile(), real);
        assertThat(queue.codes(FILE)).containsExactly("queue-link-dangling");
        assertThat(queue.check(LINK)).isEmpty();

        queue.write(real, ObservationFixture.json("", "", "", 0));
        assertThat(queue.check(FILE)).isEmpty();
        assertThat(queue.check(LINK))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("queue-link");
                            assertThat(finding.message()).contains("elsewhere.json");
                        });
    }

    @Test
    void aDeletedQueueWhoseBackupHeldMemoriesWasWiped() throws IOException {
        queue.queue(3, 1);
        Files.move(queue.directory().queueFile(), queue.directory().backupFile());

        assertThat(queue.check(WIPED))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("queue-wiped");
                            assertThat(finding.message())
                                    .contains("is gone")
                                    .contains("4 memories that waited")
                                    .contains(queue.directory().backupFile().toString());
                            assertThat(finding.action()).contains("restore --backup");
                        });
        assertThat(queue.check(FILE)).isEmpty(); // told once
    }

    @Test
    void countersThatWentBackAreAWipeAndPuttingBackClearsIt() throws IOException {
        queue.queue(1, 0);
        Files.move(queue.directory().queueFile(), queue.directory().backupFile());
        queue.queue(
                ObservationFixture.json(ObservationFixture.entry("new", queue.now()), "", "", 0));
        assertThat(queue.check(WIPED))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.message())
                                        .contains("1 memory that waited")
                                        .contains("is nowhere now"));

        // Back in the queue, though the counters stay low.
        queue.queue(
                ObservationFixture.json(
                        ObservationFixture.entries("p", 1, queue.now()), "", "", 0));
        assertThat(queue.check(WIPED)).isEmpty();
    }

    @Test
    void whatWaitsInAnotherFileOrWasSentSinceIsNotMissing() throws IOException {
        queue.queue(1, 0);
        Files.move(queue.directory().queueFile(), queue.directory().backupFile());
        queue.write(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + ObservationFixture.entries("p", 1, queue.now()) + "]}");
        assertThat(queue.check(WIPED)).isEmpty();

        // Counted on: a worker emptied the queue as it should.
        Files.delete(queue.directory().deadLetterFile());
        queue.queue(ObservationFixture.json("", "", "", 1));
        assertThat(queue.check(WIPED)).isEmpty();
    }

    @Test
    void aSnapshotProvesAWipeWhenThereIsNoBackup() throws IOException {
        queue.queue(2, 0);
        queue.store().upkeep().keepGoodState();
        Files.delete(queue.directory().queueFile());
        queue.later(Duration.ofMinutes(3));

        assertThat(queue.check(WIPED))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.message()).contains("3 min ago");
                            assertThat(finding.action()).contains("mem0-queue snapshots");
                        });
    }

    @Test
    void missingKeysAndCountersStopPython() {
        queue.queue(
                "{\"queue\": [], \"failed\": [], \"stats\": {\"total_queued\": 0, \"total_synced\":"
                        + " 0, \"total_failed\": 0}}");
        assertThat(queue.check(SHAPE))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("queue-keys-missing");
                            assertThat(finding.message()).contains("\"last_100\"");
                        });
        queue.queue(
                "{\"queue\": [], \"failed\": [], \"last_100\": [], \"stats\": {\"total_synced\":"
                        + " 0}}");
        assertThat(queue.check(SHAPE))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.message()).contains("\"stats.total_queued\""));
    }

    @Test
    void aValueOfTheWrongKindStopsPython() {
        queue.queue("{\"queue\": [], \"failed\": [], \"last_100\": {}, \"stats\": []}");

        assertThat(queue.codes(SHAPE)).containsOnly("queue-wrong-type");
    }

    @Test
    void aByteOrderMarkRawUtf8AndRepeatedKeysAreTold() {
        String good = ObservationFixture.json("", "", "", 0);
        queue.queue("\uFEFF" + good);
        assertThat(queue.codes(SHAPE)).containsExactly("queue-byte-order-mark");
        queue.queue(good.replace("null", "\"é\""));
        assertThat(queue.codes(SHAPE)).containsExactly("queue-not-ascii");
        queue.queue(good.replace("\"failed\": []", "\"failed\": [], \"failed\": []"));
        assertThat(queue.codes(SHAPE)).containsExactly("queue-duplicate-keys");
    }
}
