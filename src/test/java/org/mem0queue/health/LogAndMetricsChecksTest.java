package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.WorkerProcess.Kind;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.service.ObservationFixture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What the worker's log, error log and figures say. */
class LogAndMetricsChecksTest {
    private static final WorkerRunCheck RUN = new WorkerRunCheck();
    private static final LogHistoryCheck HISTORY = new LogHistoryCheck();
    private static final MetricsCheck METRICS = new MetricsCheck(ZoneOffset.UTC);

    private static final String GOOD_RUN =
            """
            📤 Processing queue: 1 pending, 0 failed
              ✅ Synced: p (ID: 00000000...)

            ✨ Worker done:
               Queue: 0 pending
               Failed: 0 failed
               Total synced: 1
            """;

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyQueue() {
        queue = new ObservationFixture(folder).queue(0, 0);
    }

    private void log(String text) {
        queue.write("mem0_worker.log", text);
    }

    @Test
    void aRunThatEndedWellIsFine() {
        assertThat(queue.check(RUN)).isEmpty();
        log(GOOD_RUN);

        assertThat(queue.check(RUN)).isEmpty();
        assertThat(queue.check(HISTORY)).isEmpty();
    }

    @Test
    void aRunThatBrokeOffIsToldWithoutItsWordsUntilOneEndsWell() {
        String broken = "📤 Processing queue: 1 pending, 0 failed\n❌ Worker error: SECRET text\n";
        log(broken);
        assertThat(queue.check(RUN))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("worker-run-failed");
                            assertThat(finding.message())
                                    .contains("mem0_worker.log")
                                    .doesNotContain("SECRET");
                            assertThat(finding.action()).contains("mem0-queue log --level error");
                        });

        log(broken + GOOD_RUN);
        assertThat(queue.check(RUN)).isEmpty();
    }

    @Test
    void aTracebackIsNamedByItsException() {
        log(
                "Traceback (most recent call last):\n  File \"w.py\", line 1, in <module>\n"
                        + "KeyError: 'id'\n");

        assertThat(queue.check(RUN).getFirst().message()).contains("(KeyError)");
    }

    @Test
    void anOldErrorThatNobodyWaitsForIsHistory() {
        log("❌ Worker error: x\n");
        queue.later(Duration.ofHours(25));
        assertThat(queue.check(RUN)).isEmpty();

        queue.queue(1, 0);
        assertThat(queue.codes(RUN)).containsExactly("worker-run-failed");
    }

    @Test
    void aRunThatNeverEndedWasKilled() {
        log("📤 Processing queue: 1 pending, 0 failed\n");
        assertThat(queue.check(RUN)).isEmpty();

        queue.later(Duration.ofMinutes(5));
        assertThat(queue.codes(RUN)).containsExactly("worker-run-cut");
        queue.workers(queue.worker(1 << 30, Kind.A));
        assertThat(queue.check(RUN)).isEmpty();
    }

    @Test
    void aWorkerWithoutItsApiSaysSoInTheLog() {
        log("\n[10:00:00] ❌ VPS unhealthy - waiting 30s...\n");
        assertThat(queue.codes(RUN)).containsExactly("api-down-for-worker");

        log("\n[10:00:00] ✅ VPS healthy - processing queues...\n");
        assertThat(queue.check(RUN)).isEmpty();
    }

    @Test
    void deadLettersThatReachedNoFileAreLostUntilTheyTurnUp() {
        log(
                """
                ❌ Failed to save DLQ: [Errno 13] Permission denied
                📋 Moved to DLQ: p (ID: d0000000...) after 5 retries
                📋 Moved to DLQ: p (ID: other000...) after 5 retries
                """);
        assertThat(queue.check(HISTORY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("dead-letters-lost");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.message())
                                    .contains("1 memory")
                                    .contains("d0000000")
                                    .doesNotContain("other");
                        });

        queue.write(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + ObservationFixture.entry("d0000000-id", queue.now()) + "]}");
        assertThat(queue.check(HISTORY)).isEmpty();
    }

    @Test
    void aLetterThatWasSentAfterAllIsNotLost() {
        log(
                """
                ❌ Failed to save DLQ: [Errno 13] Permission denied
                📋 Moved to DLQ: p (ID: d0000000...) after 5 retries
                  ✅ Synced: p (ID: d0000000...)
                """);

        assertThat(queue.check(HISTORY)).isEmpty();
    }

    @Test
    void errorsInTheErrorLogAreToldForAWeek() {
        queue.write(
                "logs/mem0_worker_error.log",
                "Traceback (most recent call last):\n  File \"w.py\", line 1, in <module>\n"
                        + "ModuleNotFoundError: No module named 'requests'\n");
        assertThat(queue.check(HISTORY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("worker-error-log");
                            assertThat(finding.message()).contains("1 error of the worker");
                        });
        queue.later(Duration.ofDays(8));
        assertThat(queue.check(HISTORY)).isEmpty();
    }

    private void metrics(Instant updated, String status) {
        queue.write(
                queue.directory().metricsFile(),
                "{\"last_update\": \"%s\", \"vps_status\": \"%s\"}"
                        .formatted(LocalDateTime.ofInstant(updated, ZoneOffset.UTC), status));
    }

    @Test
    void freshFiguresAreFineAndStaleOnesAreTold() {
        metrics(queue.now().minusSeconds(60), "healthy");
        assertThat(queue.check(METRICS)).isEmpty();

        queue.later(Duration.ofMinutes(20));
        assertThat(queue.check(METRICS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("metrics-stale");
                            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                            assertThat(finding.message()).contains("21 min old");
                        });
        queue.queue(1, 0);
        assertThat(queue.check(METRICS).getFirst().severity()).isEqualTo(Severity.WARNING);
        queue.queue(0, 0).workers(queue.worker(1 << 30, Kind.B));
        assertThat(queue.check(METRICS).getFirst().message()).contains("does not renew them");
    }

    @Test
    void anApiThatIsDownIsTold() {
        metrics(queue.now(), "down");

        assertThat(queue.codes(METRICS)).containsExactly("api-down-for-worker");
    }

    @Test
    void figuresThatCannotBeReadAreANotice() {
        queue.write(queue.directory().metricsFile(), "{");
        assertThat(queue.codes(METRICS)).containsExactly("metrics-unreadable");
        queue.write(queue.directory().metricsFile(), "{\"last_update\": \"yesterday\"}");
        assertThat(queue.codes(METRICS)).containsExactly("metrics-unreadable");
    }

    /** On 25 October 2026 Paris has 02:30 twice; a false alarm each autumn would be worse. */
    @Test
    void theHourThatComesTwiceRaisesNoAlarm() {
        MetricsCheck paris = new MetricsCheck(ZoneId.of("Europe/Paris"));
        queue.now(Instant.parse("2026-10-25T01:35:00Z"));
        queue.write(queue.directory().metricsFile(), "{\"last_update\": \"2026-10-25T02:30:00\"}");

        assertThat(queue.check(paris)).isEmpty();
        queue.now(Instant.parse("2026-10-25T00:31:00Z"));
        assertThat(queue.check(paris)).isEmpty();
    }
}
